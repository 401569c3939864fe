#include "common/freshness/derived_changes.h"

#include <absl/strings/match.h>
#include <absl/strings/strip.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace byline {

bool IsDerivedName(absl::string_view name) {
  if (absl::ConsumePrefix(&name, "articles/")) {
    return absl::StrContains(name, '/');
  }
  return absl::EndsWith(name, "/-");
}

void DerivedChanges::Clear() {
  forgotten_before_ = 0;
  last_.clear();
}

void DerivedChanges::ForgetBefore(int64_t number) {
  forgotten_before_ = std::max(forgotten_before_, number);
  absl::erase_if(last_, [this](const auto& entry) {
    return entry.second <= forgotten_before_;
  });
}

void DerivedChanges::Note(uint64_t fingerprint, int64_t number) {
  if (number <= forgotten_before_) return;
  int64_t& last = last_[fingerprint];
  last = std::max(last, number);
  if (last_.size() <= limit_) return;
  std::vector<int64_t> numbers;
  numbers.reserve(last_.size());
  for (const auto& entry : last_) numbers.push_back(entry.second);
  const auto middle =
      numbers.begin() + static_cast<ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  ForgetBefore(*middle);
}

int64_t DerivedChanges::LastChange(uint64_t fingerprint) const {
  const auto found = last_.find(fingerprint);
  return found == last_.end() ? forgotten_before_ : found->second;
}

}  // namespace byline
