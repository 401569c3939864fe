#include "common/text/enclosures.h"

#include <unicode/uchar.h>

#include <array>

#include "common/text/utf8.h"

namespace byline::text {
namespace {

enum Kind {
  kRound,
  kSquare,
  kCurly,
  kCorner,
  kWhiteCorner,
  kDoubleAngle,
  kLenticular,
  kDoubleQuote,
  kStraightQuote,
  kGuillemet,
  kSingleGuillemet,
  kSingleQuote,
  kStraightSingle,
  kKinds
};

enum class Way { kNone, kOpens, kCloses };

struct Mark {
  Kind kind = kRound;
  Way way = Way::kNone;
};

bool IsLetterOrDigit(char32_t c) {
  return c < 0x80 ? IsAsciiAlnum(c) : u_isalnum(static_cast<UChar32>(c));
}

// The marks of a line, matched from left to right.
class Matcher {
 public:
  explicit Matcher(const std::vector<char32_t>& line)
      : line_(line), change_(line.size() + 1) {}

  std::vector<int> Depths() {
    for (size_t i = 0; i < line_.size(); ++i) {
      const char32_t c = line_[i];
      if (c == ' ' || IsAsciiAlnum(c)) continue;  // nearly all
      const Mark mark = MarkAt(i);
      if (mark.way == Way::kOpens) {
        open_.push_back({mark.kind, i});
        ++open_of_kind_[mark.kind];
      } else if (mark.way == Way::kCloses && open_of_kind_[mark.kind] > 0) {
        Close(mark.kind, i);
      }
    }
    std::vector<int> depths(line_.size());
    int depth = 0;
    for (size_t i = 0; i < line_.size(); ++i) {
      depth += change_[i];
      depths[i] = depth;
    }
    return depths;
  }

 private:
  struct Open {
    Kind kind;
    size_t at;
  };

  // Closes the innermost open mark of this kind; those opened inside it were
  // never closed.
  void Close(Kind kind, size_t at) {
    while (true) {
      const Open last = open_.back();
      open_.pop_back();
      --open_of_kind_[last.kind];
      if (last.kind != kind) continue;
      ++change_[last.at + 1];
      --change_[at];
      return;
    }
  }

  char32_t Before(size_t i) const { return i == 0 ? U' ' : line_[i - 1]; }
  char32_t After(size_t i) const {
    return i + 1 == line_.size() ? U' ' : line_[i + 1];
  }
  // A mark here could open: nothing but space or another opening ahead of it,
  // and something behind.
  bool LooksOpening(size_t i) const {
    const char32_t before = Before(i);
    const bool starts = IsSpace(before) || IsOpeningMark(before) ||
                        before == U'—' || before == U'–' || before == '-' ||
                        before == '/';
    return starts && !IsSpace(After(i));
  }
  bool LooksClosing(size_t i) const {
    return !IsSpace(Before(i)) && !IsLetterOrDigit(After(i));
  }

  Mark Directed(Kind kind, size_t i) const {
    const bool opening = LooksOpening(i);
    const bool closing = LooksClosing(i);
    if (opening != closing) return {kind, opening ? Way::kOpens : Way::kCloses};
    return {kind, open_of_kind_[kind] > 0 ? Way::kCloses : Way::kOpens};
  }

  // ' and ’ are mostly apostrophes: what opens has a space ahead and a letter
  // behind; what closes ends a quoted phrase.
  Mark SingleAt(Kind kind, size_t i) const {
    if (open_of_kind_[kind] > 0 && LooksClosing(i)) {
      const bool ends_phrase = !IsLetterOrDigit(Before(i));
      const bool phrase_follows = !IsSpace(After(i)) || i + 1 == line_.size();
      if (ends_phrase || phrase_follows) return {kind, Way::kCloses};
    }
    if (kind == kStraightSingle && LooksOpening(i) &&
        u_isalpha(static_cast<UChar32>(After(i))) && !IsElision(i)) {
      return {kind, Way::kOpens};
    }
    return {};
  }

  // 'tis, 'em, 'n', 'cause ...
  bool IsElision(size_t i) const {
    std::u32string word;
    for (size_t j = i + 1;
         j < line_.size() && word.size() < 7 && IsLetterOrDigit(line_[j]);
         ++j) {
      word.push_back(line_[j] < 0x80 ? line_[j] | 0x20 : line_[j]);
    }
    static const std::array<std::u32string, 9> kElisions = {
        U"tis",   U"twas", U"em",    U"n",  U"til",
        U"cause", U"bout", U"round", U"cos"};
    for (const std::u32string& elision : kElisions) {
      if (word == elision) return true;
    }
    return false;
  }

