// ModelFollower: a follower of a ModelStore over a faulty network, by which a
// FollowedTruth is fed, and beside it the naive rule: everything that it ever
// heard, in lists, looked through from the start for each judgement. Not
// thread-safe.
#ifndef BYLINE_TESTS_UNIT_FRESHNESS_MODEL_FOLLOWER_H_
#define BYLINE_TESTS_UNIT_FRESHNESS_MODEL_FOLLOWER_H_

#include <absl/types/optional.h>

#include <deque>
#include <random>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/freshness/followed_truth.h"
#include "tests/unit/freshness/model_store.h"

namespace byline {

class ModelFollower {
 public:
  ModelFollower(const Clock& clock, const ModelStore& store,
                const FollowedTruth::Options& options, std::mt19937& random)
      : clock_(clock),
        store_(store),
        options_(options),
        random_(random),
        truth_(clock, options) {}

  FollowedTruth& truth() { return truth_; }
  const FollowedTruth& truth() const { return truth_; }

  // ---- The stream. A message is heard only when Deliver is called.
  bool watching() const { return watching_; }
  // Opens a stream where the last one ended, or at 0 where it must.
  void Watch();
  // The server writes the next message of the present state, or of the log.
  void Serve();
  // Hears the next message that was sent, if any.
  void Deliver();
  // The stream breaks: what was not delivered is lost.
  void Cut();

  // ---- Questions.
  void Ask();
  // The truth answers a question that is under way, as it is now.
  void Answer(size_t question);
  // An answer that is under way arrives, or is lost.
  void Hear(size_t question);
  void Lose(size_t question);
  size_t questions() const { return questions_.size(); }
  bool answered(size_t question) const {
    return questions_[question].answer.has_value();
  }

  // ---- The naive rule.
  Freshness Expected(const Revision& as_of,
                     const std::vector<std::string>& depends_on) const;
  // The last epoch that its stream spoke of.
  const std::string& stream_epoch() const { return epochs_.back().id; }
  bool ExpectedToReach(const Revision& revision) const;

 private:
  struct Message {
    std::vector<EpochStart> epochs;
    std::vector<FollowedChange> changes;
    int64_t complete_to = 0;
    bool marker = false;
  };
  struct Question {
    FollowedTruth::Question token;
    absl::optional<Revision> answer;
    std::string epoch;  // current when it was answered
  };
  // What was heard of the truth's answers, or that none came.
  struct Heard {
    absl::Duration sent;
    absl::Duration heard;
    bool answered;
    bool counts;  // of the stream's epoch
    int64_t number;
  };

  bool Known(const Revision& revision) const;
  bool LeaseHolds() const;
  bool MayBeStale() const;

  const Clock& clock_;
  const ModelStore& store_;
  const FollowedTruth::Options options_;
  std::mt19937& random_;
  FollowedTruth truth_;

  // The stream, at the server and under way.
  bool watching_ = false;
  bool from_zero_ = false;
  bool must_start_at_zero_ = true;
  ModelStore::History served_;         // the store when the stream began
  std::vector<std::string> unserved_;  // names of the present state
  bool marker_served_ = false;
  int64_t served_to_ = 0;
  std::deque<Message> under_way_;
  std::vector<Question> questions_;

  // All that was heard since the last start at 0.
  std::vector<EpochStart> epochs_;
  std::vector<FollowedChange> changes_;        // after the marker
  std::vector<FollowedChange> state_changes_;  // before it
  absl::optional<int64_t> marker_;
  int64_t applied_ = 0;
  std::vector<Heard> heard_;  // not forgotten, but answers of before
  size_t answers_from_ = 0;   // do not count
  // When each number was applied, for the lease's past.
  std::vector<std::pair<absl::Duration, int64_t>> progress_;
};

}  // namespace byline

#endif  // BYLINE_TESTS_UNIT_FRESHNESS_MODEL_FOLLOWER_H_
