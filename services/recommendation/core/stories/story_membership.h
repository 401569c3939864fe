// StoryMembership: which story each article belongs to, and the members of the
// stories that are closed, in 4 bytes an article and 4 more for one that is in
// a closed story of several. Articles are named by their slots: small numbers
// that are used again. Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_MEMBERSHIP_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_MEMBERSHIP_H_

#include <absl/types/optional.h>
#include <absl/types/span.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::recommendation {

// A story; 0: none. Counted up, never given twice.
using StoryId = uint32_t;

class StoryMembership {
 public:
  // A story with its members by time.
  struct Closing {
    StoryId story = 0;
    std::vector<uint32_t> slots;
  };

  StoryMembership() = default;
  // As it was kept; nothing where a slot of `closed` is in no story or twice
  // there, or a story of it stands apart or alone.
  static absl::optional<StoryMembership> FromParts(
      std::vector<StoryId> stories, std::vector<uint32_t> closed);

  StoryId StoryOf(uint32_t slot) const {
    return slot < stories_.size() ? stories_[slot] : 0;
  }
  void Set(uint32_t slot, StoryId story);

  // Closes stories of two members or more, whose slots are Set to them.
  void Close(std::vector<Closing> closing);
  // The members of a closed story, by time; empty where it is none.
  absl::Span<const uint32_t> ClosedMembers(StoryId story) const;
  // Takes a slot out of whatever story it is in, closed or not. Of two members
  // the other one then stands alone.
  void Remove(uint32_t slot);

  // By slot.
  const std::vector<StoryId>& stories() const { return stories_; }
  // Slots of closed stories, by story, then by time.
  const std::vector<uint32_t>& closed() const { return closed_; }

 private:
  // Where in `closed_` a story's slots begin, or would.
  std::vector<uint32_t>::const_iterator LowerBound(StoryId story) const;

  std::vector<StoryId> stories_;
  std::vector<uint32_t> closed_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_MEMBERSHIP_H_
