// SimilarityIndex: all articles of the archive, and which of them are similar
// to one. Pure: no gRPC, no Redis, no clock. Articles are added, replaced and
// removed at once.
//
// Term weights, vectors and clusters of near-copies are made from the articles
// now and then (Maintain, Reindex); an article that came since is weighed by
// what was made before it. After a Reindex lists are a function of the set of
// articles alone, as long as the postings of a query stay within the budget;
// beyond that the strongest terms decide.
//
// Thread-safe: queries run beside one another, writes alone; upkeep runs beside
// both and holds either up only for moments. Owns copies of all it keeps.
// Errors: NOT_FOUND for a name that was never there or that is not published.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_INDEX_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_INDEX_H_

#include <absl/base/thread_annotations.h>
#include <absl/container/flat_hash_map.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "byline/recommendation/v1/similarity.pb.h"
#include "common/base/mutex.h"
#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"
#include "common/text/term_scanner.h"
#include "services/recommendation/core/copy_clusters.h"
#include "services/recommendation/core/curation.h"
#include "services/recommendation/core/index/article_records.h"
#include "services/recommendation/core/index/language_index.h"
#include "services/recommendation/core/known_article.h"
#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/core/reader_signals.h"
#include "services/recommendation/core/reasons.h"
#include "services/recommendation/core/score.h"
#include "services/recommendation/core/shared_mutex.h"
#include "services/recommendation/core/similarity_request.h"
#include "services/recommendation/core/similarity_search.h"

namespace byline::recommendation {

class SimilarityIndex {
 public:
  // `readers`, where given, must outlive it.
  explicit SimilarityIndex(
      SimilarityOptions options = {}, const ReaderSignals* readers = nullptr,
      std::unique_ptr<ArticleRecords> records = ArticleRecords::Temporary());

  // Adds an article or replaces it. Changes are taken in the order in which
  // they come.
  void Put(const PreparedArticle& article);
  // Keeps of an article only that it is there, in this state: a withdrawn or
  // unpublished one, whose text need not be known. `was_published`: readers
  // could once read it; known as well of one that was Put as published.
  void PutWithoutText(absl::string_view name, article::v1::State state,
                      bool was_published = false);
  // What editors decided about a section.
  void PutSection(const article::v1::SectionSettings& settings);
  // Forgets everything.
  void Clear();
  // Forgets everything, to be filled with a whole archive: what is put from now
  // on no list has before EndFill makes all that is made from all articles, as
  // Reindex does. Takes less than half of the time. No upkeep falls due
  // meanwhile. EndFill without it: nothing; false: given up, the fill goes on.
  void BeginFill();
  bool EndFill();

  // Similar articles of a published one, best first; may be short or empty, and
  // is for one that is thin or a placeholder. NOT_FOUND for others, with the
  // reason ARTICLE_WITHDRAWN for one that readers knew; UNAVAILABLE (reason
  // INDEX_DAMAGED) where its record cannot be read.
  absl::StatusOr<std::vector<SimilarResult>> List(
      absl::string_view name, const SimilarityRequest& request) const;
  // The same for an article that is not stored. Where its name is that of a
  // stored one, that one is left out.
  std::vector<SimilarResult> Find(const PreparedArticle& article,
                                  const SimilarityRequest& request) const;
  // Similar articles of a set that someone has read, latest first: of all of
  // them together, none of them itself. NOT_FOUND where none is published.
  absl::StatusOr<std::vector<SimilarResult>> FindForRead(
      const std::vector<std::string>& read,
      const SimilarityRequest& request) const;
  // Articles in one cluster of near-copies with it; the one that stands for all
  // first, where that is not itself.
  std::vector<std::string> CopiesOf(absl::string_view name) const;
  // What is told of an article's list beside its articles; nothing for a name
  // that is not published.
  ListFacts FactsOfList(absl::string_view name, absl::Time now) const;
  // Every list of the default size and twice that that has the article, as far
  // as the 500 articles nearest to it have one or it is pinned in one, and its
  // near-copies. Other calls come between its parts. NOT_FOUND for a name that
  // was never there.
  absl::StatusOr<ArticleExposure> Exposure(absl::string_view name,
                                           absl::Time now) const;
  // Articles in whose lists editors pinned it, there or not.
  std::vector<std::string> ListsWithPin(absl::string_view name,
                                        absl::Time now) const;
  // Whether editors decided that an article, by its name and section, has no
  // list.
  bool IsOff(const ArticleFacts& facts, absl::Time now) const;
  // When what editors decided about its list next changes by itself.
  absl::Time DecidedUntil(const ArticleFacts& facts, absl::Time now) const;
  // The language of most articles; "" where there are none.
  std::string MainLanguage() const;
  // What scores of a language's articles are weighed with.
  v1::SimilarityModelVersion Version(const std::string& language) const;
  // Why `other` is, or is not, offered beside `name` in a list of the default
  // size. For an audience that only sees what is public, an article that is not
  // published is not there, unless it is withdrawn and was once published.
  absl::StatusOr<v1::SimilarityExplanation> Explain(
      absl::string_view name, absl::string_view other, v1::SimilarityMode mode,
      Audience audience, absl::Time now = absl::InfinitePast()) const;

