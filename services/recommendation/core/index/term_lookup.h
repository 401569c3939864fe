// TermLookup: what weights keep of a term (its place in the list, its idf, its
// row in the latent space), in one read of memory a term and without a branch
// that depends on it. A reindex looks up all terms of all articles: in the
// arrays by place, which are smaller, that takes longer. A hash table by
// the leading bits, of buckets of three terms that fill a line of the
// processor's cache; what has no room goes to the next one. Takes 43 bytes a
// term.
//
// Not thread-safe while terms are added, then immutable.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_LOOKUP_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_LOOKUP_H_

#include <array>
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

  // For so many terms, each of which is added once.
  explicit TermLookup(size_t terms);
  void Add(const Entry& entry);

  void Prefetch(uint64_t term) const {
    __builtin_prefetch(&buckets_[Home(term)]);
  }
  // The entry of the term or, where there is none, another one.
  Entry Find(uint64_t term) const {
    for (size_t home = Home(term);; home = Next(home)) {
      const Bucket& bucket = buckets_[home];
      size_t at = bucket.terms[1] == term ? 1 : 0;
      at = bucket.terms[2] == term ? 2 : at;
      // Nearly always here.
      if (bucket.terms[at] == term || !bucket.goes_on) {
        return {bucket.terms[at], bucket.places[at], bucket.idfs[at],
                bucket.rows[at]};
      }
    }
  }

 private:
  static constexpr size_t kBucketTerms = 3;

  // Free places have what the first one has.
  struct alignas(64) Bucket {
    std::array<uint64_t, kBucketTerms> terms{};
    std::array<uint32_t, kBucketTerms> places{};
    std::array<float, kBucketTerms> idfs{};
    std::array<uint32_t, kBucketTerms> rows{};
    uint16_t size = 0;
    bool goes_on = false;  // in the next one
  };
  static_assert(sizeof(Bucket) == 64, "a line of the cache");

  // Where a search begins; where it goes on.
  size_t Home(uint64_t term) const {
    return static_cast<size_t>((term >> 32) * buckets_.size() >> 32);
  }
  size_t Next(size_t bucket) const {
    return bucket + 1 == buckets_.size() ? 0 : bucket + 1;
  }

  std::vector<Bucket> buckets_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_LOOKUP_H_
