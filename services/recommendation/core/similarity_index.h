// SimilarityIndex: all articles of the archive, and which of them are similar
// to one. Pure: no gRPC, no Redis, no clock. Articles are added, replaced and
// removed at once. A list is a function of the set of articles alone, as long
// as the postings of a query stay within the budget and its candidates within
// their number; beyond that the strongest terms and candidates decide.
//
// Thread-safe: queries run beside one another, writes alone. Owns copies of all
// it keeps. Errors: NOT_FOUND for a name that was never there or that is not
// published.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_INDEX_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_INDEX_H_

#include <absl/container/flat_hash_map.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "byline/recommendation/v1/similarity.pb.h"
#include "services/recommendation/core/language_index.h"
#include "services/recommendation/core/prepared_article.h"
#include "services/recommendation/core/score.h"
#include "services/recommendation/core/shared_mutex.h"
#include "services/recommendation/core/similarity_search.h"

namespace byline::recommendation {

// What is asked for.
struct SimilarityRequest {
  int page_size = 6;
  v1::SimilarityMode mode = v1::SIMILARITY_MODE_SIMILAR;  // UNSPECIFIED: too
  bool any_language = false;
};

// Whom an answer is for.
enum class Audience { kPublic, kNewsroom };

// An article of a list. `revision` is the article's own.
struct SimilarResult {
  v1::SimilarArticle article;
  int64_t revision = 0;
  std::string language;
};

class SimilarityIndex {
 public:
  explicit SimilarityIndex(SimilarityOptions options = {});

  // Adds an article or replaces it. Changes are taken in the order in which
  // they come.
  void Put(PreparedArticle article);
  // Keeps of an article only that it is there, in this state: a withdrawn or
  // unpublished one, whose text need not be known. `was_published`: readers
  // could once read it; known as well of one that was Put as published.
  void PutWithoutText(absl::string_view name, article::v1::State state,
                      bool was_published = false);
  // Forgets everything.
  void Clear();

  // Similar articles of a published one, best first; may be short or empty, and
  // is for one that is thin or a placeholder. NOT_FOUND for others, with the
  // reason ARTICLE_WITHDRAWN for one that readers knew.
  absl::StatusOr<std::vector<SimilarResult>> List(
      absl::string_view name, const SimilarityRequest& request) const;
  // The same for an article that is not stored. Where its name is that of a
  // stored one, that one is left out.
  std::vector<SimilarResult> Find(const PreparedArticle& article,
                                  const SimilarityRequest& request) const;
  // Why `other` is, or is not, offered beside `name` in a list of the default
  // size. For an audience that only sees what is public, an article that is not
  // published is not there, unless it is withdrawn and was once published.
  absl::StatusOr<v1::SimilarityExplanation> Explain(absl::string_view name,
                                                    absl::string_view other,
                                                    v1::SimilarityMode mode,
                                                    Audience audience) const;

  // What is known of an article; NOT_FOUND for a name that was never there.
  absl::StatusOr<ArticleFacts> Facts(absl::string_view name) const;
  // Articles that can be offered.
  size_t SearchableCount() const;

 private:
  // Where an article is kept.
  struct Place {
    LanguageIndex* index = nullptr;  // null: known without its text
    Slot slot = 0;
    ArticleFacts facts;          // where `index` is null
    bool was_published = false;  // now or ever

    bool IsGoneForReaders() const {
      return was_published && facts.state == article::v1::STATE_WITHDRAWN;
    }
  };
  const Place* FindPlace(absl::string_view name) const
      SHARED_LOCKS_REQUIRED(mutex_);
  // Null also where the audience may not know that it is there.
  const Place* FindPlaceFor(Audience audience, absl::string_view name) const
      SHARED_LOCKS_REQUIRED(mutex_);
  const ArticleFacts& FactsAt(const Place& place) const
      SHARED_LOCKS_REQUIRED(mutex_);
  void Remove(const Place& place) EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  LanguageIndex& IndexOf(const std::string& language)
      EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::vector<SimilarResult> Answer(const Query& query,
                                    const SimilarityRequest& request) const
      SHARED_LOCKS_REQUIRED(mutex_);

  const SimilarityOptions options_;
  const Units floor_;
  mutable SharedMutex mutex_;
  // By language; "" holds those whose language is not known. Never removed:
  // places point into it.
  std::map<std::string, LanguageIndex> indexes_ GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, Place> places_ GUARDED_BY(mutex_);
  size_t searchable_ GUARDED_BY(mutex_) = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_SIMILARITY_INDEX_H_
