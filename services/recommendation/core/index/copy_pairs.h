// CopyPairFinder: the near-copies among many articles at once. Their bands tell
// whose words are needed; these are handed over as their records are read, one
// article after the other, and kept until the end: 64 MiB of them, which is
// 55,000 articles of 600 words. Those of others are read again where they are
// compared. Pure.
//
//   CopyPairFinder finder(bands, sketch_of);
//   for (...) if (finder.Wants(article)) finder.Take(words);
//   const auto pairs = std::move(finder).Find(read_words, gives_up);
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_COPY_PAIRS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_COPY_PAIRS_H_

#include <absl/functional/function_ref.h>
#include <absl/types/optional.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "services/recommendation/core/copy_sketch.h"
#include "services/recommendation/core/index/copy_bands.h"

namespace byline::recommendation {

// An article, by its number in the bands, and how many different shingles it
// has.
struct CopyOf {
  uint32_t article = 0;
  size_t shingles = 0;
};
// Two that are near-copies.
struct CopyPair {
  CopyOf a;
  CopyOf b;
};

// Article i is numbers[i] from now on.
void Renumber(const std::vector<uint32_t>& numbers,
              std::vector<CopyPair>& pairs);

class CopyPairFinder {
 public:
  static constexpr size_t kMostKeptBytes = 64 << 20;
  using ReadWords = absl::FunctionRef<CopyWords(uint32_t article)>;

  // Among the articles in `bands`, which must outlive this and have their runs,
  // as must what `sketch_of` refers to.
  CopyPairFinder(const CopyBands& bands,
                 std::function<const CopySketch&(uint32_t)> sketch_of,
                 size_t most_kept_bytes = kMostKeptBytes);

  // Whether the article's words are needed and can be kept. Articles come in
  // rising order.
  bool Wants(uint32_t article);
  // Of the article that was asked for last, and is wanted.
  void Take(CopyWords words);
  // So many pairs that each cluster hangs together by them, and no more.
  // `read_words` gives the words of those that were not taken. Nothing where
  // `gives_up`, which is asked for each article that is compared, says so.
  absl::optional<std::vector<CopyPair>> Find(
      ReadWords read_words, absl::FunctionRef<bool()> gives_up) &&;

 private:
  class Comparison;

  bool AreAlike(uint32_t a, uint32_t b) const {
    return AreAlikeBeyondABand(sketch_of_(a), sketch_of_(b));
  }
  // Appends those of a run that are like another one of it.
  void AppendAlike(const uint32_t* begin, const uint32_t* end);

  const CopyBands& bands_;
  const std::function<const CopySketch&(uint32_t)> sketch_of_;
  std::vector<uint32_t> wanted_;  // rising
  std::vector<CopyWords> words_;  // of wanted_
  size_t next_ = 0;               // into wanted_
  size_t left_bytes_;             // may still be kept
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_COPY_PAIRS_H_
