// LanguageIndex: the articles of one language: packed segments, one that takes
// new articles, and the term weights with which all of them were weighed.
//
// Upkeep runs beside searches and writes: it takes what it works on while the
// caller holds the lock (Begin...), works without it (Run), and puts the result
// in place under it again (Finish). Articles that come or go meanwhile are
// carried over. What was given up on the way is not put in place: the index
// goes on with what it had.
//
// Not thread-safe but for that: SimilarityIndex holds the lock.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LANGUAGE_INDEX_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LANGUAGE_INDEX_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"
#include "services/recommendation/core/index/article_records.h"
#include "services/recommendation/core/index/copy_pairs.h"
#include "services/recommendation/core/index/delta_segment.h"
#include "services/recommendation/core/index/pack_segment.h"
#include "services/recommendation/core/index/segment.h"
#include "services/recommendation/core/index/term_counts.h"
#include "services/recommendation/core/index/term_weights.h"
#include "services/recommendation/core/stories/story_clusters.h"

namespace byline::recommendation {

// Where an article stands in a language's index.
struct Location {
  uint32_t segment = 0;  // number of the segment
  Slot slot = 0;
};

class LanguageIndex {
 public:
  // `records` must outlive it.
  LanguageIndex(std::string language, const ArticleRecords& records);

  // Adds an article that was prepared and recorded. Sets its number.
  Location Add(Document document, const PreparedArticle& article);
  // The same, but nothing finds it before a reindex: takes a fifth of the time.
  Location Take(Document document, const PreparedArticle& article);
  void Remove(const Location& location);
  // The segment with this number; it is there as long as articles point at it.
  const Segment& SegmentAt(uint32_t number) const;
  Segment& SegmentAt(uint32_t number) {
    return const_cast<Segment&>(std::as_const(*this).SegmentAt(number));
  }
  std::vector<const Segment*> Segments() const;
  const TermWeights& weights() const { return *weights_; }
  const StoryClusters& stories() const { return stories_; }
  // Fingerprints of the names of a story's articles, by time; empty where the
  // article is in no story of several.
  std::vector<uint64_t> StoryOf(const Document& document) const;
  // The same of one that is not there, published then: of the story that it
  // would join among those of the articles `near` it.
  std::vector<uint64_t> StoryFor(
      const WeightedArticle& article, int64_t publish_second,
      const std::vector<const Document*>& near) const;
  const std::string& language() const { return language_; }
  // Articles that are there.
  size_t AliveCount() const;
  // How many lists told what Document keeps of hubs.
  size_t lists_looked_at() const { return lists_looked_at_; }
  size_t Bytes() const;

  // All of it at one moment, to be written down without the lock.
  class Frozen;
  std::shared_ptr<const Frozen> Freeze() const;
  static void Save(const Frozen& frozen, SnapshotWriter& writer);
  // Reads what Save wrote, into an index that is empty; calls `placed` for each
  // article. False: no such bytes.
  bool Load(SnapshotReader& reader,
            const std::function<void(uint64_t name, const Location&)>& placed);

  // A piece of upkeep. Made with all that it needs; what it makes, it keeps
  // until Finish.
  class Upkeep;
  // Packs new articles into a segment; null where too few are new.
  std::shared_ptr<Upkeep> BeginMerge();
  // Makes term weights and latent space anew from the records of all articles,
  // and all segments with them; null where nothing or too little has changed,
  // unless it is `forced`.
  std::shared_ptr<Upkeep> BeginReindex(bool forced);
  // What the caller does in a piece of upkeep.
  struct UpkeepHooks {
    // Of a reindex: tells the articles of the new segment which of them are
    // near-copies, by their slots; absent where that is known.
    std::function<void(const std::vector<CopyPair>&, BaseSegment&)>
        join_copies = nullptr;
    // Then tells them what lists say of them; returns how many were looked at.
    std::function<size_t(const TermWeights&, BaseSegment&)> mark_hubs;
    // Asked for each article that is read, and between steps, whether to give
    // up.
    std::function<bool()> gives_up;
  };
  // Without the lock. False: it was given up, and Finish does not follow: the
  // index goes on with what it had.
  static bool Run(Upkeep& upkeep, const UpkeepHooks& hooks);
  // Calls `moved` for each article that stands elsewhere now.
  void Finish(Upkeep& upkeep,
              const std::function<void(uint64_t name, const Location&)>& moved);

 private:
  struct Numbered {
    uint32_t number = 0;
    std::shared_ptr<Segment> segment;
  };
  // What tells when the next reindex is due: articles.
  struct Changes {
    uint64_t added = 0;    // since the last one
    uint64_t removed = 0;  // since the last one
    uint64_t alive = 0;    // at the last one
  };

  std::vector<uint64_t> NamesIn(StoryId story) const;
  // A number for an article with this fingerprint of its name.
  uint32_t NumberFor(uint64_t name);
  DeltaSegment& Delta();
  void OpenDelta();
  static void TakeArticles(const Numbered& segment, Upkeep& upkeep);
  // The steps of a reindex: weights of all articles, then a segment of them.
  // Null or false: given up.
  static std::shared_ptr<TermWeights> MakeWeights(Upkeep& upkeep,
                                                  const UpkeepHooks& hooks);
  static bool CountTerms(Upkeep& upkeep, const UpkeepHooks& hooks);
  static bool TrainLatentSpace(const Upkeep& upkeep, const UpkeepHooks& hooks,
                               TermWeights& weights);
  static bool MakeSegment(Upkeep& upkeep, TermWeights& weights,
                          const UpkeepHooks& hooks);
  // Adds all to the segment, and what they know of near-copies to `copies`,
  // where given.
  static bool WeighArticles(const Upkeep& upkeep, TermWeights& weights,
                            const UpkeepHooks& hooks, CopyPairFinder* copies,
                            BaseSegment::Builder& builder);
  // Adds an article to its story, by the terms that it has in the segment.
  void AddToStories(const Segment& segment, Slot slot);

  const std::string language_;
  const ArticleRecords& records_;
  std::shared_ptr<const TermWeights> weights_;
  std::vector<Numbered> segments_;  // the last one takes new articles
  uint32_t next_number_ = 1;        // of a segment
  StoryClusters stories_;
  std::vector<uint64_t> names_;  // by the article's number
  std::vector<uint32_t> free_numbers_;
  // Of all articles, where all of them were taken and none has gone.
  std::unique_ptr<TermCounts> taken_;
  Changes changes_;
  size_t lists_looked_at_ = 0;
};

class LanguageIndex::Upkeep {
 private:
  friend class LanguageIndex;

  std::string language_;
  const ArticleRecords* records_ = nullptr;
  bool reindexes_ = false;
  std::shared_ptr<const LatentCells> cells_;  // of what is only packed
  std::vector<Numbered> inputs_;
  // Those alive when it began, in the order of the new segment.
  std::vector<SourceArticle> articles_;
  std::unique_ptr<BaseSegment> merged_;
  // Where weights are made anew:
  Changes changes_;                     // when it began
  std::unique_ptr<TermCounts> counts_;  // of the articles, where known
  std::shared_ptr<const TermWeights> weights_;
  StoryClusters stories_;
  size_t lists_looked_at_ = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LANGUAGE_INDEX_H_
