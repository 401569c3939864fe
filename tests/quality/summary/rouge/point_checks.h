// Checks of a key point against the body that it comes from; none needs a
// reference summary. Offsets are UTF-8 bytes of the body.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_POINT_CHECKS_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_POINT_CHECKS_H_

#include <absl/strings/string_view.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/text/sentences.h"

namespace byline::quality {

// A point as a system wrote it.
struct WrittenPoint {
  std::string text;
  // Where it says that its source is.
  std::optional<text::ByteRange> source;
  // What it says to have left out of its source.
  std::optional<std::vector<text::ByteRange>> deletions;
};

struct PointCheck {
  // Its words are words of the source in their order; of the body, where no
  // source is told, and then close together. Punctuation at the edges of words
  // and the capital of the first letter aside.
  bool grounded = false;
  // Its words are a run of the source's, or just the source less the deletions.
  bool exact = false;
  // Where it stands in the body; none for a point without a source that is not
  // grounded.
  std::optional<text::ByteRange> place;
};

// The body of one article with what the checks need of it. A view into `body`,
// which must outlive it. Thread-safe.
class PointChecker {
 public:
  PointChecker(absl::string_view body, absl::string_view language);

  PointCheck Check(const WrittenPoint& point) const;

  // How many points open with a pronoun or connective while the sentence before
  // theirs is not among the points. `checks` are those of the points.
  int CountDangling(const std::vector<WrittenPoint>& points,
                    const std::vector<PointCheck>& checks) const;

 private:
  // A word apart by white space, without the punctuation at its edges.
  struct Token {
    absl::string_view word;
    text::ByteRange place;
  };
  using Tokens = std::vector<Token>;

  static Tokens TokensOf(absl::string_view text, size_t offset);
  static std::optional<std::pair<size_t, size_t>> Tightest(
      const Tokens& point, const Tokens& source);
  bool IsAsDeclared(const WrittenPoint& point, const Tokens& words) const;
  std::optional<text::ByteRange> SentenceBefore(size_t begin) const;

  const absl::string_view body_;
  const Tokens tokens_;
  const std::vector<text::ByteRange> sentences_;
};

// Whether a point opens with a word that needs the sentence before: he, this,
// but, in fact ... (not "this week"). English.
bool OpensDangling(absl::string_view point);

// An odd number of straight double quotes, or typographic ones that do not
// pair.
bool HasUnbalancedQuotes(absl::string_view point);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_POINT_CHECKS_H_
