#include "services/recommendation/core/index/copy_bands.h"

#include <algorithm>

#include "services/recommendation/core/index/radix_sort.h"

namespace byline::recommendation {
namespace {

constexpr int kKeyBits = 24;        // of CopyBand
constexpr size_t kFilterBits = 12;  // for each key

struct Keyed {
  uint32_t key = 0;
  uint32_t article = 0;
};

// Where those with the same key lie.
std::vector<CopyBands::Run> RunsOf(const std::vector<Keyed>& sorted) {
  std::vector<CopyBands::Run> runs;
  for (uint32_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
    end = begin + 1;
    while (end < sorted.size() && sorted[end].key == sorted[begin].key) ++end;
    if (end - begin > 1) runs.push_back({begin, end});
  }
  return runs;
}

}  // namespace

CopyBands::CopyBands(const std::vector<uint32_t>& articles,
                     SketchOf sketch_of) {
  std::vector<Keyed> keyed(articles.size());
  std::vector<Keyed> scratch;
  filter_.resize(articles.size() * kCopyBands * kFilterBits / 64 + 1);
  for (size_t band = 0; band < kCopyBands; ++band) {
    for (size_t i = 0; i < articles.size(); ++i) {
      keyed[i] = {CopyBand(sketch_of(articles[i]), band), articles[i]};
      const FilterBits bits = BitsOf(band, keyed[i].key);
      filter_[bits.word] |= bits.mask;
    }
    RadixSort(keyed, scratch, kKeyBits,
              [](const Keyed& one) { return one.key; });
    bands_[band].resize(keyed.size());
    std::transform(keyed.begin(), keyed.end(), bands_[band].begin(),
                   [](const Keyed& one) { return one.article; });
    runs_[band] = RunsOf(keyed);
  }
}

void CopyBands::Renumber(const std::vector<uint32_t>& numbers) {
  for (size_t band = 0; band < kCopyBands; ++band) {
    std::vector<uint32_t>& articles = bands_[band];
    for (uint32_t& article : articles) article = numbers[article];
    for (const Run& run : runs_[band]) {
      std::sort(articles.begin() + run.begin, articles.begin() + run.end);
    }
  }
}

void CopyBands::DropRuns() { runs_ = {}; }

CopyBands::FilterBits CopyBands::BitsOf(size_t band, uint32_t key) const {
  const uint64_t hash = (uint64_t{band} << kKeyBits | key) * 0x9E3779B97F4A7C15;
  FilterBits bits;
  bits.word = static_cast<size_t>((hash >> 32) * filter_.size() >> 32);
  for (int shift = 0; shift < 24; shift += 6) {
    bits.mask |= uint64_t{1} << (hash >> shift & 63);
  }
  return bits;
}

void CopyBands::AppendSharing(const CopySketch& sketch, SketchOf sketch_of,
                              std::vector<uint32_t>& articles) const {
  std::array<FilterBits, kCopyBands> bits;
  for (size_t band = 0; band < kCopyBands; ++band) {
    bits[band] = BitsOf(band, CopyBand(sketch, band));
    __builtin_prefetch(&filter_[bits[band].word]);
  }
  for (size_t band = 0; band < kCopyBands; ++band) {
    const uint64_t mask = bits[band].mask;
    if ((filter_[bits[band].word] & mask) != mask) continue;
    const std::vector<uint32_t>& sorted = bands_[band];
    const uint32_t wanted = CopyBand(sketch, band);
    const auto key = [&](uint32_t article) {
      return CopyBand(sketch_of(article), band);
    };
    // Keys are hashes: near where an even spread would have it.
    constexpr double kKeys = 1 << kKeyBits;
    size_t width = 16;
    const auto guess = static_cast<size_t>(wanted / kKeys *
                                           static_cast<double>(sorted.size()));
    size_t low = guess;
    while (low > 0 && key(sorted[low]) >= wanted) {
      low -= std::min(low, width);
      width *= 2;
    }
    width = 16;
    size_t high = std::min(guess + 1, sorted.size());
    while (high < sorted.size() && key(sorted[high - 1]) < wanted) {
      high = std::min(sorted.size(), high + width);
      width *= 2;
    }
    auto at = std::lower_bound(
        sorted.begin() + static_cast<ptrdiff_t>(low),
        sorted.begin() + static_cast<ptrdiff_t>(high), wanted,
        [&](uint32_t article, uint32_t value) { return key(article) < value; });
    for (; at != sorted.end() && key(*at) == wanted; ++at) {
      articles.push_back(*at);
    }
  }
}

void CopyBands::Save(SnapshotWriter& writer) const {
  for (const std::vector<uint32_t>& band : bands_) writer.WriteVector(band);
  writer.WriteVector(filter_);
}

bool CopyBands::Load(SnapshotReader& reader) {
  for (std::vector<uint32_t>& band : bands_) {
    band = reader.ReadVector<uint32_t>();
  }
  filter_ = reader.ReadVector<uint64_t>();
  return reader.ok() && !filter_.empty();
}

size_t CopyBands::Bytes() const {
  size_t bytes = filter_.capacity() * sizeof(uint64_t);
  for (size_t band = 0; band < kCopyBands; ++band) {
    bytes += bands_[band].capacity() * sizeof(uint32_t) +
             runs_[band].capacity() * sizeof(Run);
  }
  return bytes;
}

}  // namespace byline::recommendation
