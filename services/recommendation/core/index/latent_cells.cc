#include "services/recommendation/core/index/latent_cells.h"

#include <algorithm>
#include <array>

#include "services/recommendation/core/index/latent_products.h"

namespace byline::recommendation {
namespace {

constexpr size_t kArticlesOfCell = 1'024;
constexpr size_t kMostCells = 1'024;
// A centre of fewer places of the sample is one by chance.
constexpr size_t kLeastSampleOfCell = 8;
constexpr int kRounds = 6;

}  // namespace

LatentCells::Centre LatentCells::MakeCentre(const LatentVector& place) {
  return {place, LatentLengths::Of(place).over_all};
}

LatentCells LatentCells::Train(const std::vector<LatentVector>& sample,
                               size_t articles) {
  LatentCells cells;
  const size_t count = std::min({articles / kArticlesOfCell, kMostCells,
                                 sample.size() / kLeastSampleOfCell});
  if (count < 2) return cells;
  for (size_t i = 0; i < count; ++i) {
    cells.centres_.push_back(MakeCentre(sample[i]));
  }
  std::vector<std::array<float, kLatentDimensions>> sums(count);
  for (int round = 0; round < kRounds; ++round) {
    std::fill(sums.begin(), sums.end(), std::array<float, kLatentDimensions>{});
    for (const LatentVector& place : sample) {
      AddScaled(place, LatentLengths::Of(place).over_all,
                sums[cells.CellOf(place)]);
    }
    for (size_t i = 0; i < count; ++i) {
      LatentVector centre{};
      // A cell that got nothing stays where it is.
      if (Quantise(sums[i], centre) > 0) {
        cells.centres_[i] = MakeCentre(centre);
      }
    }
  }
  return cells;
}

void LatentCells::Save(SnapshotWriter& writer) const {
  writer.WriteVector(centres_);
}

bool LatentCells::Load(SnapshotReader& reader) {
  centres_ = reader.ReadVector<Centre>();
  return reader.ok();
}

std::vector<float> LatentCells::Nearnesses(const LatentVector& place) const {
  std::vector<float> nearnesses;
  nearnesses.reserve(centres_.size());
  const WideLatentVector wide = Widened(place);
  for (const Centre& centre : centres_) {
    nearnesses.push_back(centre.over_length *
                         static_cast<float>(Dots(wide, centre.place).all));
  }
  return nearnesses;
}

uint32_t LatentCells::CellOf(const LatentVector& place) const {
  const std::vector<float> nearnesses = Nearnesses(place);
  return static_cast<uint32_t>(
      std::max_element(nearnesses.begin(), nearnesses.end()) -
      nearnesses.begin());
}

CellsByNearness::CellsByNearness(const std::vector<float>& nearnesses) {
  heap_.resize(std::max<size_t>(1, nearnesses.size()));
  for (uint32_t number = 0; number < nearnesses.size(); ++number) {
    heap_[number] = {nearnesses[number], number};
  }
  std::make_heap(heap_.begin(), heap_.end());
}

uint32_t CellsByNearness::TakeNearest() {
  std::pop_heap(heap_.begin(), heap_.end());
  const uint32_t nearest = heap_.back().number;
  heap_.pop_back();
  return nearest;
}

}  // namespace byline::recommendation
