#include "services/recommendation/core/stories/story_membership.h"

#include <algorithm>
#include <utility>

namespace byline::recommendation {
namespace {

// By an eighth, not twice: most of the memory here is this.
void MakeRoom(size_t size, std::vector<uint32_t>& values) {
  if (size > values.capacity()) values.reserve(size + size / 8 + 64);
}

}  // namespace

absl::optional<StoryMembership> StoryMembership::FromParts(
    std::vector<StoryId> stories, std::vector<uint32_t> closed) {
  std::vector<bool> seen(stories.size());
  size_t size = 0;  // of the story so far
  for (size_t i = 0; i < closed.size(); ++i) {
    const uint32_t slot = closed[i];
    if (slot >= stories.size() || stories[slot] == 0 || seen[slot]) {
      return absl::nullopt;
    }
    seen[slot] = true;
    const bool begins = i == 0 || stories[closed[i - 1]] != stories[slot];
    if (begins && i > 0 &&
        (size < 2 || stories[closed[i - 1]] > stories[slot])) {
      return absl::nullopt;
    }
    size = begins ? 1 : size + 1;
  }
  if (size == 1) return absl::nullopt;
  StoryMembership membership;
  membership.stories_ = std::move(stories);
  membership.closed_ = std::move(closed);
  return membership;
}

void StoryMembership::Set(uint32_t slot, StoryId story) {
  if (slot >= stories_.size()) {
    MakeRoom(size_t{slot} + 1, stories_);
    stories_.resize(size_t{slot} + 1, 0);
  }
  stories_[slot] = story;
}

void StoryMembership::Close(std::vector<Closing> closing) {
  if (closing.empty()) return;
  std::sort(
      closing.begin(), closing.end(),
      [](const Closing& a, const Closing& b) { return a.story < b.story; });
  std::vector<uint32_t> slots;
  for (const Closing& story : closing) {
    slots.insert(slots.end(), story.slots.begin(), story.slots.end());
  }
  // Most that are closed already are older than these: they stay where they
  // are.
  const auto older = LowerBound(closing.front().story) - closed_.begin();
  const auto before = static_cast<ptrdiff_t>(closed_.size());
  MakeRoom(closed_.size() + slots.size(), closed_);
  closed_.insert(closed_.end(), slots.begin(), slots.end());
  std::inplace_merge(
      closed_.begin() + older, closed_.begin() + before, closed_.end(),
      [this](uint32_t a, uint32_t b) { return stories_[a] < stories_[b]; });
}

std::vector<uint32_t>::const_iterator StoryMembership::LowerBound(
    StoryId story) const {
  return std::lower_bound(
      closed_.begin(), closed_.end(), story,
      [this](uint32_t slot, StoryId id) { return stories_[slot] < id; });
}

absl::Span<const uint32_t> StoryMembership::ClosedMembers(StoryId story) const {
  const auto begin = LowerBound(story);
  auto end = begin;
  while (end != closed_.end() && stories_[*end] == story) ++end;
  return absl::MakeConstSpan(closed_).subspan(
      static_cast<size_t>(begin - closed_.begin()),
      static_cast<size_t>(end - begin));
}

void StoryMembership::Remove(uint32_t slot) {
  const absl::Span<const uint32_t> members = ClosedMembers(StoryOf(slot));
  if (!members.empty()) {
    const auto begin = closed_.begin() + (members.data() - closed_.data());
    const auto end = begin + static_cast<ptrdiff_t>(members.size());
    if (members.size() == 2) {
      closed_.erase(begin, end);
    } else {
      closed_.erase(std::find(begin, end, slot));
    }
  }
  Set(slot, 0);
}

}  // namespace byline::recommendation
