#include "services/recommendation/core/rough_score.h"

#include <algorithm>

#include "services/recommendation/core/posting_sums.h"
#include "services/recommendation/core/score.h"

namespace byline::recommendation {

QueryPlace::QueryPlace(const LatentVector& place)
    : is_known_(place != LatentVector{}),
      wide_(Widened(place)),
      lengths_(LatentLengths::Of(place)) {}

double QueryPlace::LikenessTo(const DocumentTable& documents, Slot slot) {
  if (!is_known_) return 0;
  const LatentDots dots = Dots(wide_, documents.Latent(slot));
  const LatentLengths& others = documents.Lengths(slot);
  const double likeness = VectorsLikeness(
      static_cast<float>(dots.all) * lengths_.over_all * others.over_all,
      static_cast<float>(dots.coarse) * lengths_.over_coarse *
          others.over_coarse);
  greatest_ = std::max(greatest_, likeness);
  return likeness;
}

double RoughScore(double words, double vectors, double section_share,
                  double time_share) {
  return words * (1 + section_share + time_share) +
         vectors * (1 + section_share + VectorsTimeShare(words) * time_share);
}

int16_t SumThatMayBeWorth(double least, double vectors, double section_share,
                          double time_share) {
  int16_t low = 1;
  int16_t high = INT16_MAX;
  while (low < high) {
    const auto middle = static_cast<int16_t>(low + (high - low) / 2);
    const double words = middle / PostingSums::kFull;
    if (RoughScore(words, VectorsShare(words) * vectors, section_share,
                   time_share) > least) {
      high = middle;
    } else {
      low = static_cast<int16_t>(middle + 1);
    }
  }
  return low;
}

}  // namespace byline::recommendation
