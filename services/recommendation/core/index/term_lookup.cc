#include "services/recommendation/core/index/term_lookup.h"

#include <algorithm>

namespace byline::recommendation {

// Seven of ten places are taken.
TermLookup::TermLookup(size_t terms) : homes_(terms + terms * 3 / 7 + 1) {
  entries_.reserve(homes_ + 64);
}

void TermLookup::Add(const Entry& entry) {
  Entry free;
  if (!entries_.empty()) free.term = entries_.back().term;
  entries_.resize(std::max(entries_.size(), Home(entry.term)), free);
  entries_.push_back(entry);
}

void TermLookup::Finish() {
  // Every search ends, also of the greatest term.
  const Entry last{UINT64_MAX, 0, 0, 0};
  entries_.resize(
      std::max(entries_.size(), static_cast<size_t>(homes_)) + kLooked + 1,
      last);
}

}  // namespace byline::recommendation
