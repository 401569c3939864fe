// Words of a text by spelling alone, for the planting of faults: letters,
// digits and what joins them. ASCII letters and all bytes beyond ASCII count as
// letters.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_SPELLED_WORDS_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_SPELLED_WORDS_H_

#include <absl/strings/ascii.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

namespace byline::quality {

struct SpelledWord {
  size_t begin = 0;
  size_t end = 0;
  std::string text;
  // Inside double quotation marks.
  bool quoted = false;
  // Opens a sentence, or stands behind a mark.
  bool opens = false;

  bool IsCapitalised() const {
    return text.size() > 1 && absl::ascii_isupper(Byte(0)) &&
           (absl::ascii_islower(Byte(1)) || static_cast<int>(Byte(1)) > 127);
  }
  bool IsNumber() const {
    bool digits = !text.empty();
    for (size_t i = 0; i < text.size(); ++i)
      digits = digits && (absl::ascii_isdigit(Byte(i)) || text[i] == ',' ||
                          text[i] == '.');
    return digits;
  }
  unsigned char Byte(size_t i) const {
    return static_cast<unsigned char>(text[i]);
  }
};

inline std::vector<SpelledWord> SpellWords(absl::string_view text) {
  std::vector<SpelledWord> words;
  bool quoted = false;
  bool opens = true;
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool curly = text.substr(i, 3) == "“" || text.substr(i, 3) == "”";
    if (curly || byte == '"') {
      quoted = curly ? text.substr(i, 3) == "“" : !quoted;
      opens = true;
      i += curly ? 3 : 1;
      continue;
    }
    const auto in_word = [&](size_t at) {
      const auto c = static_cast<unsigned char>(text[at]);
      if (text.substr(at, 3) == "“" || text.substr(at, 3) == "”" ||
          text.substr(at, 3) == "–" || text.substr(at, 3) == "—")
        return false;
      if (absl::ascii_isalnum(c) || c > 127) return true;
      const bool joins = c == '\'' || c == '.' || c == ',';
      if (!joins || at == 0 || at + 1 >= text.size()) return false;
      const auto before = static_cast<unsigned char>(text[at - 1]);
      const auto behind = static_cast<unsigned char>(text[at + 1]);
      if (c == '\'')
        return absl::ascii_isalpha(before) && absl::ascii_isalpha(behind);
      return absl::ascii_isdigit(before) && absl::ascii_isdigit(behind);
    };
    if (!in_word(i)) {
      opens = opens || (byte != ' ' && byte != ',' && byte != '-' &&
                        byte != '$' && byte != '(');
      ++i;
      continue;
    }
    SpelledWord word;
    word.begin = i;
    while (i < text.size() && in_word(i)) ++i;
    word.end = i;
    word.text = std::string(text.substr(word.begin, i - word.begin));
    word.quoted = quoted;
    word.opens = opens;
    opens = false;
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_SPELLED_WORDS_H_
