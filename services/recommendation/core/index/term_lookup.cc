#include "services/recommendation/core/index/term_lookup.h"

#include <algorithm>

namespace byline::recommendation {

// Seven of ten places are taken.
TermLookup::TermLookup(size_t terms) : homes_(terms + terms * 3 / 7 + 1) {
  entries_.reserve(homes_ + 64);
}

void TermLookup::Add(const Entry& entry) {
  entries_.resize(std::max(entries_.size(), Home(entry.term)));
  entries_.push_back(entry);
}

void TermLookup::Finish() {
  // Every search ends.
  entries_.resize(std::max(entries_.size(), static_cast<size_t>(homes_)) + 1);
}

}  // namespace byline::recommendation
