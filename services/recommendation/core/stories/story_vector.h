// StoryVector: how telling each term is, of one article or of a story as a
// whole (its centroid): over all terms, over names alone and over headlines
// alone, so that the three can be compared apart. A story's is the sum of its
// articles', of which the older ones fade: each time the sum would weigh as
// much as more than kMaxMass articles, everything is halved. Only the kMaxTerms
// strongest terms are kept.
//
// All in whole numbers: neither the numbering of terms nor the order of adding
// within a term changes a bit. A value; pure.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_VECTOR_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_VECTOR_H_

#include <absl/container/inlined_vector.h>
#include <absl/types/optional.h>
#include <absl/types/span.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::recommendation {

// A term of an article. `weight`: tf-idf, where the article's vector has length
// 1; above 0, at most 1.
struct StoryTerm {
  uint32_t id = 0;
  float weight = 0;
  bool is_name = false;
  bool in_headline = false;
};

// A term of a vector; `name` and `headline` are the parts of `all` that come
// from articles where it is a name, where it stands in the headline.
struct StoryWeight {
  uint32_t id = 0;
  int32_t all = 0;
  int32_t name = 0;
  int32_t headline = 0;

  bool operator==(const StoryWeight&) const = default;
};

// A few of a vector: made for every article and every story that changes, so
// the heap is seldom asked for room.
using StrongestWeights = absl::InlinedVector<StoryWeight, 32>;

class StoryVector {
 public:
  static constexpr size_t kMaxTerms = 96;
  static constexpr int32_t kMaxMass = 32;
  // A weight of 1 in an article.
  static constexpr int32_t kOne = 1 << 15;

  StoryVector() = default;
  // Of an article: its terms, by id, each once. What is not above 0 is left
  // out.
  explicit StoryVector(absl::Span<const StoryTerm> terms);
  // As it was kept; nothing where no vector can be like that.
  static absl::optional<StoryVector> FromParts(std::vector<StoryWeight> weights,
                                               int32_t mass);

  // Takes another one in.
  void Add(const StoryVector& other);

  // By id.
  const std::vector<StoryWeight>& weights() const { return weights_; }
  // How many articles it weighs as much as.
  int32_t mass() const { return mass_; }
  // The `count` strongest terms, and those as strong as the last of them; by
  // id.
  StrongestWeights Strongest(size_t count) const;

  bool operator==(const StoryVector&) const = default;

 private:
  friend struct StoryCosines;

  // Keeps the strongest terms and sums up the squares.
  void Finish();

  std::vector<StoryWeight> weights_;  // by id
  int32_t mass_ = 0;
  int64_t all_square_ = 0;
  int64_t name_square_ = 0;
  int64_t headline_square_ = 0;
};

// Cosines of two vectors, 0 to 1; over names and headlines nothing where one of
// the two has none.
struct StoryCosines {
  StoryCosines(const StoryVector& a, const StoryVector& b);

  double all = 0;
  absl::optional<double> name;
  absl::optional<double> headline;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_VECTOR_H_
