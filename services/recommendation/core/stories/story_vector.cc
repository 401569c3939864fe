#include "services/recommendation/core/stories/story_vector.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <utility>

namespace byline::recommendation {
namespace {

// The `count`th greatest weight, counted from 1; 0 where there are fewer.
int32_t GreatestWeight(const std::vector<StoryWeight>& weights, size_t count) {
  if (count == 0 || weights.size() < count) return 0;
  // Counted by their leading bits, so that only those of one part are compared.
  constexpr size_t kParts = 64;
  int32_t greatest = 0;
  for (const StoryWeight& weight : weights) {
    greatest = std::max(greatest, weight.all);
  }
  const int shift = std::max(
      0, static_cast<int>(std::bit_width(static_cast<uint32_t>(greatest))) - 6);
  std::array<uint16_t, kParts> sizes{};
  for (const StoryWeight& weight : weights) {
    ++sizes[static_cast<size_t>(weight.all >> shift)];
  }
  size_t part = kParts - 1;
  for (; sizes[part] < count; --part) count -= sizes[part];
  absl::InlinedVector<int32_t, 2 * StoryVector::kMaxTerms> values;
  for (const StoryWeight& weight : weights) {
    if (static_cast<size_t>(weight.all >> shift) == part) {
      values.push_back(weight.all);
    }
  }
  const auto place = values.begin() + static_cast<ptrdiff_t>(count) - 1;
  std::nth_element(values.begin(), place, values.end(), std::greater<>());
  return *place;
}

int64_t Product(int32_t a, int32_t b) { return int64_t{a} * int64_t{b}; }

double Cosine(int64_t product, int64_t a_square, int64_t b_square) {
  if (a_square == 0 || b_square == 0) return 0;
  return static_cast<double>(product) /
         (std::sqrt(static_cast<double>(a_square)) *
          std::sqrt(static_cast<double>(b_square)));
}

}  // namespace

StoryVector::StoryVector(absl::Span<const StoryTerm> terms) : mass_(1) {
  weights_.reserve(terms.size());
  for (const StoryTerm& term : terms) {
    if (!(term.weight > 0)) continue;
    const auto weight = static_cast<int32_t>(
        std::lround(std::min(term.weight, 1.0F) * static_cast<float>(kOne)));
    if (weight == 0) continue;
    weights_.push_back({term.id, weight, term.is_name ? weight : 0,
                        term.in_headline ? weight : 0});
  }
  Finish();
}

absl::optional<StoryVector> StoryVector::FromParts(
    std::vector<StoryWeight> weights, int32_t mass) {
  if (mass < 1 || mass > kMaxMass || weights.size() > kMaxTerms) {
    return absl::nullopt;
  }
  for (size_t i = 0; i < weights.size(); ++i) {
    const StoryWeight& weight = weights[i];
    if (i > 0 && weights[i - 1].id >= weight.id) return absl::nullopt;
    if (weight.all < 1 || weight.all > mass * kOne || weight.name < 0 ||
        weight.name > weight.all || weight.headline < 0 ||
        weight.headline > weight.all) {
      return absl::nullopt;
    }
  }
  StoryVector vector;
  vector.weights_ = std::move(weights);
  vector.mass_ = mass;
  vector.Finish();
  return vector;
}

void StoryVector::Add(const StoryVector& other) {
  std::vector<StoryWeight> sum;
  sum.reserve(weights_.size() + other.weights_.size());
  auto mine = weights_.begin();
  auto theirs = other.weights_.begin();
  while (mine != weights_.end() || theirs != other.weights_.end()) {
    if (theirs == other.weights_.end() ||
        (mine != weights_.end() && mine->id < theirs->id)) {
      sum.push_back(*mine++);
    } else if (mine == weights_.end() || theirs->id < mine->id) {
      sum.push_back(*theirs++);
    } else {
      sum.push_back({mine->id, mine->all + theirs->all,
                     mine->name + theirs->name,
                     mine->headline + theirs->headline});
      ++mine;
      ++theirs;
    }
  }
  weights_ = std::move(sum);
  mass_ += other.mass_;
  while (mass_ > kMaxMass) {
    // Rounded up: a mass of 33 becomes 17, and no weight exceeds its mass.
    mass_ = (mass_ + 1) / 2;
    for (StoryWeight& weight : weights_) {
      weight.all /= 2;
      weight.name /= 2;
      weight.headline /= 2;
    }
  }
  Finish();
}

StrongestWeights StoryVector::Strongest(size_t count) const {
  const int32_t least = GreatestWeight(weights_, count);
  StrongestWeights strongest;
  for (const StoryWeight& weight : weights_) {
    if (weight.all >= least) strongest.push_back(weight);
  }
  return strongest;
}

void StoryVector::Finish() {
  // Of terms that are as strong as the first that has no room none is kept, so
  // that their numbering decides nothing; unless few would be left.
  const int32_t last = GreatestWeight(weights_, kMaxTerms + 1);
  const auto stronger = static_cast<size_t>(
      std::count_if(weights_.begin(), weights_.end(),
                    [last](const auto& weight) { return weight.all > last; }));
  size_t room = last > 0 && stronger < kMaxTerms / 2 ? kMaxTerms - stronger : 0;
  std::erase_if(weights_, [last, &room](const StoryWeight& weight) {
    if (weight.all > last) return false;
    if (weight.all < last || room == 0) return true;
    --room;
    return false;
  });
  // To give a little room back takes longer than it is worth.
  if (weights_.capacity() > weights_.size() + kMaxTerms / 4) {
    weights_.shrink_to_fit();
  }
  all_square_ = name_square_ = headline_square_ = 0;
  for (const StoryWeight& weight : weights_) {
    all_square_ += Product(weight.all, weight.all);
    name_square_ += Product(weight.name, weight.name);
    headline_square_ += Product(weight.headline, weight.headline);
  }
}

StoryCosines::StoryCosines(const StoryVector& a, const StoryVector& b) {
  int64_t all_product = 0;
  int64_t name_product = 0;
  int64_t headline_product = 0;
  const StoryWeight* mine = a.weights_.data();
  const StoryWeight* theirs = b.weights_.data();
  const StoryWeight* const mine_end = mine + a.weights_.size();
  const StoryWeight* const theirs_end = theirs + b.weights_.size();
  while (mine != mine_end && theirs != theirs_end) {
    const uint32_t my_id = mine->id;
    const uint32_t their_id = theirs->id;
    if (my_id == their_id) {
      all_product += Product(mine->all, theirs->all);
      name_product += Product(mine->name, theirs->name);
      headline_product += Product(mine->headline, theirs->headline);
    }
    // Which of the two steps cannot be foretold: no branch depends on it.
    mine += my_id <= their_id ? 1 : 0;
    theirs += their_id <= my_id ? 1 : 0;
  }
  all = Cosine(all_product, a.all_square_, b.all_square_);
  if (a.name_square_ > 0 && b.name_square_ > 0) {
    name = Cosine(name_product, a.name_square_, b.name_square_);
  }
  if (a.headline_square_ > 0 && b.headline_square_ > 0) {
    headline = Cosine(headline_product, a.headline_square_, b.headline_square_);
  }
}

}  // namespace byline::recommendation
