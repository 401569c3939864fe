// FingerprintList: fingerprints of terms in rising order, each with its place.
// A directory of the leading bits says where to look: fingerprints are spread
// evenly, so that one or two are compared. Immutable: thread-safe. Memory: 10
// to 12 bytes a term.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_FINGERPRINT_LIST_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_FINGERPRINT_LIST_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::recommendation {

class FingerprintList {
 public:
  FingerprintList() : FingerprintList(std::vector<uint64_t>()) {}
  // `sorted`: each once.
  explicit FingerprintList(std::vector<uint64_t> sorted);

  size_t size() const { return sorted_.size(); }
  uint64_t operator[](size_t place) const { return sorted_[place]; }
  const std::vector<uint64_t>& sorted() const { return sorted_; }
  // Where a fingerprint stands; size() where it does not.
  size_t Find(uint64_t term) const;
  // The same for many, which come from memory side by side.
  void FindAll(const std::vector<uint64_t>& terms,
               std::vector<uint32_t>& places) const;
  size_t Bytes() const;

 private:
  size_t Bucket(uint64_t term) const {
    return shift_ == 64 ? 0 : static_cast<size_t>(term >> shift_);
  }

  std::vector<uint64_t> sorted_;
  int shift_ = 64;                // that leaves the number of the bucket
  std::vector<uint32_t> begins_;  // by bucket, and the end
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_FINGERPRINT_LIST_H_
