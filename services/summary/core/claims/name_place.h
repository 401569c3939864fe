// Where a point's name stands in the best source, and which other name stands
// there. For the inside of the rule on names.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_NAME_PLACE_H_
#define BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_NAME_PLACE_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <vector>

#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {

class NamePlace {
 public:
  // Must outlive this.
  explicit NamePlace(const PointRules& rules) : rules_(rules) {}

  // The name that the best source has where the point has this one, or where it
  // has some words of it; empty if it has none there, or the same.
  absl::string_view FindOther(const NameRun& run) const;
  // The first name of the best source that the point does not use.
  absl::string_view FindUnused() const;
  // Of a word right beside the name: the other name that it stands beside in
  // the article ("the Turkish ministry" where that knows a Greek one); empty
  // where one of `sentences`, which have the name, or the one behind has the
  // word too.
  absl::string_view FindBeside(const NameRun& run,
                               const std::vector<size_t>& sentences) const;
  // Whether the best source says "she" or "the pilot" there.
  bool StandsForNoName(const NameRun& run) const;
  // Whether a source has one of its words.
  bool IsInSources(const NameRun& run) const;
  // Whether the point has the name more often than the best source, which has
  // an `unused` one.
  bool IsDoubled(const NameRun& run, absl::string_view unused) const;

 private:
  bool Shares(size_t first, size_t last, const ClaimWord& of_source) const;
  // "NTSB" for "National Transportation Safety Board", or the other way.
  bool SameInitials(const NameRun& of_point, const NameRun& of_source) const;
  bool IsUnused(const NameRun& of_source) const;
  // "Secretary" of "Secretary Rell" came with the name.
  bool IsTitleOfName(size_t i) const;
  size_t BeginOfTitles(size_t first) const;
  size_t EndOfTitles(size_t last) const;
  absl::string_view FindInSlot(const NameRun& run, size_t first,
                               size_t last) const;
  // "Chief Inspector": a title that stands for a name.
  absl::string_view TitleIn(const Slot& slot) const;

  const PointRules& rules_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_NAME_PLACE_H_
