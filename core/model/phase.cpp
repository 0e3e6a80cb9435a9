#include "model/phase.h"

#include <array>
#include <cstddef>

#include "text/model_text.h"

namespace sockwalk {
namespace {

struct PhaseRow {
  Phase phase;
  std::string_view id;
  const Text* text;
};

constexpr std::array<PhaseRow, kPhases> kRows{{
    {Phase::created, "created", &kPhaseCreated},
    {Phase::bound, "bound", &kPhaseBound},
    {Phase::listening, "listening", &kPhaseListening},
    {Phase::connecting, "connecting", &kPhaseConnecting},
    {Phase::in_accept_queue, "in_accept_queue", &kPhaseInAcceptQueue},
    {Phase::connected, "connected", &kPhaseConnected},
    {Phase::half_closed_sent, "half_closed_sent", &kPhaseHalfClosedSent},
    {Phase::half_closed_received, "half_closed_received", &kPhaseHalfClosedReceived},
    {Phase::shut_down, "shut_down", &kPhaseShutDown},
    {Phase::peer_closed, "peer_closed", &kPhasePeerClosed},
    {Phase::closed, "closed", &kPhaseClosed},
}};

const PhaseRow& row_of(Phase phase) { return kRows[static_cast<std::size_t>(phase)]; }

}  // namespace

std::string_view phase_name(Phase phase) { return row_of(phase).text->english; }

std::string_view phase_id(Phase phase) { return row_of(phase).id; }

}  // namespace sockwalk
