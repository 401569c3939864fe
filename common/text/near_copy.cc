#include "common/text/near_copy.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "common/text/utf8.h"

namespace byline::text {
namespace {

// The finalizer of splitmix64: every bit of the result depends on every bit of
// the input.
constexpr uint64_t Mix(uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

constexpr uint64_t kFnvOffset = 0xCBF29CE484222325;
constexpr uint64_t kFnvPrime = 0x100000001B3;

// A hash of each word, in order.
std::vector<uint64_t> WordHashes(absl::string_view text) {
  std::vector<uint64_t> hashes;
  hashes.reserve(text.size() / 6);
  uint64_t hash = kFnvOffset;
  bool inside = false;
  const auto finish = [&] {
    if (inside) hashes.push_back(Mix(hash));
    hash = kFnvOffset;
    inside = false;
  };
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = NextCodePoint(text, &pos);
    if (!IsShingleCharacter(c)) {
      finish();
      continue;
    }
    hash = (hash ^ ShingleLower(c)) * kFnvPrime;
    inside = true;
    if (EndsShingleWord(c)) finish();
  }
  finish();
  return hashes;
}

struct HashFunction {
  uint64_t multiplier;
  uint64_t summand;
};

constexpr std::array<HashFunction, 64> MakeHashFunctions() {
  std::array<HashFunction, 64> functions{};
  uint64_t seed = 0x62796C696E65;  // any fixed number
  for (auto& function : functions) {
    function.multiplier = Mix(seed++) | 1;
    function.summand = Mix(seed++);
  }
  return functions;
}
constexpr auto kHashFunctions = MakeHashFunctions();

size_t InCommon(const std::vector<uint64_t>& a,
                const std::vector<uint64_t>& b) {
  size_t common = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) {
      ++common;
      ++x;
      ++y;
    } else if (*x < *y) {
      ++x;
    } else {
      ++y;
    }
  }
  return common;
}

}  // namespace

bool IsShingleCharacter(char32_t c) {
  if (c < 0x80) return IsAsciiAlnum(c);
  if (c == kIllFormed) return false;
  const auto code = static_cast<UChar32>(c);
  return u_isalpha(code) || u_getNumericValue(code) != U_NO_NUMERIC_VALUE;
}

char32_t ShingleLower(char32_t c) {
  if (c < 0x80) return IsAsciiUpper(c) ? c + 32 : c;
  c = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  return c == 0x3C2 ? 0x3C3 : c;
}

std::vector<uint64_t> Shingles(absl::string_view text) {
  const std::vector<uint64_t> words = WordHashes(text);
  std::vector<uint64_t> shingles;
  const size_t count = words.size() > 4 ? words.size() - 3 : 1;
  shingles.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    uint64_t hash = kFnvOffset;
    for (size_t j = i; j < std::min(i + 4, words.size()); ++j)
      hash = Mix(hash ^ words[j]);
    shingles.push_back(hash);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

double Jaccard(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  if (a.empty() && b.empty()) return 0;
  const size_t common = InCommon(a, b);
  return static_cast<double>(common) /
         static_cast<double>(a.size() + b.size() - common);
}

bool IsNearCopy(const std::vector<uint64_t>& a,
                const std::vector<uint64_t>& b) {
  const size_t small = std::min(a.size(), b.size());
  const size_t large = std::max(a.size(), b.size());
  if (small == 0 || static_cast<double>(small) <
                        kNearCopyJaccard * static_cast<double>(large))
    return false;
  return Jaccard(a, b) >= kNearCopyJaccard;
}

MinHash MakeMinHash(const std::vector<uint64_t>& shingles) {
  MinHash result;
  result.values.fill(UINT32_MAX);
  for (const uint64_t shingle : shingles) {
    for (size_t i = 0; i < kHashFunctions.size(); ++i) {
      const auto value =
          static_cast<uint32_t>((kHashFunctions[i].multiplier * shingle +
                                 kHashFunctions[i].summand) >>
                                32);
      result.values[i] = std::min(result.values[i], value);
    }
  }
  return result;
}

std::array<uint64_t, 21> BandKeys(const MinHash& min_hash) {
  std::array<uint64_t, 21> keys{};
  for (size_t band = 0; band < keys.size(); ++band) {
    uint64_t key = Mix(band);
    for (size_t i = 3 * band; i < 3 * band + 3; ++i)
      key = Mix(key ^ min_hash.values[i]);
    keys[band] = key;
  }
  return keys;
}

}  // namespace byline::text
