#include "actors/conversation.h"

namespace sockwalk {

void Conversation::begin(TracedCalls& calls, ServiceKind service, int handle) {
  handle_ = handle;
  service_ = make_service(service);
  note(calls);
}

CallResult Conversation::step(TracedCalls& calls, const Part& part) {
  const bool writes = answering();
  const CallResult moved = writes ? calls.write(part.at("write"), handle_, service_->answer())
                                  : calls.read(part.at("read"), handle_, service_->missing());
  if (moved.value <= 0) return moved;
  const auto count = static_cast<std::size_t>(moved.value);
  writes ? service_->sent(count) : service_->took(count);
  note(calls);
  return moved;
}

bool Conversation::serve_once(TracedCalls& calls, const Part& part) {
  bool there = step(calls, part).value > 0;
  while (there && answering()) there = step(calls, part).value > 0;
  return there;
}

void Conversation::serve(TracedCalls& calls, const Part& part) {
  while (step(calls, part).value > 0) continue;
}

void Conversation::close(TracedCalls& calls, const Part& part) {
  calls.close(part.at("close_handle"), handle_);
  forget(calls);
}

void Conversation::forget(TracedCalls& calls) {
  handle_ = -1;
  service_.reset();
  note(calls);
}

void Conversation::note(TracedCalls& calls) const {
  calls.note_slot(slot_, handle_, service_ == nullptr ? 0 : service_->result());
}

std::vector<Conversation> make_slots(int count) {
  std::vector<Conversation> slots;
  for (int slot = 1; slot <= count; ++slot) slots.emplace_back(slot);
  return slots;
}

}  // namespace sockwalk
