// TermLookup: what weights keep of a term (its place in the list, its idf, its
// row in the latent space), in one read of memory a term. A reindex looks up
// all terms of all articles: with the arrays by place alone, which are smaller,
// that takes three times as long. A hash table by the leading bits; entries
// rise, so that the first greater one ends a search. Takes 34 bytes a term.
//
// Immutable once made: thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_LOOKUP_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_LOOKUP_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::recommendation {

class TermLookup {
 public:
  static constexpr uint32_t kNoPlace = UINT32_MAX;
  struct Entry {
    uint64_t term = 0;
    uint32_t place = kNoPlace;
    float idf = 0;
    uint32_t row = 0;
  };

  // For so many terms, all of which are added, rising.
  explicit TermLookup(size_t terms);
  void Add(const Entry& entry);
  // After the last one.
  void Finish();

  void Prefetch(uint64_t term) const {
    __builtin_prefetch(&entries_[Home(term)]);
  }
  // One without a place where there is no such term.
  const Entry& Find(uint64_t term) const {
    const Entry* at = &entries_[Home(term)];
    while (at->place != kNoPlace && at->term < term) ++at;
    return at->term == term ? *at : none_;
  }

 private:
  // Where a search begins.
  size_t Home(uint64_t term) const {
    return static_cast<size_t>((term >> 32) * homes_ >> 32);
  }

  const Entry none_;
  uint64_t homes_;
  std::vector<Entry> entries_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_LOOKUP_H_
