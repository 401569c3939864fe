// TermLookup: what weights keep of a term (its place in the list, its idf, its
// row in the latent space), in one read of memory a term and without a branch
// that depends on it. A reindex looks up all terms of all articles: in the
// arrays by place, which are smaller, that takes half as long again. A hash
// table by the leading bits whose entries rise: free places between them have
// the term before them. Takes 34 bytes a term.
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
  struct Entry {
    uint64_t term = 0;
    uint32_t place = 0;
    float idf = 0;
    uint32_t row = 0;
  };

  // For so many terms, all of which are added, rising.
  explicit TermLookup(size_t terms);
  void Add(const Entry& entry);
  // After the last one.
  void Finish();

  void Prefetch(uint64_t term) const {
    const Entry* const home = &entries_[Home(term)];
    __builtin_prefetch(home);
    __builtin_prefetch(home + kLooked - 1);
  }
  // The entry of the term or, where there is none, another one.
  const Entry& Find(uint64_t term) const {
    const Entry* at = &entries_[Home(term)];
    size_t smaller = 0;
    for (size_t i = 0; i < kLooked; ++i) smaller += at[i].term < term ? 1 : 0;
    at += smaller;
    while (at->term < term) ++at;  // seldom
    return *at;
  }

 private:
  // So many are looked at at once.
  static constexpr size_t kLooked = 4;

  // Where a search begins.
  size_t Home(uint64_t term) const {
    return static_cast<size_t>((term >> 32) * homes_ >> 32);
  }

  uint64_t homes_;
  std::vector<Entry> entries_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_LOOKUP_H_
