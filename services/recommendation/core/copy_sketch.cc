#include "services/recommendation/core/copy_sketch.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "common/text/ascii_words.h"
#include "common/text/near_copy.h"
#include "common/text/term_fingerprint.h"
#include "common/text/utf8.h"
#include "services/recommendation/core/index/radix_sort.h"

namespace byline::recommendation {
namespace {

constexpr size_t kWords = 4;  // of a shingle

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

size_t CountShingles(const CopyWords& words) {
  return words.size() < kWords ? 0 : words.size() - kWords + 1;
}

// Of the four words from here on: together they are one number, in which each
// has its place.
uint32_t ShingleAt(const uint16_t* words) {
  uint64_t four = 0;
  std::memcpy(&four, words, kWords * sizeof *words);
  four *= 0x9E3779B97F4A7C15;
  four = (four ^ (four >> 32)) * 0xBF58476D1CE4E5B9;
  return static_cast<uint32_t>(four >> (64 - kShingleBits));
}

}  // namespace

CopyWordReader::CopyWordReader(size_t text_size) {
  constexpr size_t kShortWord = 5;  // with what stands behind it
  words_.reserve(text_size / kShortWord + kWords);
}

void CopyWordReader::Add(absl::string_view text) {
  const auto is_ascii = [&](size_t at) {
    return at == text.size() || static_cast<unsigned char>(text[at]) < 0x80;
  };
  for (size_t pos = 0; pos < text.size();) {
    const size_t end = text::AlnumEnd(text, pos);
    if (!is_ascii(end)) {
      pos = AddAnyWord(text, pos);
      continue;
    }
    if (end > pos) {
      AddWord(text::AsciiFingerprint(text.substr(pos, end - pos)));
    }
    pos = end + 1;
  }
}

void CopyWordReader::Add(absl::string_view text,
                         const std::vector<text::ScannedTerm>& terms) {
  size_t done = 0;
  for (const text::ScannedTerm& term : terms) {
    // A longer one's fingerprint is not of all of it.
    if (!term.plain || term.end - term.begin > text::kLongestScannedTerm) {
      continue;
    }
    // Nearly always it is one space, which is no word.
    if (term.begin > done + 1 || done == 0) {
      Add(text.substr(done, term.begin - done));
    }
    AddWord(term.fingerprint);
    done = term.end;
  }
  Add(text.substr(done));
}

size_t CopyWordReader::AddAnyWord(absl::string_view text, size_t pos) {
  std::string word;
  while (pos < text.size()) {
    const char32_t c = text::NextCodePoint(text, &pos);
    if (!text::IsShingleCharacter(c)) break;
    text::AppendUtf8(text::ShingleLower(c), &word);
    if (text::EndsShingleWord(c)) break;
  }
  if (!word.empty()) AddWord(text::TermFingerprint(word));
  return pos;
}

CopyWords CopyWordReader::Finish() && {
  if (words_.size() < kWords) {
    words_.insert(words_.begin(), kWords - words_.size(), 0);
  }
  return std::move(words_);
}

CopyWords CopyWordsOf(absl::string_view text) {
  CopyWordReader reader(text.size());
  reader.Add(text);
  return std::move(reader).Finish();
}

std::vector<uint32_t> CopyShingles(const CopyWords& words) {
  std::vector<uint32_t> shingles(CountShingles(words));
  for (size_t i = 0; i < shingles.size(); ++i) {
    shingles[i] = ShingleAt(words.data() + i);
  }
  return shingles;
}

CopySketch MakeCopySketch(const CopyWords& words) {
  constexpr uint32_t kEmpty = UINT32_MAX;
  std::array<uint32_t, CopySketch::kBins> least{};
  least.fill(kEmpty);
  const size_t shingles = CountShingles(words);
  for (size_t i = 0; i < shingles; ++i) {
    const uint32_t value = Permute(ShingleAt(words.data() + i));
    uint32_t& bin = least[value >> 26];
    bin = std::min(bin, value & 0x3FFFFFF);
  }
  CopySketch sketch;
  if (shingles == 0) return sketch;
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