  // What is known of an article; NOT_FOUND for a name that was never there.
  absl::StatusOr<ArticleFacts> Facts(absl::string_view name) const;
  // Published articles.
  size_t ArticleCount() const;
  // Those of them that can be offered.
  size_t SearchableCount() const;
  // Memory that the index takes, in bytes, without records.
  size_t Bytes() const;

  // All of it at one moment: taking that holds writes up for some hundredths of
  // a second at a million articles; Save then needs no lock.
  class Frozen;
  std::shared_ptr<const Frozen> Freeze() const;
  static void Save(const Frozen& frozen, SnapshotWriter& writer);
  // Reads what Save wrote, into an index that is empty and whose records hold
  // what they held. False: no such bytes, and the index is to be cleared.
  bool Load(SnapshotReader& reader);
  // Grows with every change.
  uint64_t WriteCount() const;
  ArticleRecords& records() const { return *records_; }
  // Whether a damaged record was met since everything was last forgotten.
  bool IsDamaged() const;

  // Does what upkeep is due; returns whether there was any. For a thread of its
  // own.
  bool Maintain();
  // Makes everything anew that is made from all articles. False: not of all
  // languages, since it was given up, or the index is being filled.
  bool Reindex();
  // All upkeep that is under way is given up before its next step, and what it
  // made is dropped; none begins any more: for the end of a process.
  void EndUpkeep() { ends_upkeep_ = true; }

 private:
  using Place = ArticlePlace;
  using Absent = AbsentArticle;
  using Known = KnownArticle;
  // How a piece of upkeep went.
  enum class Outcome { kNoneDue, kDone, kGivenUp };

  static v1::SimilarityModelVersion VersionOf(const LanguageIndex& index);
  Known LookUp(absl::string_view name) const SHARED_LOCKS_REQUIRED(mutex_);
  // Nothing also where the audience may not know that it is there.
  Known LookUpFor(Audience audience, absl::string_view name) const
      SHARED_LOCKS_REQUIRED(mutex_);
  ArticleFacts FactsOf(absl::string_view name, const Known& known) const
      SHARED_LOCKS_REQUIRED(mutex_);
  const Document& DocumentAt(const Place& place) const
      SHARED_LOCKS_REQUIRED(mutex_);
  FoundArticle ArticleAt(const Place& place) const
      SHARED_LOCKS_REQUIRED(mutex_);
  Query MakeQuery(const Place& place, const PreparedArticle& text) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // Of an article that is not stored.
  Query MakeQuery(const PreparedArticle& article) const
      SHARED_LOCKS_REQUIRED(mutex_);
  std::vector<SimilarResult> Answer(const Query& query, const ArticleText& text,
                                    const SimilarityRequest& request) const
      SHARED_LOCKS_REQUIRED(mutex_);
  std::vector<SimilarResult> AnswerTimeline(
      const Query& query, const ArticleText& text,
      const SimilarityRequest& request) const SHARED_LOCKS_REQUIRED(mutex_);
  // What a request asks of any article of the list, placed by editors or not;
  // refers to the query.
  std::function<bool(const Document&)> ConditionsOf(
      const Query& query, const SimilarityRequest& request) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // The condition on articles that a request makes; refers to the query.
  ArticleFilter FilterFor(const Query& query, const ArticleText& text,
                          const SimilarityRequest& request) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // Articles that editors placed in a list, first ones first.
  std::vector<FoundArticle> Pinned(const Query& query, const ArticleText& text,
                                   absl::Time now) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // Those of a language that ask to stand in every list, latest first; the
  // first of them that can do.
  static constexpr size_t kMostPinnedEverywhere = 2;
  std::vector<std::string> PinnedEverywhere(const std::string& language,
                                            absl::Time now) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // Articles in whose lists one may stand: all that are near enough.
  std::set<std::string> ListsThatMayHave(const Place& place,
                                         const PreparedArticle& article,
                                         absl::Time now) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // Notes whether an article's list has `name`.
  void AddExposure(absl::string_view name, const Place& list, absl::Time now,
                   ArticleExposure& exposure) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // Names of the articles of the query's story: of the one that a stored
  // article belongs to, or that one which is not stored would join; of all
  // stories of a set of articles.
  std::vector<uint64_t> StoryOf(const Query& query,
                                const SimilarityRequest& request) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // The articles of the query's story that may be shown, oldest first.
  std::vector<FoundArticle> Timeline(const Query& query,
                                     const SimilarityRequest& request) const
      SHARED_LOCKS_REQUIRED(mutex_);
  bool IsSameStory(const Query& query, const Document& other) const
      SHARED_LOCKS_REQUIRED(mutex_);
  SimilarResult Describe(const Query& query, const ArticleText& text,
                         const ScoredArticle& found, bool pinned) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // Adds the same to `results`; false: its record is damaged, it is left out.
  bool AddDescribed(const Query& query, const ArticleText& text,
                    const ScoredArticle& found, bool pinned,
                    std::vector<SimilarResult>& results) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // Over the segments that a query may find articles in.
  SimilaritySearch SearchFor(const Query& query, bool any_language,
                             const SimilarityOptions& options) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // The score of one article, of whatever language.
  ScoredArticle ScoreOne(const Query& query, const FoundArticle& article) const
      SHARED_LOCKS_REQUIRED(mutex_);

