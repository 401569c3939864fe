#include "services/recommendation/core/index/fingerprint_list.h"

#include <algorithm>
#include <utility>

namespace byline::recommendation {
namespace {

// Scanned at most, where fingerprints are not spread as they should be.
constexpr size_t kScanned = 32;

}  // namespace

FingerprintList::FingerprintList(std::vector<uint64_t> sorted)
    : sorted_(std::move(sorted)) {
  size_t buckets = 1;
  while (2 * buckets <= sorted_.size()) {
    buckets *= 2;
    --shift_;
  }
  begins_.assign(buckets + 1, 0);
  for (const uint64_t term : sorted_) ++begins_[Bucket(term) + 1];
  for (size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
}

size_t FingerprintList::Find(uint64_t term) const {
  const size_t bucket = Bucket(term);
  auto at = sorted_.begin() + begins_[bucket];
  const auto end = sorted_.begin() + begins_[bucket + 1];
  if (static_cast<size_t>(end - at) > kScanned) {
    at = std::lower_bound(at, end, term);
  } else {
    while (at != end && *at < term) ++at;
  }
  return at != end && *at == term ? static_cast<size_t>(at - sorted_.begin())
                                  : size();
}

void FingerprintList::FindAll(const std::vector<uint64_t>& terms,
                              std::vector<uint32_t>& places) const {
  for (const uint64_t term : terms) __builtin_prefetch(&begins_[Bucket(term)]);
  for (const uint64_t term : terms) {
    __builtin_prefetch(sorted_.data() + begins_[Bucket(term)]);
  }
  places.resize(terms.size());
  for (size_t i = 0; i < terms.size(); ++i) {
    places[i] = static_cast<uint32_t>(Find(terms[i]));
  }
}

size_t FingerprintList::Bytes() const {
  return sorted_.capacity() * sizeof(uint64_t) +
         begins_.capacity() * sizeof(uint32_t);
}

}  // namespace byline::recommendation
