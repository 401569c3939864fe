#include "services/recommendation/core/index/copy_pairs.h"

#include <algorithm>
#include <numeric>

namespace byline::recommendation {
namespace {

// Clusters that grow together.
class Forest {
 public:
  explicit Forest(size_t size) : above_(size) {
    std::iota(above_.begin(), above_.end(), size_t{0});
  }
  size_t RootOf(size_t one) {
    while (above_[one] != one) {
      above_[one] = above_[above_[one]];
      one = above_[one];
    }
    return one;
  }
  void Join(size_t a, size_t b) { above_[RootOf(a)] = RootOf(b); }

 private:
  std::vector<size_t> above_;
};

}  // namespace

void Renumber(const std::vector<uint32_t>& numbers,
              std::vector<CopyPair>& pairs) {
  for (CopyPair& pair : pairs) {
    pair.a.article = numbers[pair.a.article];
    pair.b.article = numbers[pair.b.article];
  }
}

CopyPairFinder::CopyPairFinder(
    const CopyBands& bands,
    std::function<const CopySketch&(uint32_t)> sketch_of,
    size_t most_kept_bytes)
    : bands_(bands),
      sketch_of_(std::move(sketch_of)),
      left_bytes_(most_kept_bytes) {
  for (size_t band = 0; band < kCopyBands; ++band) {
    const uint32_t* const articles = bands_.Band(band).data();
    for (const CopyBands::Run& run : bands_.Runs(band)) {
      AppendAlike(articles + run.begin, articles + run.end);
    }
  }
  std::sort(wanted_.begin(), wanted_.end());
  wanted_.erase(std::unique(wanted_.begin(), wanted_.end()), wanted_.end());
  words_.resize(wanted_.size());
}

void CopyPairFinder::AppendAlike(const uint32_t* begin, const uint32_t* end) {
  // One that is like another is found at once: copies are many, others few.
  for (const uint32_t* one = begin; one != end; ++one) {
    const bool is_alike = std::any_of(begin, end, [&](uint32_t other) {
      return other != *one && AreAlike(*one, other);
    });
    if (is_alike) wanted_.push_back(*one);
  }
}

bool CopyPairFinder::Wants(uint32_t article) {
  while (next_ < wanted_.size() && wanted_[next_] < article) ++next_;
  return left_bytes_ > 0 && next_ < wanted_.size() && wanted_[next_] == article;
}

void CopyPairFinder::Take(CopyWords words) {
  left_bytes_ -=
      std::min(left_bytes_, words.capacity() * sizeof(CopyWords::value_type));
  words_[next_] = std::move(words);
}

// Compares those of a run, by their places.
class CopyPairFinder::Comparison {
 public:
  Comparison(const CopyPairFinder& finder, ReadWords read_words)
      : finder_(finder),
        read_words_(read_words),
        clusters_(finder.wanted_.size()) {}

  // False: given up.
  bool Compare(const std::vector<size_t>& run,
               absl::FunctionRef<bool()> gives_up) {
    // Made when needed, and kept for as long as they may be again.
    std::vector<std::vector<uint32_t>> shingles(run.size());
    for (size_t i = 0; i < run.size(); ++i) {
      for (size_t j = i + 1; j < run.size(); ++j) {
        if (clusters_.RootOf(run[i]) == clusters_.RootOf(run[j]) ||
            !finder_.AreAlike(ArticleAt(run[i]), ArticleAt(run[j]))) {
          continue;
        }
        if (gives_up()) return false;
        for (const size_t one : {i, j}) {
          if (shingles[one].empty()) shingles[one] = ShinglesAt(run[one]);
        }
        if (!IsCopy(CompareShingles(shingles[i], shingles[j]))) continue;
        clusters_.Join(run[i], run[j]);
        pairs_.push_back({{ArticleAt(run[i]), shingles[i].size()},
                          {ArticleAt(run[j]), shingles[j].size()}});
        shingles[j] = {};
      }
      shingles[i] = {};
    }
    return true;
  }
  std::vector<CopyPair> Take() { return std::move(pairs_); }

 private:
  uint32_t ArticleAt(size_t place) const { return finder_.wanted_[place]; }
  std::vector<uint32_t> ShinglesAt(size_t place) const {
    const CopyWords& kept = finder_.words_[place];
    return SortedShingles(
        CopyShingles(kept.empty() ? read_words_(ArticleAt(place)) : kept));
  }

  const CopyPairFinder& finder_;
  const ReadWords read_words_;
  Forest clusters_;  // of places
  std::vector<CopyPair> pairs_;
};

absl::optional<std::vector<CopyPair>> CopyPairFinder::Find(
    ReadWords read_words, absl::FunctionRef<bool()> gives_up) && {
  Comparison comparison(*this, read_words);
  std::vector<size_t> places;  // in wanted_, of a run
  for (size_t band = 0; band < kCopyBands; ++band) {
    const std::vector<uint32_t>& articles = bands_.Band(band);
    for (const CopyBands::Run& run : bands_.Runs(band)) {
      places.clear();
      for (uint32_t i = run.begin; i < run.end; ++i) {
        const auto place =
            std::lower_bound(wanted_.begin(), wanted_.end(), articles[i]);
        if (place != wanted_.end() && *place == articles[i]) {
          places.push_back(static_cast<size_t>(place - wanted_.begin()));
        }
      }
      if (!comparison.Compare(places, gives_up)) return absl::nullopt;
    }
  }
  return comparison.Take();
}

}  // namespace byline::recommendation
