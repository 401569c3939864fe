#include "common/text/term_form.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include "common/text/utf8.h"

namespace byline::text {
namespace {

// A letter of the Arabic script in the form that stands for all its variants; 0
// for what is left out.
char32_t UnifyArabic(char32_t c) {
  switch (c) {
    case 0x064A:
    case 0x0649:
    case 0x0626:
    case 0x06D0:
      return 0x06CC;  // yeh
    case 0x0643:
    case 0x06AA:
      return 0x06A9;  // kaf
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671:
      return 0x0627;  // alef
    case 0x0629:
    case 0x06C0:
    case 0x06C1:
    case 0x06C2:
    case 0x06D5:
      return 0x0647;  // heh
    case 0x0624:
      return 0x0648;  // waw
    case 0x0640:
    case 0x0670:
    case 0x200C:
    case 0x200D:
      return 0;  // kashida, half-space
    default:
      break;
  }
  if (c >= 0x064B && c <= 0x065F) return 0;  // vowel signs
  if (c >= 0x0660 && c <= 0x0669) return '0' + c - 0x0660;
  if (c >= 0x06F0 && c <= 0x06F9) return '0' + c - 0x06F0;
  return c;
}

}  // namespace

std::string CaseFolded(absl::string_view text) {
  std::string folded;
  if (IsAscii(text)) {
    folded.assign(text.data(), text.size());
    for (char& c : folded) {
      if (IsAsciiUpper(static_cast<unsigned char>(c)))
        c = static_cast<char>(c + 32);
    }
    return folded;
  }
  static const icu::Normalizer2* const fold = [] {
    UErrorCode error = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCCasefoldInstance(error);
  }();
  icu::StringByteSink<std::string> sink(&folded,
                                        static_cast<int32_t>(text.size()));
  UErrorCode error = U_ZERO_ERROR;
  fold->normalizeUTF8(0, {text.data(), static_cast<int32_t>(text.size())}, sink,
                      nullptr, error);
  return folded;
}

std::string AsTerm(absl::string_view word, bool elides) {
  if (IsAscii(word)) {
    if (word.size() > 2 && word[word.size() - 2] == '\'' && word.back() == 's')
      word.remove_suffix(2);
    if (elides) {
      const size_t apostrophe = word.rfind('\'');
      if (apostrophe != absl::string_view::npos)
        word.remove_prefix(apostrophe + 1);
    }
    return std::string(word);
  }
  std::string term;
  term.reserve(word.size());
  for (size_t pos = 0; pos < word.size();) {
    char32_t c = NextCodePoint(word, &pos);
    if (c == 0x2019 || c == 0x2018 || c == 0x02BC) c = '\'';
    if (c >= 0x600) c = UnifyArabic(c);
    if (c != 0) AppendUtf8(c, &term);
  }
  if (IsAscii(term)) return AsTerm(term, elides);
  if (term.size() > 2 && term.compare(term.size() - 2, 2, "'s") == 0)
    term.resize(term.size() - 2);
  if (elides) {
    const size_t apostrophe = term.rfind('\'');
    if (apostrophe != std::string::npos) term.erase(0, apostrophe + 1);
  }
  return term;
}

void AppendPairs(absl::string_view run, std::vector<std::string>* terms) {
  size_t first = 0;
  size_t pos = 0;
  NextCodePoint(run, &pos);
  if (pos == run.size()) terms->emplace_back(run);
  while (pos < run.size()) {
    const size_t second = pos;
    NextCodePoint(run, &pos);
    terms->emplace_back(run.substr(first, pos - first));
    first = second;
  }
}

}  // namespace byline::text
