#include "typed_line.h"

#include <utility>

#include "text/utf8.h"

namespace sockwalk {
namespace {

/// Nothing for what is no character.
std::string utf8_of(char32_t character) {
  const auto byte = [](char32_t value) { return static_cast<char>(value); };
  if (character < 0x80) return {byte(character)};
  std::string text;
  if (character < 0x800) {
    text = {byte(0xC0 | character >> 6)};
  } else if (character < 0x10000) {
    text = {byte(0xE0 | character >> 12), byte(0x80 | (character >> 6 & 0x3F))};
  } else {
    text = {byte(0xF0 | character >> 18), byte(0x80 | (character >> 12 & 0x3F)),
            byte(0x80 | (character >> 6 & 0x3F))};
  }
  text += byte(0x80 | (character & 0x3F));
  return first_character(text).bytes == text.size() ? text : std::string{};
}

bool is_inside(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

bool TypedLine::press(const KeyPress& press) {
  switch (press.key) {
    case Key::backspace: {
      const std::size_t start = before_caret();
      if (start == caret_) return false;
      text_.erase(start, caret_ - start);
      caret_ = start;
      return true;
    }
    case Key::del: {
      const std::size_t end = after_caret();
      if (end == caret_) return false;
      text_.erase(caret_, end - caret_);
      return true;
    }
    case Key::left: caret_ = before_caret(); return false;
    case Key::right: caret_ = after_caret(); return false;
    case Key::home: caret_ = 0; return false;
    case Key::end: caret_ = text_.size(); return false;
    default: break;
  }
  if (press.control && press.character == U'u' && !text_.empty()) {
    set({});
    return true;
  }
  return !press.control && !press.alt && type(press.character);
}

void TypedLine::set(std::string text) {
  text_ = std::move(text);
  caret_ = text_.size();
}

bool TypedLine::type(char32_t character) {
  const std::string letter = utf8_of(character);
  if (is_control(character) || letter.empty() || text_.size() + letter.size() > longest_) return false;
  text_.insert(caret_, letter);
  caret_ += letter.size();
  return true;
}

std::size_t TypedLine::before_caret() const {
  std::size_t at = caret_;
  while (at > 0 && is_inside(text_[--at])) {
  }
  return at;
}

std::size_t TypedLine::after_caret() const {
  std::size_t at = caret_;
  if (at < text_.size()) ++at;
  while (at < text_.size() && is_inside(text_[at])) ++at;
  return at;
}

}  // namespace sockwalk
