#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace sockwalk {

/// Appends `text` as a JSON string. What is not valid UTF-8 becomes U+FFFD; control characters are
/// escaped, so that a line can be shown on any terminal.
void append_json_text(std::string& out, std::string_view text);

/// Appends any bytes as a JSON string: one code point U+0000 to U+00FF a byte, so that names and
/// data which are no UTF-8 survive (FORMAT.md).
void append_json_bytes(std::string& out, std::string_view bytes);

void append_json_number(std::string& out, long long number);
void append_json_number(std::string& out, unsigned long long number);

/// One JSON object, field after field, appended to a string that outlives it. The constructor opens
/// it and the destructor closes it. Names of fields are ours and are written as they are.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  ~JsonObject() { out_ += '}'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  /// Begins a field whose value the caller appends to the string that this returns.
  std::string& key(std::string_view name);

  void number(std::string_view name, std::signed_integral auto value) {
    append_json_number(key(name), static_cast<long long>(value));
  }
  void number(std::string_view name, std::unsigned_integral auto value) {
    append_json_number(key(name), static_cast<unsigned long long>(value));
  }
  void boolean(std::string_view name, bool value) { key(name) += value ? "true" : "false"; }
  void text(std::string_view name, std::string_view value) { append_json_text(key(name), value); }
  void bytes(std::string_view name, std::string_view value) { append_json_bytes(key(name), value); }

 private:
  std::string& out_;
  bool empty_ = true;
};

}  // namespace sockwalk
