#include "services/recommendation/core/index/term_lookup.h"

namespace byline::recommendation {

// Half of the places are taken.
TermLookup::TermLookup(size_t terms) : buckets_(2 * terms / kBucketTerms + 1) {}

void TermLookup::Add(const Entry& entry) {
  size_t home = Home(entry.term);
  while (buckets_[home].size == kBucketTerms) {
    buckets_[home].goes_on = true;
    home = Next(home);
  }
  Bucket& bucket = buckets_[home];
  const size_t place = bucket.size++;
  const size_t end = place == 0 ? kBucketTerms : place + 1;
  for (size_t at = place; at < end; ++at) {
    bucket.terms[at] = entry.term;
    bucket.places[at] = entry.place;
    bucket.idfs[at] = entry.idf;
    bucket.rows[at] = entry.row;
  }
}

}  // namespace byline::recommendation
