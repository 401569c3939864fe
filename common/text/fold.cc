#include "common/text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "common/text/utf8.h"

namespace byline::text {
namespace {

// What a quote mark, dash or space of any language becomes; other characters
// stay. Before NFKC, which would take some of them apart (U+00B4 into a space
// and an accent).
char32_t Unify(char32_t c) {
  if (c < 0x80) return c == '`' ? U'\'' : c;
  if (IsSpace(c)) return ' ';
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2039:
    case 0x203A:
    case 0x2032:
    case 0x2035:
    case 0x00B4:
    case 0x02BC:
    case 0x02BB:
    case 0x055A:
    case 0xFF07:
    case 0xFF40:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
    case 0x2033:
    case 0x2036:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
    case 0x301D:
    case 0x301E:
    case 0x301F:
    case 0xFF02:
    case 0xFF62:
    case 0xFF63:
    case 0x2E42:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0x2043:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return '-';
    default:
      return c;
  }
}

// Unified (NFKC brings forth marks anew), with runs of white space one space,
// none at the ends.
std::string CollapseSpace(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = Unify(NextCodePoint(text, &pos));
    if (!IsSpace(c)) {
      AppendUtf8(c, &out);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// What Fold makes of ASCII text.
std::string FoldAscii(absl::string_view text) {
  std::string folded(text.size(), '\0');
  size_t size = 0;
  bool space = true;  // behind a space, or at the front
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (IsSpace(byte)) {
      if (!space) folded[size++] = ' ';
      space = true;
      continue;
    }
    space = false;
    folded[size++] = c == '`'             ? '\''
                     : IsAsciiUpper(byte) ? static_cast<char>(c + 32)
                                          : c;
  }
  if (size > 0 && folded[size - 1] == ' ') --size;
  folded.resize(size);
  return folded;
}

const icu::Normalizer2* CaseFold() {
  static const icu::Normalizer2* const fold = [] {
    UErrorCode error = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCCasefoldInstance(error);
  }();
  return fold;
}

// Letters, digits and signs that carry meaning; spaces and marks between two
// digits as they are, all else left out.
std::string HeadlineKey(absl::string_view text) {
  const std::string folded = Fold(text);
  std::string key;
  char32_t last = 0;    // the last character kept
  std::string between;  // what was left out since
  for (size_t pos = 0; pos < folded.size();) {
    const size_t begin = pos;
    const char32_t c = NextCodePoint(folded, &pos);
    const bool kept =
        u_isalnum(static_cast<UChar32>(c)) ||
        (U_GET_GC_MASK(static_cast<UChar32>(c)) &
         (U_GC_M_MASK | U_GC_N_MASK | U_GC_S_MASK)) != 0 ||
        u_charType(static_cast<UChar32>(c)) == U_PRIVATE_USE_CHAR || c == '%' ||
        c == '&' || c == '@' || c == '#';
    if (!kept) {
      between.append(folded, begin, pos - begin);
      continue;
    }
    if (u_isdigit(static_cast<UChar32>(c)) &&
        u_isdigit(static_cast<UChar32>(last)))
      key += between;
    key.append(folded, begin, pos - begin);
    between.clear();
    last = c;
  }
  return key;
}

std::string Twice(absl::string_view text) {
  return HeadlineKey(std::string(text) + " " + std::string(text));
}

// The first byte of HeadlineKey, where it is easily told; otherwise 0.
char FirstOfKey(absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    // An accent behind a letter makes another one of it.
    if (i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0x80)
      return 0;
    if (IsAsciiUpper(byte)) return static_cast<char>(c + 32);
    if (IsAsciiLower(byte) || IsAsciiDigit(byte)) return c;
    if (c != ' ' && c != '"' && c != '\'' && c != '(' && c != '-') return 0;
  }
  return 0;
}

}  // namespace

