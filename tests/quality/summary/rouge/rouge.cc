#include "tests/quality/summary/rouge/rouge.h"

#include <absl/container/flat_hash_map.h>
#include <libstemmer.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <set>

#include "common/text/utf8.h"

namespace byline::quality {
namespace {

using WordId = int;
using IdLine = std::vector<WordId>;

// Letters, and whatever stands for a number; marks that combine separate.
bool IsWordCharacter(char32_t c) {
  if (c >= text::kIllFormed) return false;
  const auto point = static_cast<UChar32>(c);
  const uint32_t numbers = U_GC_ND_MASK | U_GC_NL_MASK | U_GC_NO_MASK;
  return (U_GET_GC_MASK(point) & (U_GC_L_MASK | numbers)) != 0;
}

std::string LowerCase(absl::string_view text) {
  std::string lower;
  icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
      .toLower(icu::Locale::getRoot())
      .toUTF8String(lower);
  return lower;
}

// Numbers the words of one comparison, so that the rest compares integers.
class Numbering {
 public:
  IdLine Number(const std::vector<std::string>& words) {
    IdLine ids;
    ids.reserve(words.size());
    for (const std::string& word : words) {
      ids.push_back(ids_.try_emplace(word, static_cast<WordId>(ids_.size()))
                        .first->second);
    }
    return ids;
  }

 private:
  absl::flat_hash_map<std::string, WordId> ids_;
};

IdLine Concatenated(const std::vector<IdLine>& lines) {
  IdLine all;
  for (const IdLine& line : lines)
    all.insert(all.end(), line.begin(), line.end());
  return all;
}

double F1(size_t hits, size_t system, size_t reference) {
  if (hits == 0) return 0;
  return 2.0 * static_cast<double>(hits) /
         static_cast<double>(system + reference);
}

// Runs of `n` words and how often each occurs.
absl::flat_hash_map<IdLine, size_t> NGrams(const IdLine& words, size_t n) {
  absl::flat_hash_map<IdLine, size_t> counts;
  for (size_t at = 0; at + n <= words.size(); ++at) {
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at);
    ++counts[IdLine(begin, begin + static_cast<std::ptrdiff_t>(n))];
  }
  return counts;
}

double RougeN(const IdLine& system, const IdLine& reference, size_t n) {
  const auto of_system = NGrams(system, n);
  const auto of_reference = NGrams(reference, n);
  size_t hits = 0;
  for (const auto& [run, count] : of_system) {
    const auto found = of_reference.find(run);
    if (found != of_reference.end()) hits += std::min(count, found->second);
  }
  const auto runs = [n](const IdLine& words) {
    return words.size() < n ? 0 : words.size() - n + 1;
  };
  return F1(hits, runs(system), runs(reference));
}

// Adds to `positions` where in `reference` one longest common subsequence with
// `system` lies. Where several are as long, it goes back in `reference` first:
// the union over points depends on the choice.
void AddLcsPositions(const IdLine& reference, const IdLine& system,
                     std::set<size_t>* positions) {
  const size_t width = system.size() + 1;
  std::vector<int> length((reference.size() + 1) * width, 0);
  const auto at = [&](size_t i, size_t j) -> int& {
    return length[i * width + j];
  };
  for (size_t i = 1; i <= reference.size(); ++i) {
    for (size_t j = 1; j < width; ++j) {
      at(i, j) = reference[i - 1] == system[j - 1]
                     ? at(i - 1, j - 1) + 1
                     : std::max(at(i - 1, j), at(i, j - 1));
    }
  }
  size_t i = reference.size();
  size_t j = system.size();
  while (i > 0 && j > 0) {
    if (reference[i - 1] == system[j - 1]) {
      --i;
      --j;
      positions->insert(i);
    } else if (at(i - 1, j) >= at(i, j - 1)) {
      --i;
    } else {
      --j;
    }
  }
}

// A word counts as hit at most as often as it occurs on either side.
double RougeLsum(const std::vector<IdLine>& points,
                 const std::vector<IdLine>& references, const IdLine& system,
                 const IdLine& reference) {
  absl::flat_hash_map<WordId, int> left_in_system;
  absl::flat_hash_map<WordId, int> left_in_reference;
  for (const WordId word : system) ++left_in_system[word];
  for (const WordId word : reference) ++left_in_reference[word];
  size_t hits = 0;
  for (const IdLine& line : references) {
    std::set<size_t> positions;
    for (const IdLine& point : points) AddLcsPositions(line, point, &positions);
    for (const size_t position : positions) {
      int& here = left_in_system[line[position]];
      int& there = left_in_reference[line[position]];
      if (here == 0 || there == 0) continue;
      --here;
      --there;
      ++hits;
    }
  }
  return F1(hits, system.size(), reference.size());
}

}  // namespace

RougeScorer::RougeScorer() : stemmer_(sb_stemmer_new("porter", "UTF_8")) {}

RougeScorer::~RougeScorer() { sb_stemmer_delete(stemmer_); }

std::string RougeScorer::Stem(const std::string& word) const {
  const bool letters = std::all_of(word.begin(), word.end(), [](char c) {
    return text::IsAsciiLower(static_cast<unsigned char>(c));
  });
  if (word.size() <= 3 || !letters) return word;
  const sb_symbol* const stem =
      sb_stemmer_stem(stemmer_, reinterpret_cast<const sb_symbol*>(word.data()),
                      static_cast<int>(word.size()));
  if (stem == nullptr) return word;
  return std::string(reinterpret_cast<const char*>(stem),
                     static_cast<size_t>(sb_stemmer_length(stemmer_)));
}

std::vector<std::string> RougeScorer::Words(absl::string_view text) const {
  const std::string lower = LowerCase(text);
  std::vector<std::string> words;
  std::string word;
  for (size_t pos = 0; pos < lower.size();) {
    const size_t begin = pos;
    if (IsWordCharacter(text::NextCodePoint(lower, &pos))) {
      word.append(lower, begin, pos - begin);
    } else if (!word.empty()) {
      words.push_back(Stem(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(Stem(word));
  return words;
}

RougeScores RougeScorer::Score(
    const std::vector<std::string>& points,
    const std::vector<std::string>& references) const {
  Numbering numbering;
  std::vector<IdLine> point_words;
  std::vector<IdLine> reference_words;
  point_words.reserve(points.size());
  reference_words.reserve(references.size());
  for (const std::string& point : points)
    point_words.push_back(numbering.Number(Words(point)));
  for (const std::string& line : references)
    reference_words.push_back(numbering.Number(Words(line)));
  const IdLine system = Concatenated(point_words);
  const IdLine reference = Concatenated(reference_words);
  return {RougeN(system, reference, 1), RougeN(system, reference, 2),
          RougeLsum(point_words, reference_words, system, reference)};
}

}  // namespace byline::quality
