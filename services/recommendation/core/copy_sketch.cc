#include "services/recommendation/core/copy_sketch.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "common/text/near_copy.h"
#include "common/text/utf8.h"

namespace byline::recommendation {
namespace {

// One multiplication mixes well enough: shingles are hashes already.
uint32_t Permute(uint32_t shingle) {
  return shingle * 0x9E3779B1U + 0x7F4A7C15U;
}

// Which bin fills an empty one at the given attempt: the same for every text.
size_t Donor(size_t bin, uint32_t attempt) {
  uint64_t x = bin * 0x9E3779B97F4A7C15 + attempt * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 31)) * 0x94D049BB133111EB;
  return (x >> 40) % CopySketch::kBins;
}

// Lower case of ASCII letters and digits; 0 of all else.
const std::array<uint8_t, 256>& LoweredBytes() {
  static const auto* const lowered = [] {
    auto* made = new std::array<uint8_t, 256>{};
    for (char32_t c = 0; c < 0x80; ++c) {
      if (text::IsShingleCharacter(c)) {
        (*made)[c] = static_cast<uint8_t>(text::ShingleLower(c));
      }
    }
    return made;
  }();
  return *lowered;
}

// A hash of one word, character by character.
class WordHash {
 public:
  bool empty() const { return characters_ == 0; }
  void Push(char32_t c) {
    pending_ = (pending_ << 8) ^ c;
    if (++characters_ % 4 == 0) Mix();
  }
  uint64_t Take() {
    Mix();
    const uint64_t hash = hash_ ^ characters_;
    *this = WordHash();
    return hash;
  }

 private:
  void Mix() {
    hash_ = (std::rotl(hash_, 29) ^ pending_) * 0xD6E8FEB86659FD93;
    pending_ = 0;
  }

  uint64_t hash_ = 0;
  uint64_t pending_ = 0;
  uint64_t characters_ = 0;
};

// What the words of a text add up to, four at a time.
class ShingleWindow {
 public:
  explicit ShingleWindow(size_t text_size) {
    shingles_.reserve(text_size / 5 + 1);
  }

  void Push(uint64_t word) {
    // Where a word stands in a shingle counts: a rotation for each place.
    word *= 0x9E3779B97F4A7C15;
    first_ = second_;
    second_ = third_;
    third_ = fourth_;
    fourth_ = word;
    if (++words_ >= 4) Emit();
  }
  std::vector<uint32_t> Finish() && {
    if (words_ < 4) Emit();
    return std::move(shingles_);
  }

 private:
  void Emit() {
    const uint64_t sum = std::rotl(first_, 1) + std::rotl(second_, 14) +
                         std::rotl(third_, 31) + std::rotl(fourth_, 47);
    const uint64_t mixed = (sum ^ (sum >> 32)) * 0xBF58476D1CE4E5B9;
    shingles_.push_back(static_cast<uint32_t>(mixed >> 32));
  }

  uint64_t first_ = 0;
  uint64_t second_ = 0;
  uint64_t third_ = 0;
  uint64_t fourth_ = 0;
  size_t words_ = 0;
  std::vector<uint32_t> shingles_;
};

}  // namespace

std::vector<uint32_t> CopyShingles(absl::string_view text) {
  const std::array<uint8_t, 256>& lowered = LoweredBytes();
  ShingleWindow window(text.size());
  WordHash word;
  for (size_t pos = 0; pos < text.size();) {
    const auto byte = static_cast<unsigned char>(text[pos]);
    char32_t c = lowered[byte];
    if (byte < 0x80) {
      ++pos;
    } else {
      c = text::NextCodePoint(text, &pos);
      c = text::IsShingleCharacter(c) ? text::ShingleLower(c) : 0;
    }
    if (c != 0) word.Push(c);
    // The lower case of this one is an i and a combining dot.
    if ((c == 0 || c == 0x130) && !word.empty()) window.Push(word.Take());
  }
  if (!word.empty()) window.Push(word.Take());
  return std::move(window).Finish();
}

CopySketch MakeCopySketch(const std::vector<uint32_t>& shingles) {
  constexpr uint32_t kEmpty = UINT32_MAX;
  std::array<uint32_t, CopySketch::kBins> least{};
  least.fill(kEmpty);
  for (const uint32_t shingle : shingles) {
    const uint32_t value = Permute(shingle);
    uint32_t& bin = least[value >> 26];
    bin = std::min(bin, value & 0x3FFFFFF);
  }
  CopySketch sketch;
  if (shingles.empty()) return sketch;
  for (size_t bin = 0; bin < CopySketch::kBins; ++bin) {
    size_t from = bin;
    for (uint32_t attempt = 0; least[from] == kEmpty; ++attempt) {
      from = Donor(bin, attempt);
    }
    // The minimum's own bits say little (it is small): mixed once more.
    sketch.bins[bin] = static_cast<uint8_t>(
        (least[from] * 0x85EBCA6BU + static_cast<uint32_t>(from)) >> 24);
  }
  return sketch;
}

double EstimateJaccard(const CopySketch& a, const CopySketch& b) {
  int same = 0;
  for (size_t bin = 0; bin < CopySketch::kBins; ++bin) {
    same += a.bins[bin] == b.bins[bin] ? 1 : 0;
  }
  constexpr double kByChance = 1.0 / 256;
  const double share = static_cast<double>(same) / CopySketch::kBins;
  return std::max(0.0, (share - kByChance) / (1 - kByChance));
}

std::vector<uint32_t> SortedShingles(std::vector<uint32_t> shingles) {
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

CopyOverlap CompareShingles(const std::vector<uint32_t>& a,
                            const std::vector<uint32_t>& b) {
  if (a.empty() || b.empty()) return {};
  size_t common = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    common += *x == *y ? 1 : 0;
    const bool x_goes = *x <= *y;
    y += *y <= *x ? 1 : 0;
    x += x_goes ? 1 : 0;
  }
  const auto shared = static_cast<double>(common);
  return {shared / static_cast<double>(a.size() + b.size() - common),
          shared / static_cast<double>(std::min(a.size(), b.size()))};
}

}  // namespace byline::recommendation