  void Remove(absl::string_view name) EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  LanguageIndex& IndexOf(const std::string& language)
      EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  uint16_t SectionNumber(const std::string& section)
      EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Notes which articles are near-copies of one that was just added.
  void JoinCopies(const Place& place, const PreparedArticle& article)
      EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Takes clusters apart that articles have left; joins what still belongs.
  void JoinLoosenedCopies() LOCKS_EXCLUDED(mutex_);
  // Joins near-copies in a segment that is not in place yet; marks them there
  // and here.
  void JoinAllCopies(const std::vector<CopyPair>& pairs, BaseSegment& segment)
      LOCKS_EXCLUDED(mutex_);
  // Tells articles which cluster they are in, and whether another stands for
  // them.
  void MarkCopies(const std::vector<CopyClusters::Member>& members)
      EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Empties it.
  void Forget() EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Runs a piece of upkeep that `begin` gives. `joins_copies`: near-copies are
  // not known yet.
  template <typename Begin>
  Outcome RunUpkeep(const Begin& begin, bool joins_copies)
      EXCLUSIVE_LOCKS_REQUIRED(upkeep_mutex_);
  // False: given up.
  bool ReindexAll(bool joins_copies) EXCLUSIVE_LOCKS_REQUIRED(upkeep_mutex_);

  const SimilarityOptions options_;
  const ReaderSignals* const readers_;  // may be null
  const std::unique_ptr<ArticleRecords> records_;
  // Held through a piece of upkeep: one runs at a time.
  Mutex upkeep_mutex_;
  mutable SharedMutex mutex_;
  // By language; "" holds those whose language is not known. Removed by Clear
  // alone: places point into it.
  std::map<std::string, LanguageIndex> indexes_ GUARDED_BY(mutex_);
  // By the fingerprint of the name.
  absl::flat_hash_map<uint64_t, Place, text::FingerprintHash> places_
      GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, Absent> absent_ GUARDED_BY(mutex_);
  // By the folded name of a section.
  absl::flat_hash_map<std::string, uint16_t> sections_ GUARDED_BY(mutex_);
  CopyClusters copies_ GUARDED_BY(mutex_);
  Curation curation_ GUARDED_BY(mutex_);
  size_t searchable_ GUARDED_BY(mutex_) = 0;
  bool filling_ GUARDED_BY(mutex_) = false;
  std::atomic<bool> ends_upkeep_ = false;
  uint64_t clears_ GUARDED_BY(mutex_) = 0;
  uint64_t damaged_before_ GUARDED_BY(mutex_) = 0;  // of records, at the last
  uint64_t writes_ GUARDED_BY(mutex_) = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_INDEX_H_
