// DerivedChanges: by which write each derived thing last changed, as those who
// make it tell. What is derived (a list of similar articles) changes by writes
// to things that it does not show, so the change feed cannot name it.
//
// Bounded: of more than `limit` names the older half folds into one number, and
// everything made before that counts as changed. Such knowledge may be late or
// missing; what is derived therefore lives no longer than its max_age anyway,
// and a note only ends that life sooner. Names are 64-bit fingerprints. Not
// thread-safe; no clock.
#ifndef BYLINE_COMMON_FRESHNESS_DERIVED_CHANGES_H_
#define BYLINE_COMMON_FRESHNESS_DERIVED_CHANGES_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>

namespace byline {

// Whether `name` is that of something derived: "articles/{article}/{what}" for
// one article, "{what}/-" for those of all articles, on which each of them
// depends besides.
bool IsDerivedName(absl::string_view name);

class DerivedChanges {
 public:
  explicit DerivedChanges(size_t limit = 1 << 16) : limit_(limit) {}

  void Clear();
  // Everything that was made before `number` counts as changed.
  void ForgetBefore(int64_t number);
  // Changed by the write `number`. Again, and in any order: the greatest
  // counts.
  void Note(uint64_t fingerprint, int64_t number);

  // By which write it last changed, or may have; 0 where nothing is known.
  int64_t LastChange(uint64_t fingerprint) const;
  // How many names are known.
  size_t size() const { return last_.size(); }

 private:
  const size_t limit_;
  int64_t forgotten_before_ = 0;
  absl::flat_hash_map<uint64_t, int64_t> last_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRESHNESS_DERIVED_CHANGES_H_
