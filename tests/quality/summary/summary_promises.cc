#include "tests/quality/summary/summary_promises.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "common/text/fold.h"
#include "common/text/sentences.h"
#include "common/text/words.h"
#include "services/summary/core/standalone.h"

namespace byline::summary {
namespace {

bool OnBoundary(absl::string_view text, size_t at) {
  return at == text.size() ||
         (at < text.size() &&
          (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

bool IsRange(absl::string_view body, size_t begin, size_t end) {
  return begin < end && end <= body.size() && OnBoundary(body, begin) &&
         OnBoundary(body, end);
}

// `body` in [begin, end) less the deletions. Where its front is deleted the
// first letter may have become a capital.
std::string LeftOf(absl::string_view body, const BodyRange& source,
                   const std::vector<BodyDeletion>& deletions) {
  std::string left;
  for (size_t at = source.begin; at < source.end; ++at) {
    const bool deleted = std::any_of(
        deletions.begin(), deletions.end(), [at](const BodyDeletion& deletion) {
          return deletion.range.begin <= at && at < deletion.range.end;
        });
    if (!deleted) left += body[at];
  }
  const bool front_deleted = std::any_of(
      deletions.begin(), deletions.end(), [&](const BodyDeletion& deletion) {
        return deletion.range.begin == source.begin;
      });
  return front_deleted ? text::RaiseFirstLetter(left) : left;
}

// The rules on deletions once more, by other means than the summariser's.
constexpr absl::string_view kNeverDeleted[] = {
    "not",       "no",         "never",     "without", "nor",     "neither",
    "if",        "unless",     "although",  "despite", "but",     "until",
    "said",      "says",       "according", "told",    "claimed", "alleged",
    "allegedly", "reportedly", "may",       "might",   "could",   "suspected",
    "only",      "least",      "percent",   "million", "billion", "dollars",
    "one",       "two",        "three",     "four",    "five",    "six"};

bool TakesAwayMeaning(absl::string_view deleted) {
  for (char c : deleted) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) return true;
  }
  for (absl::string_view mark :
       {"\"", "“", "”", "«", "»", "%", "$", "£", "€"}) {
    if (absl::StrContains(deleted, mark)) return true;
  }
  const std::string folded = text::Fold(deleted);
  for (const text::ByteRange& range : text::SplitWords(folded)) {
    const absl::string_view word =
        absl::string_view(folded).substr(range.begin, range.end - range.begin);
    if (absl::EndsWith(word, "n't") ||
        std::find(std::begin(kNeverDeleted), std::end(kNeverDeleted), word) !=
            std::end(kNeverDeleted))
      return true;
  }
  return false;
}

size_t Count(absl::string_view text, absl::string_view mark) {
  size_t count = 0;
  for (size_t at = text.find(mark); at != absl::string_view::npos;
       at = text.find(mark, at + mark.size()))
    ++count;
  return count;
}

bool QuotesPair(absl::string_view text) {
  const size_t low = Count(text, "„");
  const size_t left = Count(text, "“");
  const size_t right = Count(text, "”");
  return Count(text, "\"") % 2 == 0 &&
         (low > 0 ? low == left + right : left == right) &&
         Count(text, "«") == Count(text, "»");
}

// Words apart by white space, in scripts that put it there.
int SpacedWords(absl::string_view text) {
  int words = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto space = [&](size_t at) {
      return absl::ascii_isspace(static_cast<unsigned char>(text[at]));
    };
    if (!space(i) && (i == 0 || space(i - 1))) ++words;
  }
  return words;
}

void CheckDeletions(absl::string_view body, const BodyRange& source,
                    const std::vector<BodyDeletion>& deletions,
                    const std::function<void(absl::string_view)>& broken,
                    PromiseReport& report) {
  for (const auto& [kind, range] : deletions) {
    if (!IsRange(body, range.begin, range.end) || range.begin < source.begin ||
        range.end > source.end) {
      broken("a deletion is not inside its sentence");
      continue;
    }
    ++report.deletions;
    const absl::string_view deleted =
        body.substr(range.begin, range.end - range.begin);
    if (kind != DeletionKind::kDateline && TakesAwayMeaning(deleted))
      broken(absl::StrCat("a deletion takes away meaning: ", deleted));
    // An odd number of marks before it: inside of a quotation.
    const absl::string_view before =
        body.substr(source.begin, range.begin - source.begin);
    if (Count(before, "\"") % 2 != 0 || Count(before, "“") > Count(before, "”"))
      broken(absl::StrCat("a deletion inside of a quotation: ", deleted));
  }
}

}  // namespace

void CheckPromises(absl::string_view body, absl::string_view headline,
                   const OfflineSummary& summary, PromiseReport& report) {
  const auto broken = [&](absl::string_view what) {
    report.broken.push_back(absl::StrCat(summary.id, ": ", std::string(what)));
  };
  bool has_text = false;
  const std::vector<text::ByteRange> sentences =
      text::SplitSentences(body, summary.language);
  const text::ByteRange first_sentence =
      sentences.empty() ? text::ByteRange{} : sentences.front();
  for (const text::ByteRange& range : sentences) {
    const absl::string_view sentence =
        body.substr(range.begin, range.end - range.begin);
    has_text = has_text || (text::CountWords(sentence) > 0 &&
                            !text::RepeatsHeadline(sentence, headline));
  }
  if (has_text && summary.key_points.empty()) broken("no key point");
  if (has_text && summary.abstract.empty()) broken("no abstract");
  size_t last_end = 0;
  for (const OfflinePoint& point : summary.key_points) {
    ++report.points;
    const auto& [begin, end] = point.source;
    if (!IsRange(body, begin, end)) {
      broken("a point's range is not in the body");
      continue;
    }
    if (begin < last_end) broken("points are out of order or overlap");
    // What stands between a point and the one before may be what it needs.
    const bool follows =
        last_end > 0 &&
        absl::StripAsciiWhitespace(body.substr(last_end, begin - last_end))
            .empty();
    last_end = end;
    CheckDeletions(body, point.source, point.deletions, broken, report);
    if (point.text != LeftOf(body, point.source, point.deletions))
      broken(absl::StrCat("a point is not its source: ", point.text));
    const bool is_first = first_sentence.end > begin;
    report.dangling +=
        !follows && !is_first && OpensDangling(point.text, summary.language)
            ? 1
            : 0;
    // A text without a single sound sentence still gets one point.
    if (summary.key_points.size() == 1) continue;
    if (!QuotesPair(point.text))
      broken(absl::StrCat("quote marks do not pair: ", point.text));
    if (absl::EndsWith(point.text, ":"))
      broken(absl::StrCat("ends in a colon: ", point.text));
    if (IsQuestion(point.text))
      broken(absl::StrCat("is a question: ", point.text));
    if (QuoteLacksSpeaker(point.text, summary.language))
      broken(absl::StrCat("a quotation without a speaker: ", point.text));
  }
  std::string joined;
  for (const BodyRange& source : summary.abstract_sources) {
    if (!IsRange(body, source.begin, source.end)) {
      broken("a source of the abstract is not in the body");
      continue;
    }
    absl::StrAppend(&joined, joined.empty() ? "" : " ",
                    LeftOf(body, source, summary.abstract_deletions));
  }
  for (const BodyDeletion& deletion : summary.abstract_deletions) {
    if (!IsRange(body, deletion.range.begin, deletion.range.end))
      broken("a deletion of the abstract is not in the body");
  }
  if (joined != summary.abstract) broken("the abstract is not its sources");
  const int words = text::CountWords(body);
  const int spaced = SpacedWords(body);
  const bool has_spaces = spaced * 2 >= words;
  if (std::max(words, has_spaces ? spaced : 0) < 120) return;
  ++report.articles_for_full_abstract;
  // Spaces count only where the abstract's own script has them.
  const int in_abstract = text::CountWords(summary.abstract);
  int spaced_in_abstract = SpacedWords(summary.abstract);
  if (spaced_in_abstract * 2 < in_abstract) spaced_in_abstract = in_abstract;
  const bool full = std::min(in_abstract, spaced_in_abstract) >= 60 &&
                    std::max(in_abstract, spaced_in_abstract) <= 100;
  report.full_abstracts += full ? 1 : 0;
}

}  // namespace byline::summary
