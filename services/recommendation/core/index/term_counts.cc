#include "services/recommendation/core/index/term_counts.h"

#include <algorithm>

namespace byline::recommendation {
namespace {

// So many terms wait: 64 MB.
constexpr size_t kMostWaiting = 7 << 20;
// In a number of holders: an article has it as a name in its lead.
constexpr uint32_t kNameInLead = 1U << 31;

}  // namespace

void TermCounts::Add(const std::vector<PreparedTerm>& terms,
                     int64_t publish_second) {
  ++articles_;
  dates_.Add(publish_second);
  for (const PreparedTerm& term : terms) {
    Share& share = shares_[term.term >> (64 - kShareBits)];
    share.waiting.push_back(term.term);
    if (term.is_name && term.in_lead) share.waiting_names.push_back(term.term);
  }
  waiting_ += terms.size();
  if (waiting_ < kMostWaiting) return;
  for (Share& share : shares_) Count(share);
  waiting_ = 0;
}

void TermCounts::Count(Share& share) {
  constexpr size_t kAhead = 16;
  const std::vector<uint64_t>& waiting = share.waiting;
  for (size_t i = 0; i < waiting.size(); ++i) {
    share.holders.prefetch(waiting[std::min(i + kAhead, waiting.size() - 1)]);
    ++share.holders[waiting[i]];
  }
  for (const uint64_t term : share.waiting_names) {
    share.holders[term] |= kNameInLead;
  }
  share.waiting.clear();
  share.waiting_names.clear();
}

std::vector<TermCounts::Held> TermCounts::Terms(bool without_singles) {
  std::vector<Held> held;
  for (Share& share : shares_) {
    Count(share);
    share.waiting.shrink_to_fit();
    const auto first = static_cast<ptrdiff_t>(held.size());
    for (const auto& [term, holders] : share.holders) {
      if (holders == 1 && without_singles) continue;
      held.push_back({term, holders & ~kNameInLead});
    }
    std::sort(held.begin() + first, held.end(),
              [](const Held& a, const Held& b) { return a.term < b.term; });
  }
  waiting_ = 0;
  held.shrink_to_fit();
  return held;
}

}  // namespace byline::recommendation