bool IsValidUtf8(absl::string_view bytes) {
  if (IsAscii(bytes)) return true;
  for (size_t pos = 0; pos < bytes.size();) {
    if (NextCodePoint(bytes, &pos) == kIllFormed) return false;
  }
  return true;
}

std::optional<size_t> FindControl(absl::string_view text,
                                  bool allow_line_feeds) {
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\n' && allow_line_feeds) continue;
    if (c < 0x20 || c == 0x7F) return i;
    // U+0080 to U+009F are C2 80 to C2 9F.
    if (c == 0xC2 && i + 1 < text.size() &&
        static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      return i;
    }
  }
  return std::nullopt;
}

std::string RepairUtf8(absl::string_view bytes) {
  if (IsValidUtf8(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + 16);
  for (size_t pos = 0; pos < bytes.size();)
    AppendUtf8(NextCodePoint(bytes, &pos), &out);
  return out;
}

size_t CountCharacters(absl::string_view text) {
  size_t count = 0;
  for (size_t pos = 0; pos < text.size(); ++count) NextCodePoint(text, &pos);
  return count;
}

absl::string_view TruncateUtf8(absl::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  // A character has at most four bytes: step back over continuation bytes to
  // the one that would be cut.
  size_t end = max_bytes;
  for (int back = 0; back < 3 && end > 0 && IsContinuation(text[end]); ++back)
    --end;
  if (IsContinuation(text[end])) end = max_bytes;  // not UTF-8 anyway
  return text.substr(0, end);
}

std::string Fold(absl::string_view text) {
  if (IsAscii(text)) return FoldAscii(text);
  std::string unified;
  unified.reserve(text.size());
  bool ascii = true;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = Unify(NextCodePoint(text, &pos));
    if (c < 0x80) {
      unified.push_back(IsAsciiUpper(c) ? static_cast<char>(c + 32)
                                        : static_cast<char>(c));
    } else {
      ascii = false;
      AppendUtf8(c, &unified);
    }
  }
  if (ascii) return FoldAscii(unified);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded,
                                        static_cast<int32_t>(unified.size()));
  UErrorCode error = U_ZERO_ERROR;
  CaseFold()->normalizeUTF8(
      0, {unified.data(), static_cast<int32_t>(unified.size())}, sink, nullptr,
      error);
  return CollapseSpace(U_SUCCESS(error) ? folded : unified);
}

std::string RaiseFirstLetter(std::string text) {
  if (text.empty()) return text;
  size_t size = 0;
  const auto first = static_cast<UChar32>(NextCodePoint(text, &size));
  std::string capital;
  AppendUtf8(static_cast<char32_t>(u_toupper(first)), &capital);
  if (u_islower(first) && capital.size() == size)
    text.replace(0, size, capital);
  return text;
}

bool RepeatsHeadline(absl::string_view paragraph, absl::string_view headline) {
  return HeadlineMatcher(headline).Matches(paragraph);
}

HeadlineMatcher::HeadlineMatcher(absl::string_view headline)
    : headline_(headline),
      key_(HeadlineKey(headline)),
      twice_(Twice(headline)) {}

bool HeadlineMatcher::Matches(absl::string_view paragraph) const {
  // What is far longer or shorter cannot be the same; folding multiplies a
  // length by at most a few.
  if (paragraph.empty() || headline_.empty() ||
      paragraph.size() > 8 * headline_.size() + 64)
    return false;
  // Nearly all begin with another letter.
  const char first = FirstOfKey(paragraph);
  if (first != 0 && !key_.empty() && first != key_[0]) return false;
  const std::string found = HeadlineKey(paragraph);
  if (key_.empty() || found.empty())
    return key_ == found && Fold(paragraph) == Fold(headline_);
  if (found == key_ || found == twice_) return true;
  // Marks between two digits may add to what is given twice.
  return key_.size() >= 2 * found.size() && key_ == Twice(paragraph);
}

}  // namespace byline::text
