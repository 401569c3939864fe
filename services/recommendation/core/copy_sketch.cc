#include "services/recommendation/core/copy_sketch.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "common/text/ascii_words.h"
#include "common/text/near_copy.h"
#include "common/text/utf8.h"
#include "services/recommendation/core/index/radix_sort.h"

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

// A word's hash takes in its lower-cased characters four at a time, the last
// ones (from none to three) at its end, and their number.
uint64_t AddFour(uint64_t hash, uint64_t four) {
  return (std::rotl(hash, 29) ^ four) * 0xD6E8FEB86659FD93;
}

uint64_t LastHash(uint64_t hash, uint64_t rest, size_t characters) {
  return (AddFour(hash, rest) ^ characters) * 0x9E3779B97F4A7C15;
}

// Of a word of any characters.
class WordHash {
 public:
  bool empty() const { return characters_ == 0; }
  void Push(char32_t c) {
    pending_ = (pending_ << 8) ^ c;
    if (++characters_ % 4 != 0) return;
    hash_ = AddFour(hash_, pending_);
    pending_ = 0;
  }
  uint64_t Get() const { return LastHash(hash_, pending_, characters_); }

 private:
  uint64_t hash_ = 0;
  uint64_t pending_ = 0;
  uint64_t characters_ = 0;
};

// The same of a word of `size` ASCII letters and digits, eight at a time. Eight
// bytes behind it can be read.
uint64_t AsciiWordHash(const char* bytes, size_t size) {
  uint64_t hash = 0;
  size_t left = size;
  for (; left >= 8; bytes += 8, left -= 8) {
    const uint64_t eight =
        __builtin_bswap64(text::EightBytes(bytes) | text::kSmallBits);
    hash = AddFour(AddFour(hash, eight >> 32), eight & UINT32_MAX);
  }
  // The last ones, without a branch: words' lengths cannot be foretold.
  const uint64_t last =
      __builtin_bswap64(text::EightBytes(bytes) | text::kSmallBits);
  const uint64_t with_four = AddFour(hash, last >> 32);
  const bool has_four = left >= 4;
  hash = has_four ? with_four : hash;
  const uint64_t rest = has_four ? last << 32 : last;
  return LastHash(hash, (rest >> 32) >> (32 - 8 * (left % 4)), size);
}

}  // namespace

CopyShingler::CopyShingler(size_t text_size) {
  words_.reserve(text_size / 5 + 1);
}

void CopyShingler::Add(absl::string_view text) {
  const auto is_ascii = [&](size_t at) {
    return static_cast<unsigned char>(text.data()[at]) < 0x80;
  };
  for (size_t pos = 0; pos < text.size();) {
    const size_t end = text::AlnumEnd(text, pos);
    if (end == pos && is_ascii(pos)) {
      ++pos;
    } else if (end + 8 <= text.size() && is_ascii(end)) {
      words_.push_back(AsciiWordHash(text.data() + pos, end - pos));
      pos = end + 1;
    } else {
      pos = AddAnyWord(text, pos);
    }
  }
}

void CopyShingler::Add(absl::string_view text,
                       const std::vector<text::ScannedTerm>& terms) {
  size_t done = 0;
  for (const text::ScannedTerm& term : terms) {
    if (!term.plain || term.end + 8 > text.size()) continue;
    // Nearly always it is one space, which is no word.
    if (term.begin > done + 1 || done == 0) {
      Add(text.substr(done, term.begin - done));
    }
    words_.push_back(
        AsciiWordHash(text.data() + term.begin, term.end - term.begin));
    done = term.end;
  }
  Add(text.substr(done));
}

size_t CopyShingler::AddAnyWord(absl::string_view text, size_t pos) {
  WordHash word;
  while (pos < text.size()) {
    const char32_t c = text::NextCodePoint(text, &pos);
    if (!text::IsShingleCharacter(c)) break;
    word.Push(text::ShingleLower(c));
  }
  if (!word.empty()) words_.push_back(word.Get());
  return pos;
}

std::vector<uint32_t> CopyShingler::Finish() && {
  constexpr size_t kWords = 4;
  if (words_.size() < kWords) {  // zeros stand for those before the first one
    words_.insert(words_.begin(), kWords - words_.size(), 0);
  }
  std::vector<uint32_t> shingles(words_.size() - kWords + 1);
  for (size_t i = 0; i < shingles.size(); ++i) {
    // Where a word stands in a shingle counts: a rotation for each place.
    const uint64_t sum =
        std::rotl(words_[i], 1) + std::rotl(words_[i + 1], 14) +
        std::rotl(words_[i + 2], 31) + std::rotl(words_[i + 3], 47);
    const uint64_t mixed = (sum ^ (sum >> 32)) * 0xBF58476D1CE4E5B9;
    shingles[i] = static_cast<uint32_t>(mixed >> (64 - kShingleBits));
  }
  return shingles;
}

std::vector<uint32_t> CopyShingles(absl::string_view text) {
  CopyShingler shingler(text.size());
  shingler.Add(text);
  return std::move(shingler).Finish();
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

bool AreAlikeBeyondABand(const CopySketch& a, const CopySketch& b) {
  // Those by chance have the band's three bins of 64 in common and no other;
  // the least alike of the near-copies that bands find, five and more.
  constexpr double kBeyondABand = 0.07;
  return EstimateJaccard(a, b) >= kBeyondABand;
}

std::vector<uint32_t> SortedShingles(std::vector<uint32_t> shingles) {
  std::vector<uint32_t> scratch;
  RadixSort(shingles, scratch, kShingleBits,
            [](uint32_t shingle) { return shingle; });
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
