#include "text/locale.h"

#include <atomic>

#include "text/utf8.h"

namespace sockwalk {
namespace {

std::atomic<Locale> chosen{Locale::english};

/// What stands for a letter; empty: itself.
std::string_view accented(char letter) {
  switch (letter) {
    case 'a': return "áà";
    case 'e': return "éè";
    case 'i': return "íì";
    case 'o': return "óò";
    case 'u': return "úù";
    case 'A': return "Áà";
    case 'E': return "Éè";
    case 'I': return "Íì";
    case 'O': return "Óò";
    case 'U': return "Úù";
    case 'c': return "č";
    case 'h': return "ĥh";
    case 's': return "šs";
    default: return {};
  }
}

std::size_t letters_of(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t bytes = first_character(text).bytes;
    text.remove_prefix(bytes == 0 ? 1 : bytes);
    ++count;
  }
  return count;
}

}  // namespace

void set_locale(Locale locale) { chosen = locale; }
Locale locale() { return chosen; }

std::string in_pseudo_locale(std::string_view english) {
  std::string text;
  char until = 0;  // within {} or between `
  std::size_t kept = 0;
  for (const char letter : english) {
    if (until != 0) {
      if (letter == until) until = 0;
      text += letter;
      ++kept;
      continue;
    }
    if (letter == '{' || letter == '`') {
      until = letter == '{' ? '}' : '`';
      ++kept;
    }
    const std::string_view instead = accented(letter);
    if (instead.empty()) text += letter;
    else text += instead;
  }
  // What has few vowels gets its two fifths at the end, unless code or a full stop stands there.
  const std::size_t plain = letters_of(english) - kept;
  const std::size_t wanted = kept + (plain * 7 + 4) / 5;
  if (text.empty() || std::string_view(".*}`)").find(text.back()) != std::string_view::npos) return text;
  for (std::size_t have = letters_of(text); have < wanted; ++have) text += "ë";
  return text;
}

}  // namespace sockwalk
