#include "services/recommendation/core/list_choice.h"

#include <algorithm>
#include <utility>

#include "services/recommendation/core/similarity_search.h"

namespace byline::recommendation {
namespace {

// A brief that is a tenth of the story that grew from it shares a twelfth of
// all shingles with it: two bins of 64 by chance are fewer.
constexpr double kMayBeCopies = 0.03;

}  // namespace

bool MayBeCopies(const CopySketch& a, const CopySketch& b) {
  return EstimateJaccard(a, b) >= kMayBeCopies;
}

ListChoice::ListChoice(const Query& query, const ArticleRecords& records)
    : records_(records) {
  taken_.push_back({query.sketch, 0, true, SortedShingles(query.shingles)});
}

bool ListChoice::Takes(const FoundArticle& article) {
  const Document& document = article.document();
  Text text{article.segment->documents().Sketch(article.slot),
            document.record,
            false,
            {}};
  if (std::any_of(taken_.begin(), taken_.end(),
                  [&](Text& other) { return AreCopies(text, other); })) {
    return false;
  }
  taken_.push_back(std::move(text));
  taken_terms_.push_back(article.segment->Weighted(article.slot).terms);
  return true;
}

bool ListChoice::AreCopies(Text& a, Text& b) {
  return MayBeCopies(a.sketch, b.sketch) &&
         IsCopy(CompareShingles(ShinglesOf(a), ShinglesOf(b)));
}

const std::vector<uint32_t>& ListChoice::ShinglesOf(Text& text) {
  if (!text.is_read) {
    text.shingles = SortedShingles(records_.Shingles(text.record));
    text.is_read = true;
  }
  return text.shingles;
}

}  // namespace byline::recommendation
