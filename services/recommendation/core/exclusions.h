// What speaks against offering one article beside another, apart from texts and
// scores: the same rules for lists and for explanations. Pure and thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_EXCLUSIONS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_EXCLUSIONS_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "byline/recommendation/v1/similarity.pb.h"
#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

// Whether two languages (primary subtags) are not known to differ.
bool SameLanguage(absl::string_view a, absl::string_view b);

// Whether the mode wants articles of any time, dated or not.
bool AnyTime(v1::SimilarityMode mode);

// Whether the mode wants `other` beside `article`: in BACKGROUND and LATEST an
// article without a date is neither older nor newer.
bool AdmitsTime(v1::SimilarityMode mode, const ArticleFacts& article,
                const ArticleFacts& other);

// Collects exclusions. Starts with all that the facts of the two articles say.
class Exclusions {
 public:
  Exclusions(const ArticleFacts& article, const ArticleFacts& other,
             v1::SimilarityMode mode);

  void Add(v1::Exclusion::Kind kind, std::string detail);
  bool empty() const { return exclusions_.empty(); }
  // Appends them to the explanation and is empty again.
  void MoveTo(v1::SimilarityExplanation& explanation);

 private:
  void AddState(const ArticleFacts& facts);

  std::vector<v1::Exclusion> exclusions_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_EXCLUSIONS_H_
