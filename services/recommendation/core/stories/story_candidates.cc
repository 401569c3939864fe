#include "services/recommendation/core/stories/story_candidates.h"

#include <algorithm>
#include <utility>

namespace byline::recommendation {
namespace {

// A term that more than one story in so many holds is passed over, where that
// is more than kRareStories.
constexpr size_t kRareShare = 64;
constexpr size_t kRareStories = 64;
// So many more entries of erased stories than of others are kept.
constexpr size_t kErasedEntries = 4'096;

// A search looks for few terms, none of which weighs more than kOne each: their
// sum and number have room in 32 bits.
constexpr int kSharedBits = 7;
constexpr uint32_t kSharedMask = (1U << kSharedBits) - 1;
static_assert(StoryVector::kMaxTerms <= kSharedMask);
static_assert(
    (uint64_t{StoryVector::kMaxTerms} * static_cast<uint64_t>(StoryVector::kOne)
     << kSharedBits) <= UINT32_MAX);

}  // namespace

void StoryCandidates::Set(uint32_t place, uint32_t rank,
                          const StoryVector& centroid, const StoryTime& time) {
  if (place >= stories_.size()) {
    stories_.resize(place + 1);
    times_.resize(place + 1);
    terms_.resize(place + 1);
  }
  stories_[place].rank = rank;
  times_[place] = time;
  const StrongestWeights strongest = centroid.Strongest(kStoryTerms);
  std::vector<uint32_t> terms;
  terms.reserve(strongest.size());
  for (const StoryWeight& weight : strongest) {
    terms.push_back(weight.id);
    holders_.prefetch(weight.id);
  }
  std::vector<uint32_t>& known = terms_[place];
  if (!known.empty()) --story_count_;
  if (!terms.empty()) ++story_count_;
  auto old = known.begin();
  for (const uint32_t term : terms) {
    while (old != known.end() && *old < term) RemoveEntry(*old++, place);
    if (old != known.end() && *old == term) {
      ++old;
      continue;
    }
    Entries& holders = holders_[term];
    if (holders.size() == holders.capacity()) Purge(holders);
    holders.push_back({place, rank});
    ++entries_;
  }
  while (old != known.end()) RemoveEntry(*old++, place);
  known = std::move(terms);
}

void StoryCandidates::Erase(uint32_t place) {
  std::vector<uint32_t>& known = terms_[place];
  if (!known.empty()) --story_count_;
  entries_ -= known.size();
  erased_entries_ += known.size();
  known = {};
  stories_[place].rank = 0;
  if (erased_entries_ > entries_ + kErasedEntries) PurgeAll();
}

std::vector<uint32_t> StoryCandidates::Find(const StoryVector& article,
                                            const StoryTime& time,
                                            int64_t window_seconds) {
  const size_t rare = std::max(kRareStories, story_count_ / kRareShare);
  const StrongestWeights terms = article.Strongest(kArticleTerms);
  for (const StoryWeight& term : terms) holders_.prefetch(term.id);
  size_t met = 0;
  for (const StoryWeight& term : terms) {
    const auto holders = holders_.find(term.id);
    if (holders == holders_.end()) continue;
    if (holders->second.size() > rare) Purge(holders->second);
    if (holders->second.size() > rare) continue;
    met_.resize(std::max(met_.size(), met + holders->second.size()));
    const uint32_t share =
        static_cast<uint32_t>(term.all) << kSharedBits | uint32_t{1};
    // Without a branch: neither which stories are erased nor which were met
    // before can be foretold.
    for (const Entry& entry : holders->second) {
      Story& story = stories_[entry.place];
      const bool is_there = !IsErased(entry);
      met_[met] = entry.place;
      met += is_there && story.shared == 0 ? 1 : 0;
      story.shared += is_there ? share : 0;
    }
  }
  const auto least = std::min(kShared, static_cast<uint32_t>(terms.size()));
  struct Candidate {
    uint32_t promise = 0;
    uint32_t rank = 0;
    uint32_t place = 0;
  };
  absl::InlinedVector<Candidate, 64> found;
  for (size_t i = 0; i < met; ++i) {
    Story& story = stories_[met_[i]];
    const uint32_t shared = std::exchange(story.shared, 0);
    if ((shared & kSharedMask) < least ||
        SecondsBetween(times_[met_[i]], time) > window_seconds) {
      continue;
    }
    found.push_back({shared >> kSharedBits, story.rank, met_[i]});
  }
  const size_t count = std::min(found.size(), kMostCandidates);
  std::partial_sort(
      found.begin(), found.begin() + static_cast<ptrdiff_t>(count), found.end(),
      [](const Candidate& a, const Candidate& b) {
        return a.promise != b.promise ? a.promise > b.promise : a.rank < b.rank;
      });
  std::vector<uint32_t> places;
  places.reserve(count);
  for (size_t i = 0; i < count; ++i) places.push_back(found[i].place);
  return places;
}

void StoryCandidates::RemoveEntry(uint32_t term, uint32_t place) {
  const auto holders = holders_.find(term);
  Entries& entries = holders->second;
  const auto entry = std::find_if(
      entries.begin(), entries.end(),
      [&](const Entry& one) { return one.place == place && !IsErased(one); });
  *entry = entries.back();
  entries.pop_back();
  if (entries.empty()) holders_.erase(holders);
  --entries_;
}

void StoryCandidates::Purge(Entries& entries) {
  const auto end =
      std::remove_if(entries.begin(), entries.end(),
                     [this](const Entry& entry) { return IsErased(entry); });
  erased_entries_ -= static_cast<size_t>(entries.end() - end);
  entries.erase(end, entries.end());
}

void StoryCandidates::PurgeAll() {
  for (auto holders = holders_.begin(); holders != holders_.end();) {
    Purge(holders->second);
    if (holders->second.empty()) {
      holders_.erase(holders++);
    } else {
      ++holders;
    }
  }
}

}  // namespace byline::recommendation