  Mark MarkAt(size_t i) const {
    const char32_t c = line_[i];
    switch (c) {
      case '(':
      case 0xFF08:
        return {kRound, Way::kOpens};
      case ')':
      case 0xFF09:
        return {kRound, Way::kCloses};
      case '[':
      case 0xFF3B:
        return {kSquare, Way::kOpens};
      case ']':
      case 0xFF3D:
        return {kSquare, Way::kCloses};
      case '{':
        return {kCurly, Way::kOpens};
      case '}':
        return {kCurly, Way::kCloses};
      case 0x300C:
      case 0xFF62:
        return {kCorner, Way::kOpens};
      case 0x300D:
      case 0xFF63:
        return {kCorner, Way::kCloses};
      case 0x300E:
        return {kWhiteCorner, Way::kOpens};
      case 0x300F:
        return {kWhiteCorner, Way::kCloses};
      case 0x300A:
      case 0x3008:
        return {kDoubleAngle, Way::kOpens};
      case 0x300B:
      case 0x3009:
        return {kDoubleAngle, Way::kCloses};
      case 0x3010:
        return {kLenticular, Way::kOpens};
      case 0x3011:
        return {kLenticular, Way::kCloses};
      case '"':
        return Directed(kStraightQuote, i);
      case 0x201E:
        return {kDoubleQuote, Way::kOpens};  // German, Polish
      case 0x201C:  // opens in English and Chinese, closes in German
        return {kDoubleQuote,
                open_of_kind_[kDoubleQuote] > 0 && !LooksOpening(i)
                    ? Way::kCloses
                    : Way::kOpens};
      case 0x201D:  // closes; in Swedish it opens as well
        return {kDoubleQuote,
                open_of_kind_[kDoubleQuote] == 0 && LooksOpening(i)
                    ? Way::kOpens
                    : Way::kCloses};
      case 0x00AB:
      case 0x00BB: {  // «French» and »German«; French sets a space inside
        const Way usual = c == 0x00AB ? Way::kOpens : Way::kCloses;
        const bool against =
            c == 0x00BB ? open_of_kind_[kGuillemet] == 0 && LooksOpening(i)
                        : open_of_kind_[kGuillemet] > 0 && !LooksOpening(i) &&
                              LooksClosing(i);
        return {kGuillemet, !against               ? usual
                            : usual == Way::kOpens ? Way::kCloses
                                                   : Way::kOpens};
      }
      case 0x2039:
        return {kSingleGuillemet, Way::kOpens};
      case 0x203A:
        return {kSingleGuillemet, Way::kCloses};
      case 0x2018:
      case 0x201A:
        if (LooksOpening(i) && !IsAsciiDigit(After(i)))
          return {kSingleQuote, Way::kOpens};
        return {};
      case 0x2019:
        return SingleAt(kSingleQuote, i);
      case '\'':
        return SingleAt(kStraightSingle, i);
      default:
        return {};
    }
  }

  const std::vector<char32_t>& line_;
  std::vector<int> change_;  // of the depth, at each character
  std::vector<Open> open_;
  std::array<int, kKinds> open_of_kind_{};
};

}  // namespace

std::vector<int> EnclosureDepths(const std::vector<char32_t>& line) {
  return Matcher(line).Depths();
}

bool IsClosingMark(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '}':
    case 0x2019:
    case 0x201D:
    case 0x201C:
    case 0x00BB:
    case 0x00AB:
    case 0x203A:
    case 0x300D:
    case 0x300F:
    case 0x300B:
    case 0x3009:
    case 0x3011:
    case 0xFF09:
    case 0xFF3D:
    case 0xFF63:
      return true;
    default:
      return false;
  }
}

bool IsOpeningMark(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case '(':
    case '[':
    case '{':
    case 0x2018:
    case 0x201A:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
    case 0x2039:
    case 0x300C:
    case 0x300E:
    case 0x300A:
    case 0x3008:
    case 0x3010:
    case 0xFF08:
    case 0xFF3B:
    case 0xFF62:
    case 0xBF:
    case 0xA1:
      return true;
    default:
      return false;
  }
}

}  // namespace byline::text
