#include "common/text/words.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "common/text/fold.h"
#include "common/text/language.h"
#include "common/text/stop_words.h"
#include "common/text/term_form.h"
#include "common/text/utf8.h"

namespace byline::text {
namespace {

constexpr size_t kLongestTerm = 64;

// Calls `take(begin, end)` for each word of ASCII text: UAX 29 for this range.
template <typename Take>
void ForEachAsciiWord(absl::string_view text, const Take& take) {
  const auto is_letter = [](char c) {
    return IsAsciiLower(static_cast<unsigned char>(c | 0x20));
  };
  const auto is_digit = [](char c) {
    return IsAsciiDigit(static_cast<unsigned char>(c));
  };
  const size_t size = text.size();
  for (size_t i = 0; i < size;) {
    if (!is_letter(text[i]) && !is_digit(text[i]) && text[i] != '_') {
      ++i;
      continue;
    }
    const size_t begin = i;
    bool counts = false;  // has a letter or digit
    for (; i < size; ++i) {
      const char c = text[i];
      if (is_letter(c) || is_digit(c)) {
        counts = true;
        continue;
      }
      if (c == '_') continue;
      if (i + 1 == size) break;
      const char before = text[i - 1];
      const char after = text[i + 1];
      const bool joins_letters = c == '\'' || c == '.';
      const bool joins_digits = joins_letters || c == ',' || c == ';';
      if (joins_letters && is_letter(before) && is_letter(after)) continue;
      if (joins_digits && is_digit(before) && is_digit(after)) continue;
      break;
    }
    if (counts) take(begin, i);
  }
}

// ICU's word breaks over any text. One object a thread: making a break iterator
// is far dearer than using it, and one must not be used by two threads.
class IcuWordBreaks {
 public:
  IcuWordBreaks() {
    UErrorCode error = U_ZERO_ERROR;
    breaks_.reset(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    if (U_FAILURE(error)) breaks_.reset();
  }

  template <typename Take>
  void ForEachWord(absl::string_view text, const Take& take) {
    if (breaks_ == nullptr) return;
    UErrorCode error = U_ZERO_ERROR;
    UText source = UTEXT_INITIALIZER;
    utext_openUTF8(&source, text.data(), static_cast<int64_t>(text.size()),
                   &error);
    breaks_->setText(&source, error);
    if (U_SUCCESS(error)) {
      int32_t begin = breaks_->first();
      for (int32_t end = breaks_->next(); end != icu::BreakIterator::DONE;
           begin = end, end = breaks_->next()) {
        if (breaks_->getRuleStatus() >= UBRK_WORD_NUMBER ||
            HasAlnum(text.substr(begin, end - begin))) {
          take(static_cast<size_t>(begin), static_cast<size_t>(end));
        }
      }
    }
    utext_close(&source);
  }

 private:
  static bool HasAlnum(absl::string_view word) {
    for (size_t pos = 0; pos < word.size();) {
      if (u_isalnum(static_cast<UChar32>(NextCodePoint(word, &pos))))
        return true;
    }
    return false;
  }

  std::unique_ptr<icu::BreakIterator> breaks_;
};

IcuWordBreaks& ThreadWordBreaks() {
  thread_local IcuWordBreaks breaks;
  return breaks;
}

// Calls `take(begin, end)` for each word. Goes line by line, since words never
// cross one and most lines of an English text are ASCII.
template <typename Take>
void ForEachWord(absl::string_view text, const Take& take) {
  for (size_t begin = 0; begin < text.size();) {
    const size_t newline = text.find('\n', begin);
    const size_t end =
        newline == absl::string_view::npos ? text.size() : newline;
    const absl::string_view line = text.substr(begin, end - begin);
    const auto take_in_text = [&](size_t from, size_t to) {
      take(begin + from, begin + to);
    };
    if (IsAscii(line)) {
      ForEachAsciiWord(line, take_in_text);
    } else {
      ThreadWordBreaks().ForEachWord(line, take_in_text);
    }
    begin = end + 1;
  }
}

// Calls `cjk(begin, end)` for each run of Chinese and Japanese characters and
// `other(begin, end)` for what lies between. Spares ICU's dictionary, whose
// words an index of pairs has no use for.
template <typename Cjk, typename Other>
void ForEachRun(absl::string_view text, const Cjk& cjk, const Other& other) {
  if (IsAscii(text)) {
    if (!text.empty()) other(0, text.size());
    return;
  }
  size_t begin = 0;
  bool inside = false;
  for (size_t pos = 0; pos <= text.size();) {
    const size_t at = pos;
    const bool is_end = pos == text.size();
    const bool is_cjk = !is_end && IsCjk(NextCodePoint(text, &pos));
    if (is_end || is_cjk != inside) {
      if (at > begin) inside ? cjk(begin, at) : other(begin, at);
      begin = at;
      inside = is_cjk;
    }
    if (is_end) break;
  }
}

}  // namespace

std::vector<ByteRange> SplitWords(absl::string_view text) {
  std::vector<ByteRange> words;
  words.reserve(text.size() / 6);
  ForEachWord(text, [&](size_t begin, size_t end) {
    words.push_back({begin, end});
  });
  return words;
}

int CountWords(absl::string_view text) {
  int characters = 0;
  int words = 0;
  ForEachRun(
      text,
      [&](size_t begin, size_t end) {
        while (begin < end) {
          NextCodePoint(text, &begin);
          ++characters;
        }
      },
      [&](size_t begin, size_t end) {
        ForEachWord(text.substr(begin, end - begin),
                    [&](size_t, size_t) { ++words; });
      });
  return words + (characters + 1) / 2;
}

std::vector<std::string> Terms(absl::string_view text,
                               absl::string_view language) {
  const std::string primary = PrimaryLanguage(language);
  const WordSet* const stop_words = StopWordsOf(primary);
  const bool elides = primary == "fr" || primary == "it" || primary == "ca";
  const std::string folded = CaseFolded(text);
  std::vector<std::string> terms;
  terms.reserve(folded.size() / 8);
  ForEachRun(
      folded,
      [&](size_t begin, size_t end) {
        AppendPairs(absl::string_view(folded).substr(begin, end - begin),
                    &terms);
      },
      [&](size_t begin, size_t end) {
        const absl::string_view run =
            absl::string_view(folded).substr(begin, end - begin);
        ForEachWord(run, [&](size_t from, size_t to) {
          std::string term = AsTerm(run.substr(from, to - from), elides);
          if (term.empty() ||
              (stop_words != nullptr && stop_words->contains(term)))
            return;
          if (term.size() > kLongestTerm)
            term.resize(TruncateUtf8(term, kLongestTerm).size());
          terms.push_back(std::move(term));
        });
      });
  return terms;
}

bool IsStopWord(absl::string_view folded_word, absl::string_view language) {
  const WordSet* const words = StopWordsOf(PrimaryLanguage(language));
  return words != nullptr && words->contains(folded_word);
}

}  // namespace byline::text
