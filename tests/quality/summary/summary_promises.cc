#include "tests/quality/summary/summary_promises.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/text/fold.h"
#include "common/text/sentences.h"
#include "common/text/words.h"

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

std::string Without(absl::string_view body, size_t begin, size_t end,
                    const std::vector<BodyRange>& deletions) {
  std::string left;
  for (size_t at = begin; at < end; ++at) {
    const bool deleted = std::any_of(
        deletions.begin(), deletions.end(), [at](const BodyRange& deletion) {
          return deletion.begin <= at && at < deletion.end;
        });
    if (!deleted) left += body[at];
  }
  return left;
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

}  // namespace

void CheckPromises(absl::string_view body, absl::string_view headline,
                   const OfflineSummary& summary, PromiseReport& report) {
  const auto broken = [&](absl::string_view what) {
    report.broken.push_back(absl::StrCat(summary.id, ": ", std::string(what)));
  };
  bool has_text = false;
  for (const text::ByteRange& range :
       text::SplitSentences(body, summary.language)) {
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
    if (!IsRange(body, point.begin, point.end)) {
      broken("a point's range is not in the body");
      continue;
    }
    if (point.begin < last_end) broken("points are out of order or overlap");
    last_end = point.end;
    for (const BodyRange& deletion : point.deletions) {
      if (!IsRange(body, deletion.begin, deletion.end) ||
          deletion.begin < point.begin || deletion.end > point.end) {
        broken("a deletion is not inside its sentence");
      }
    }
    if (point.text != Without(body, point.begin, point.end, point.deletions)) {
      broken(absl::StrCat("a point is not its source: ", point.text));
    }
    // A text without a single sound sentence still gets one point.
    if (!QuotesPair(point.text) && summary.key_points.size() > 1)
      broken(absl::StrCat("quote marks do not pair: ", point.text));
    if (absl::EndsWith(point.text, ":") && summary.key_points.size() > 1)
      broken(absl::StrCat("ends in a colon: ", point.text));
  }
  std::string joined;
  for (const BodyRange& source : summary.abstract_sources) {
    if (!IsRange(body, source.begin, source.end)) {
      broken("a source of the abstract is not in the body");
      continue;
    }
    absl::StrAppend(
        &joined, joined.empty() ? "" : " ",
        Without(body, source.begin, source.end, summary.abstract_deletions));
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
