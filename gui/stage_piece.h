#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "stage_layout.h"

namespace sockwalk {

/// How roomy the stage is drawn. All lengths in pixels of the picture, scale included.
struct StageDensity {
  float scale = 1.0F;
  float margin = 0.0F;      ///< around everything
  float left = 0.0F;        ///< column of the bands' names and of the file system
  float gap = 0.0F;         ///< between columns
  float pad = 0.0F;         ///< inside a box
  float line_gap = 0.0F;    ///< between lines of a box
  float row_gap = 0.0F;     ///< between rows of the kernel
  float step = 0.0F;        ///< between two jacks
  float radius = 0.0F;      ///< of a jack
  float client = 0.0F;      ///< least width of a client's column
  float server = 0.0F;      ///< least width of the connection socket
  bool names_beside = true; ///< the file system stands left of the connection socket, not below
  bool spaced = true;       ///< names of bands in spaced letters, the hardware's sentence below its name
  bool two_line_head = true;  ///< "plays process A" below the name
  bool inode = true;        ///< of the connection socket
  bool last_message = true; ///< of data sockets
  bool tight = false;       ///< the least that can still be read
  bool presenter = false;   ///< for a lecture hall: fewer words, and those large
  bool roomy = false;       ///< presenter: a receive buffer has a line of its own
};

/// How many densities there are, and each of them, from roomy (0) to tight.
int stage_densities(bool presenter);
StageDensity stage_density(int level, float scale, bool presenter);

/// Some shapes that belong together, laid out from (0,0) line by line. Lines are as wide as they
/// are told; what does not fit is first said shorter, then wrapped, and cut only as a last resort.
class StagePiece {
 public:
  StagePiece(const StageMetrics& metrics, const StageDensity& density, float width);

  float width() const { return width_; }
  float inner() const { return width_ - 2 * density_.pad; }
  float y() const { return y_; }
  void skip(float by) { y_ += by; }

  /// The first of `forms` that fits into one line, else the last of them, wrapped.
  void line(StageFont font, StageInk ink, const std::vector<std::string>& forms, Phase phase = {},
            int most_lines = 3);
  /// The same in the middle of the width.
  void centred(StageFont font, StageInk ink, const std::vector<std::string>& forms, Phase phase = {});
  /// The mark and the word of a phase, and behind it the first of `more` that fits. Returns how much
  /// of the (last) line that takes.
  float phase(Phase phase, const std::vector<std::string>& more);
  /// The sign of an outcome, and the first of `forms` that fits behind it.
  void outcome(StageOutcome outcome, const std::vector<std::string>& forms);
  /// A title with the mark and the word of a phase at the right end, if there is room; else below.
  void title_and_phase(const std::vector<std::string>& titles, Phase phase);
  /// What a socket in the accept queue says instead of a phase. With a letter: whose it is, at the
  /// right end.
  void queued_line(const std::vector<std::string>& forms, ActorId actor, const std::string& letter);
  /// `title`, or where it does not fit, with `beside` left for something else: the actor's letter in a
  /// disc and `brief`. Returns how much of the line that takes.
  float title_with_disc(const std::string& title, ActorId actor, const std::string& letter,
                        const std::string& brief, float beside = 0.0F);
  /// The receive buffer of a socket with what lies in it, behind the first of `labels` that fits.
  void buffer(const Socket& socket, SocketIndex index, const std::vector<std::string>& labels);
  /// The same without a label, behind what stands in the last line: `used` wide. False, and nothing
  /// done, when there is too little room.
  bool buffer_beside(const Socket& socket, SocketIndex index, float used);
  /// What it takes of a line at least.
  float least_buffer_beside() const { return 32 * density_.scale; }
  /// Puts `text` at a place; the caller has measured it.
  void put(StageFont font, StageInk ink, float x, float y, const std::string& text, Phase phase = {});

  /// Closes the piece with box `box` around it, which becomes boxes[0]; at least `height` high.
  StageLayout finish(StageBox box, float height = 0.0F);

  float measure(StageFont font, std::string_view text) const { return metrics_.width(font, text); }
  const StageMetrics& metrics() const { return metrics_; }
  const StageDensity& density() const { return density_; }
  StageLayout& shapes() { return shapes_; }

 private:
  void wrap(StageFont font, StageInk ink, const std::string& text, Phase phase, int most_lines,
            bool centre);
  void fill(const StageRect& rect, const Socket& socket, SocketIndex index);
  void put_line(StageFont font, StageInk ink, const std::string& text, Phase phase, bool centre);

  const StageMetrics& metrics_;
  const StageDensity& density_;
  float width_;
  float y_;
  StageLayout shapes_;
};

/// Adds what `piece` holds to `into`, moved by (dx, dy); the index of its first box there.
std::size_t append(StageLayout& into, StageLayout&& piece, float dx, float dy);

/// `text` cut to `width` with an ellipsis at its end; the text itself when it fits.
std::string shortened(const StageMetrics& metrics, StageFont font, std::string_view text, float width);

/// What lies in a receive buffer, as chips without a place: integers one by one, other bytes as text
/// or as a count. Where messages have boundaries, one chip is one message. The sum of their bytes is
/// the socket's unread bytes.
std::vector<StageChip> chips_of(const Socket& socket, SocketIndex index);

}  // namespace sockwalk
