#include "services/recommendation/core/index/latent_cells.h"

#include <algorithm>
#include <array>
#include <limits>

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
    const std::vector<uint32_t> nearest = cells.CellsOf(sample);
    for (size_t i = 0; i < sample.size(); ++i) {
      AddScaled(sample[i], LatentLengths::Of(sample[i]).over_all,
                sums[nearest[i]]);
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

std::vector<uint32_t> LatentCells::CellsOf(
    const std::vector<LatentVector>& places) const {
  std::vector<uint32_t> cells(places.size());
  if (centres_.empty()) return cells;
  std::vector<std::array<int32_t, 4>> products(centres_.size());
  FourWideVectors four{};
  for (size_t first = 0; first < places.size(); first += four.size()) {
    const size_t count = std::min(four.size(), places.size() - first);
    for (size_t k = 0; k < count; ++k) four[k] = Widened(places[first + k]);
    DotsOfFour(four, &centres_.front().place, sizeof(Centre), centres_.size(),
               products.data());
    std::array<float, 4> greatest{};
    greatest.fill(-std::numeric_limits<float>::infinity());
    std::array<uint32_t, 4> nearest{};
    for (uint32_t cell = 0; cell < centres_.size(); ++cell) {
      for (size_t k = 0; k < four.size(); ++k) {
        const float nearness =
            centres_[cell].over_length * static_cast<float>(products[cell][k]);
        nearest[k] = nearness > greatest[k] ? cell : nearest[k];
        greatest[k] = std::max(greatest[k], nearness);
      }
    }
    std::copy_n(nearest.begin(), count,
                cells.begin() + static_cast<ptrdiff_t>(first));
  }
  return cells;
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
