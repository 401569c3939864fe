// ListChoice: whether a candidate may join a list that is being made: not where
// it is a near-copy of the query or of one that was taken before. Sketches rule
// out nearly all pairs; what they leave is compared exactly, so that no list
// that is finished holds a near-copy. Keeps the terms of those taken, for the
// order of the next ones (DiverseOrder). Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_LIST_CHOICE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_LIST_CHOICE_H_

#include <cstdint>
#include <vector>

#include "services/recommendation/core/index/article_records.h"
#include "services/recommendation/core/score.h"

namespace byline::recommendation {

struct FoundArticle;

class ListChoice {
 public:
  // Both must outlive it.
  ListChoice(const Query& query, const ArticleRecords& records);

  // Whether the article joins the list; it then counts as taken.
  bool Takes(const FoundArticle& article);
  // The terms of the articles taken, as they came.
  const std::vector<std::vector<WeightedTerm>>& taken() const {
    return taken_terms_;
  }

 private:
  struct Text {
    CopySketch sketch;
    uint64_t record = 0;
    bool is_read = false;
    std::vector<uint32_t> shingles;
  };
  bool AreCopies(Text& a, Text& b);
  const std::vector<uint32_t>& ShinglesOf(Text& text);

  const ArticleRecords& records_;
  std::vector<Text> taken_;  // the query first
  std::vector<std::vector<WeightedTerm>> taken_terms_;
};

// Whether two sketches leave open that the texts are near-copies.
bool MayBeCopies(const CopySketch& a, const CopySketch& b);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_LIST_CHOICE_H_
