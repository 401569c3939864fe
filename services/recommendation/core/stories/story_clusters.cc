#include "services/recommendation/core/stories/story_clusters.h"

#include <algorithm>
#include <utility>

namespace byline::recommendation {
namespace {

// Of too many active stories one in so many is closed.
constexpr size_t kClosedShare = 4;

}  // namespace

StoryClusters::StoryClusters(StoryOptions options, uint32_t version)
    : options_(options), version_(version) {}

StoryId StoryClusters::Add(const StoryDocument& document) {
  StoryVector article(document.terms);
  const Member member{
      std::clamp(document.publish_seconds, -kFarthestSeconds, kFarthestSeconds),
      document.slot};
  const StoryId old = StoryOf(member.slot);
  if (old != 0 && FindActive(old) == nullptr) return old;

  std::vector<Close> close = CloseStories(article, member.seconds);
  const bool stays = old != 0 && !close.empty() && close.front().id == old;
  if (old != 0 && !stays) {
    Remove(member.slot);
    std::erase_if(close, [this](const Close& story) {
      return FindActive(story.id) == nullptr;
    });
  }
  uint32_t place = 0;
  if (stays) {
    place = close.front().place;
    Active& story = active_[place];
    std::erase_if(story.members, [&member](const Member& other) {
      return other.slot == member.slot;
    });
    // What a story of several knows of it is right enough.
    if (story.members.empty()) story.centroid = StoryVector();
  } else {
    place = close.empty() ? Found(next_id_++) : close.front().place;
  }
  Join(place, member,
       stays && !active_[place].members.empty() ? StoryVector()
                                                : std::move(article));
  place = MergeInto(place, close);
  const StoryId id = active_[place].id;
  CloseOldStories(member.seconds);
  return id;
}

void StoryClusters::Remove(uint32_t slot) {
  const StoryId story = StoryOf(slot);
  if (story == 0) return;
  const auto found = places_.find(story);
  if (found != places_.end()) Leave(found->second, slot);
  membership_.Remove(slot);
}

bool StoryClusters::IsStory(StoryId story) const {
  const Active* active = FindActive(story);
  return active != nullptr ? active->members.size() >= 2
                           : !membership_.ClosedMembers(story).empty();
}

std::vector<uint32_t> StoryClusters::Members(StoryId story) const {
  std::vector<uint32_t> slots;
  const Active* active = FindActive(story);
  if (active == nullptr) {
    const auto closed = membership_.ClosedMembers(story);
    slots.assign(closed.begin(), closed.end());
  } else if (active->members.size() >= 2) {
    for (const Member& member : active->members) slots.push_back(member.slot);
  }
  return slots;
}

StoryId StoryClusters::ClosestOf(absl::Span<const StoryId> stories,
                                 const StoryDocument& document) const {
  const StoryVector article(document.terms);
  const int64_t seconds =
      std::clamp(document.publish_seconds, -kFarthestSeconds, kFarthestSeconds);
  StoryId closest = 0;
  double best = options_.join_score;
  for (const StoryId id : stories) {
    const Active* const story = FindActive(id);
    if (story == nullptr) continue;
    const double score = StoryScore(article, {seconds, seconds},
                                    story->centroid, story->Time(), options_);
    if (score < best || (score == best && closest != 0 && id >= closest)) {
      continue;
    }
    best = score;
    closest = id;
  }
  return closest;
}

StoryClusters StoryClusters::Rebuilt(
    size_t count, absl::FunctionRef<StoryDocument(size_t)> document) const {
  StoryClusters rebuilt(options_, version_ + 1);
  for (size_t i = 0; i < count; ++i) rebuilt.Add(document(i));
  return rebuilt;
}

StoryCounts StoryClusters::Counts() const {
  StoryCounts counts;
  counts.active = places_.size();
  for (const Active& story : active_) {
    counts.active_members += story.members.size();
  }
  counts.index_entries = candidates_.EntryCount();
  counts.closed_members = membership_.closed().size();
  counts.slots = membership_.stories().size();
  return counts;
}

std::vector<StoryClusters::Close> StoryClusters::CloseStories(
    const StoryVector& article, int64_t seconds) {
  const StoryTime time{seconds, seconds};
  std::vector<Close> close;
  for (const uint32_t place :
       candidates_.Find(article, time, options_.window_seconds)) {
    const Active& story = active_[place];
    const double score =
        StoryScore(article, time, story.centroid, story.Time(), options_);
    if (score >= options_.join_score) close.push_back({score, story.id, place});
  }
  std::sort(close.begin(), close.end(), [](const Close& a, const Close& b) {
    return a.score != b.score ? a.score > b.score : a.id < b.id;
  });
  return close;
}

uint32_t StoryClusters::Found(StoryId id) {
  uint32_t place = 0;
  if (free_places_.empty()) {
    place = static_cast<uint32_t>(active_.size());
    active_.emplace_back();
  } else {
    place = free_places_.back();
    free_places_.pop_back();
  }
  active_[place].id = id;
  places_[id] = place;
  return place;
}

void StoryClusters::Join(uint32_t place, Member member, StoryVector article) {
  Active& story = active_[place];
  story.touched = ++touches_;
  story.members.insert(
      std::lower_bound(story.members.begin(), story.members.end(), member),
      member);
  if (story.centroid.mass() == 0) {
    story.centroid = std::move(article);
  } else {
    story.centroid.Add(article);
  }
  membership_.Set(member.slot, story.id);
  Reindex(place);
}

void StoryClusters::Leave(uint32_t place, uint32_t slot) {
  Active& story = active_[place];
  std::erase_if(story.members,
                [slot](const Member& member) { return member.slot == slot; });
  if (story.members.empty()) {
    Free(place);
  } else {
    Reindex(place);
  }
}

uint32_t StoryClusters::MergeInto(uint32_t place,
                                  absl::Span<const Close> close) {
  for (const Close& other : close) {
    if (other.place == place) continue;
    const Active& mine = active_[place];
    const Active& theirs = active_[other.place];
    if (StoryScore(mine.centroid, mine.Time(), theirs.centroid, theirs.Time(),
                   options_) >= options_.merge_score) {
      place = Merge(place, other.place);
    }
  }
  return place;
}

uint32_t StoryClusters::Merge(uint32_t a, uint32_t b) {
  if (active_[b].id < active_[a].id) std::swap(a, b);
  Active& kept = active_[a];
  Active& gone = active_[b];
  for (const Member& member : gone.members) {
    membership_.Set(member.slot, kept.id);
  }
  const auto middle = static_cast<ptrdiff_t>(kept.members.size());
  kept.members.insert(kept.members.end(), gone.members.begin(),
                      gone.members.end());
  std::inplace_merge(kept.members.begin(), kept.members.begin() + middle,
                     kept.members.end());
  kept.centroid.Add(gone.centroid);
  kept.touched = std::max(kept.touched, gone.touched);
  Free(b);
  Reindex(a);
  return a;
}

void StoryClusters::Free(uint32_t place) {
  places_.erase(active_[place].id);
  active_[place] = Active();
  candidates_.Erase(place);
  free_places_.push_back(place);
}

void StoryClusters::Reindex(uint32_t place) {
  const Active& story = active_[place];
  candidates_.Set(place, story.id, story.centroid, story.Time());
}

void StoryClusters::CloseOldStories(int64_t seconds) {
  const StoryTime time{seconds, seconds};
  if (came_++ == 0) came_time_ = time;
  Extend(came_time_, time);
  std::vector<uint32_t> old;
  if (came_ == kCloseEvery) {
    came_ = 0;
    for (const auto& [id, place] : places_) {
      if (SecondsBetween(active_[place].Time(), came_time_) >
          options_.window_seconds) {
        old.push_back(place);
      }
    }
    CloseAll(old);
  }
  if (places_.size() <= options_.max_active) return;
  old.clear();
  for (const auto& [id, place] : places_) old.push_back(place);
  const size_t count =
      old.size() - options_.max_active + options_.max_active / kClosedShare;
  std::nth_element(old.begin(), old.begin() + static_cast<ptrdiff_t>(count),
                   old.end(), [this](uint32_t a, uint32_t b) {
                     return active_[a].touched < active_[b].touched;
                   });
  old.resize(count);
  CloseAll(old);
}

void StoryClusters::CloseAll(const std::vector<uint32_t>& places) {
  std::vector<StoryMembership::Closing> closing;
  for (const uint32_t place : places) {
    const Active& story = active_[place];
    if (story.members.size() >= 2)
      closing.push_back({story.id, Members(story.id)});
    Free(place);
  }
  membership_.Close(std::move(closing));
}

const StoryClusters::Active* StoryClusters::FindActive(StoryId story) const {
  const auto found = places_.find(story);
  return found == places_.end() ? nullptr : &active_[found->second];
}

}  // namespace byline::recommendation
