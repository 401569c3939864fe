// StoryClusters: the running stories of an archive of one language, found
// online, after Miranda et al. 2018 (arXiv 1809.00540). An article joins the
// closest story that is close enough and within 14 days of it, else it founds
// one; stories that come close become one. A story of a single article is none
// to readers: IsStory says.
//
//   StoryClusters stories;
//   stories.Add({slot, publish_seconds, terms});
//   if (stories.IsStory(stories.StoryOf(slot))) ...
//
// Articles may come in any order. Stories that later ones may join are active:
// those within the window of the times of the last 1,024 articles that came (or
// a few more), and of these at most StoryOptions::max_active, the last touched.
// Others are closed for good, and only their members are kept, in 4 to 8 bytes
// an article. So where a large archive comes in no order at all, stories may be
// missing or in parts until a Rebuilt, which makes them a function of the set
// of articles.
//
// An id stays the story's while it is there, also through Serialize and Parse;
// where two become one, that of the older id. `version` says within what the
// ids hold. Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_CLUSTERS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_CLUSTERS_H_

#include <absl/container/flat_hash_map.h>
#include <absl/functional/function_ref.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/types/span.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "services/recommendation/core/stories/story_candidates.h"
#include "services/recommendation/core/stories/story_membership.h"
#include "services/recommendation/core/stories/story_score.h"
#include "services/recommendation/core/stories/story_vector.h"

namespace byline::recommendation {

class ByteReader;

// An article: its slot (a small number, used again once it is removed), and its
// strongest terms by id (at most 64 are meant; of more than 96 the strongest).
struct StoryDocument {
  uint32_t slot = 0;
  int64_t publish_seconds = 0;
  absl::Span<const StoryTerm> terms;
};

// How much there is.
struct StoryCounts {
  size_t active = 0;          // stories that can be joined
  size_t active_members = 0;  // articles in them
  size_t index_entries = 0;   // of their terms
  size_t closed_members = 0;  // articles in closed stories of several
  size_t slots = 0;           // greatest slot ever used + 1
};

class StoryClusters {
 public:
  explicit StoryClusters(StoryOptions options = {}, uint32_t version = 1);

  // Adds an article, or says that one has changed: it then stays in its story
  // where that is still the closest, or is closed. Returns its story.
  StoryId Add(const StoryDocument& document);
  // Takes an article out; nothing where it is not there. What the story learned
  // from it fades only as others join; with its last article it is gone.
  void Remove(uint32_t slot);

  // 0: the article is not there.
  StoryId StoryOf(uint32_t slot) const { return membership_.StoryOf(slot); }
  // Whether it has at least two articles.
  bool IsStory(StoryId story) const;
  // Its articles by time, then by slot; empty where it is no story.
  std::vector<uint32_t> Members(StoryId story) const;

  // Which of these stories an article that is not there would join: the
  // closest one that articles can still join; 0: none.
  StoryId ClosestOf(absl::Span<const StoryId> stories,
                    const StoryDocument& document) const;

  // Grows by one with each Rebuilt; ids of different versions have nothing in
  // common.
  uint32_t version() const { return version_; }
  // The stories of `count` articles, which `document` gives by time, then by
  // name: a function of these alone. For a while this one can go on answering.
  StoryClusters Rebuilt(
      size_t count, absl::FunctionRef<StoryDocument(size_t)> document) const;

  // All that is known, and that again: goes on as if nothing had happened, as
  // long as slots and term ids mean the same. INVALID_ARGUMENT for bytes that
  // Serialize did not make, or that are damaged.
  std::string Serialize() const;
  static absl::StatusOr<StoryClusters> Parse(absl::string_view bytes,
                                             StoryOptions options = {});

  StoryCounts Counts() const;

 private:
  // So many articles come from one time of closing stories to the next.
  static constexpr int64_t kCloseEvery = 1'024;
  // Times are kept within 30,000 years of 1970: their differences are numbers.
  static constexpr int64_t kFarthestSeconds = int64_t{30'000} * 366 * 86'400;

  struct Member {
    int64_t seconds = 0;
    uint32_t slot = 0;

    bool operator<(const Member& other) const {
      return seconds != other.seconds ? seconds < other.seconds
                                      : slot < other.slot;
    }
  };
  // A story that can be joined. Without members: its place is free.
  struct Active {
    StoryId id = 0;
    uint64_t touched = 0;  // when an article last joined, counted up
    StoryVector centroid;
    std::vector<Member> members;  // by time, then slot

    StoryTime Time() const {
      return {members.front().seconds, members.back().seconds};
    }
  };
  // An active story that is close to an article.
  struct Close {
    double score = 0;
    StoryId id = 0;
    uint32_t place = 0;
  };

  std::vector<Close> CloseStories(const StoryVector& article, int64_t seconds);
  uint32_t Found(StoryId id);
  void Join(uint32_t place, Member member, StoryVector article);
  void Leave(uint32_t place, uint32_t slot);
  // Makes one story of it and those of `close` that have come close.
  uint32_t MergeInto(uint32_t place, absl::Span<const Close> close);
  uint32_t Merge(uint32_t a, uint32_t b);
  void Free(uint32_t place);
  void Reindex(uint32_t place);
  void CloseOldStories(int64_t seconds);
  void CloseAll(const std::vector<uint32_t>& places);
  // Reads what Serialize wrote before its digest. False: no such bytes.
  bool ParseBody(absl::string_view body);
  bool ParseActive(ByteReader& reader);
  const Active* FindActive(StoryId story) const;

  StoryOptions options_;
  uint32_t version_;
  StoryId next_id_ = 1;
  uint64_t touches_ = 0;
  StoryMembership membership_;
  std::vector<Active> active_;
  std::vector<uint32_t> free_places_;
  absl::flat_hash_map<StoryId, uint32_t> places_;
  StoryCandidates candidates_;
  // Number and time of the articles that came since stories were last closed.
  int64_t came_ = 0;
  StoryTime came_time_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_CLUSTERS_H_
