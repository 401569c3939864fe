// StoryCandidates: which of the stories that articles can still join may be
// close to an article: an inverted index of each story's strongest terms. A
// candidate holds at least two of the article's own strongest terms and is
// within the window of its time. So notices that are written by one pattern
// (results, dividends, money markets), which share many of their weaker terms,
// make no story. A term that a great part of the stories holds tells none from
// another and is passed over, which bounds the work. What comes is a function
// of the stories alone, not of their places or of the order of setting.
//
// Entries of a story that was erased stay until their term is looked at or they
// are many: most terms of a story are its alone, and to look for each of them
// again takes longer than all else.
//
// Memory: kStoryTerms entries a story, at most StoryVector::kMaxTerms where
// several are equally strong; as many again of erased ones. Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_CANDIDATES_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_CANDIDATES_H_

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/recommendation/core/stories/story_score.h"
#include "services/recommendation/core/stories/story_vector.h"

namespace byline::recommendation {

class StoryCandidates {
 public:
  // Strongest terms of a story that are kept, and of an article that are looked
  // for.
  static constexpr size_t kStoryTerms = 24;
  static constexpr size_t kArticleTerms = 12;
  // So many of these a candidate holds; all, where the article has fewer.
  static constexpr uint32_t kShared = 2;
  static constexpr size_t kMostCandidates = 8;

  // Says of the story at `place` (a small number that the caller chose) what it
  // is like now. `rank`, its own, not 0 and never used again, settles ties: the
  // smaller one comes first.
  void Set(uint32_t place, uint32_t rank, const StoryVector& centroid,
           const StoryTime& time);
  void Erase(uint32_t place);

  // The places of at most kMostCandidates stories, most promising first.
  std::vector<uint32_t> Find(const StoryVector& article, const StoryTime& time,
                             int64_t window_seconds);

  // Entries of the inverted index, without those of erased stories.
  size_t EntryCount() const { return entries_; }

 private:
  // What a search looks at for each entry: small, so that it stays near.
  struct Story {
    uint32_t rank = 0;  // 0: erased
    // While a search goes on: what the terms that it shares weigh, and, in the
    // lowest bits, how many they are.
    uint32_t shared = 0;
  };
  struct Entry {
    uint32_t place = 0;
    uint32_t rank = 0;
  };
  using Entries = absl::InlinedVector<Entry, 2>;

  bool IsErased(const Entry& entry) const {
    return stories_[entry.place].rank != entry.rank;
  }
  void RemoveEntry(uint32_t term, uint32_t place);
  // Takes those of erased stories out.
  void Purge(Entries& entries);
  void PurgeAll();

  std::vector<Story> stories_;                // by place
  std::vector<StoryTime> times_;              // by place
  std::vector<std::vector<uint32_t>> terms_;  // by place, then by id
  size_t story_count_ = 0;
  absl::flat_hash_map<uint32_t, Entries> holders_;  // by term
  size_t entries_ = 0;
  size_t erased_entries_ = 0;
  // Room for the places that a search meets; what else is there says nothing.
  std::vector<uint32_t> met_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_STORY_CANDIDATES_H_
