// ReaderAnswers: what the service takes of readers and answers from it, by the
// rule of freshness. An article that is withdrawn, unpublished or bears a
// verdict is left out when the answer is made, whatever is counted of it. Free
// of gRPC; the RPC class converts. Thread-safe.
//
// Errors: as SimilarAnswers; RESOURCE_EXHAUSTED (reason TOO_MANY_BATCHES).
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_READER_ANSWERS_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_READER_ANSWERS_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <atomic>
#include <string>
#include <vector>

#include "byline/recommendation/v1/reader_events.pb.h"
#include "common/freshness/judge.h"
#include "services/recommendation/core/similarity_index.h"
#include "services/recommendation/readers/behaviour.h"
#include "services/recommendation/readers/event_intake.h"
#include "services/recommendation/rpc/judged_answer.h"

namespace byline::recommendation {

// Which articles of those that are read most.
struct TrendingRequest {
  std::string section;   // as it is shown, in any case; empty: all
  std::string language;  // primary subtag; empty: all
  size_t half_life = 1;  // index of kHalfLives
  int page_size = 10;
  double least_views = 0;
};

// An article that is read much and may be offered.
struct TrendingResult {
  ArticleFacts facts;
  double views = 0;
};

// The articles that readers may be shown, most read first.
std::vector<TrendingResult> FindTrending(const SimilarityIndex& index,
                                         const Behaviour& behaviour,
                                         const TrendingRequest& request);

// An article that readers of another one read too, and that may be offered.
struct AlsoReadResult {
  AlsoRead read;
  ArticleFacts facts;
};

inline constexpr int kAlsoReadPageSize = 6;  // by default
// Those of the article's own language, best first.
std::vector<AlsoReadResult> FindAlsoRead(const SimilarityIndex& index,
                                         const Behaviour& behaviour,
                                         const ArticleFacts& article,
                                         int page_size);

// Section and language of a request.
absl::Status CheckTrendingScope(absl::string_view section,
                                absl::string_view language_code);

class ReaderAnswers {
 public:
  // All must outlive it.
  ReaderAnswers(const SimilarityIndex& index, const FreshnessJudge& judge,
                EventIntake& intake, const Behaviour& behaviour)
      : index_(index), judge_(judge), intake_(intake), behaviour_(behaviour) {}

  absl::StatusOr<v1::RecordReaderEventsResponse> Record(
      const v1::RecordReaderEventsRequest& request);
  absl::StatusOr<Given<v1::ListTrendingArticlesResponse>> Trending(
      const v1::ListTrendingArticlesRequest& request,
      absl::Time deadline) const;
  absl::StatusOr<Given<v1::ListAlsoReadArticlesResponse>> AlsoReadWith(
      const v1::ListAlsoReadArticlesRequest& request,
      absl::Time deadline) const;

 private:
  const SimilarityIndex& index_;
  const FreshnessJudge& judge_;
  EventIntake& intake_;
  const Behaviour& behaviour_;
  std::atomic<int> batches_ = 0;  // under way
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_READER_ANSWERS_H_
