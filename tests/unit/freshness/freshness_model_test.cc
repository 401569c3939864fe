// The rule of freshness against a naive model, over seeded random schedules of
// writes, reads, lost and delayed feeds and answers, pauses, lagging replicas,
// restarts, restored stores, late fills and old copies. Three questions to each
// judgement: is it what the naive rule says; if it allows, does nothing show
// that was not the truth within the last second (and --max_stale); if it
// refuses, is there a reason in the truth itself.
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <random>

#include "tests/unit/freshness/model_follower.h"
#include "tests/unit/freshness/model_store.h"

namespace byline {
namespace {

constexpr absl::Duration kTick = absl::Milliseconds(125);

// Something that was rendered, with what it shows of each dependency.
struct Rendered {
  Revision as_of;
  std::vector<std::string> depends_on;
  std::vector<int> versions;
};

class Schedule {
 public:
  explicit Schedule(unsigned seed) : random_(seed) {
    options_.max_stale = seed % 4 == 0   ? absl::ZeroDuration()
                         : seed % 4 == 1 ? absl::Minutes(10)
                                         : absl::Seconds(2);
    for (int i = 0; i < 2; ++i) {
      followers_.push_back(
          std::make_unique<ModelFollower>(clock_, store_, options_, random_));
    }
    // Each schedule has moods of its own.
    calm_ = OneIn(3);
    cut_off_often_ = OneIn(3);
  }

  void Run(int steps) {
    for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) Step();
    if (!testing::Test::HasFailure()) Heal();
  }

  int fresh = 0;
  int stale = 0;
  int refused = 0;

 private:
  unsigned Below(unsigned limit) { return random_() % limit; }
  bool OneIn(unsigned n) { return Below(n) == 0; }
  std::string Article() { return absl::StrCat("articles/", Below(3)); }
  std::string Collection() {
    return Below(2) == 0 ? "articles/-" : "sections/s";
  }

  void Step() {
    if (cut_off_ > 0) --cut_off_;
    if (cut_off_often_ && OneIn(40)) cut_off_ = 30;
    ModelFollower& follower = *followers_[Below(2)];
    switch (Below(20)) {
      case 0:
        clock_.Advance(kTick * Below(4));
        break;
      case 1:
        // A pause: what is under way stays so.
        if (OneIn(calm_ ? 40 : 8)) clock_.Advance(kTick * Below(30));
        break;
      case 2: {
        std::vector<std::string> collections;
        if (OneIn(2)) collections.push_back("articles/-");
        if (OneIn(2)) collections.push_back("sections/s");
        if (OneIn(3)) store_.Write(Article(), collections, OneIn(4));
        break;
      }
      case 3:
        if (OneIn(calm_ ? 60 : 10)) ChangeStore();
        break;
      case 4:
        if (!follower.watching() && cut_off_ == 0) follower.Watch();
        break;
      case 5:
        if (OneIn(calm_ ? 20 : 4)) follower.Cut();
        break;
      case 6:
      case 7:
        follower.Serve();
        break;
      case 8:
      case 9:
        if (cut_off_ == 0) {
          for (unsigned n = Below(4); n > 0; --n) follower.Deliver();
        }
        break;
      case 10:
        follower.Ask();
        break;
      case 11:
      case 12:
        if (follower.questions() > 0) {
          MoveQuestion(follower, Below(follower.questions()));
        }
        break;
      case 13:
        RenderSomething();
        break;
      case 14:
      case 15:
        Round(follower);
        break;
      default:
        Read(follower);
    }
  }

  // What a follower does in health, as one step; nothing gets through when it
  // is cut off.
  void Round(ModelFollower& follower) {
    follower.Ask();
    if (cut_off_ > 0) {
      if (OneIn(2)) clock_.Advance(kTick);
      follower.Lose(follower.questions() - 1);
      return;
    }
    if (!follower.watching()) follower.Watch();
    for (unsigned n = Below(8); n > 0; --n) {
      follower.Serve();
      follower.Deliver();
    }
    follower.Answer(follower.questions() - 1);
    if (OneIn(2)) clock_.Advance(kTick * Below(3));
    follower.Hear(follower.questions() - 1);
  }

  void ChangeStore() {
    if (OneIn(2)) store_.BackUp();
    if (OneIn(2)) {
      if (store_.backups() > 0 && OneIn(2)) {
        store_.Restore(Below(store_.backups()));
      } else {
        store_.Restart();
      }
      for (auto& follower : followers_) follower->Cut();
    }
  }

  void MoveQuestion(ModelFollower& follower, size_t question) {
    if (follower.answered(question)) {
      OneIn(6) ? follower.Lose(question) : follower.Hear(question);
    } else if (cut_off_ > 0) {
      follower.Lose(question);
    } else {
      OneIn(10) ? follower.Lose(question) : follower.Answer(question);
    }
  }

  // By the truth, or by a replica that may lag; kept for good, as in a Redis
  // that forgets nothing and is restored from old dumps.
  void RenderSomething() {
    Rendered rendered;
    rendered.as_of =
        OneIn(2) ? store_.Newest() : followers_[Below(2)]->truth().AsOf();
    rendered.depends_on.push_back(Article());
    if (OneIn(3)) rendered.depends_on.push_back(Article());
    if (OneIn(3)) rendered.depends_on.push_back(Collection());
    const auto& history = store_.HistoryOf(rendered.as_of.epoch);
    for (const std::string& name : rendered.depends_on) {
      rendered.versions.push_back(
          history.VersionAt(name, rendered.as_of.number));
    }
    all_.push_back(std::move(rendered));
  }

  void Read(ModelFollower& follower) {
    if (OneIn(8)) {
      const Revision wanted = all_.empty() || OneIn(4)
                                  ? Revision{"nonsense", 1 + Below(9)}
                                  : all_[Below(all_.size())].as_of;
      EXPECT_EQ(follower.truth().WaitFor(wanted, absl::InfinitePast()).ok(),
                follower.ExpectedToReach(wanted))
          << wanted;
    }
    if (all_.empty()) return;
    // Mostly what is new.
    const size_t newest = std::min<size_t>(all_.size(), 4);
    const Rendered& rendered = OneIn(3) ? all_[Below(all_.size())]
                                        : all_[all_.size() - 1 - Below(newest)];
    const Freshness judged =
        follower.truth().Judge(rendered.as_of, rendered.depends_on);
    EXPECT_EQ(FreshnessName(judged), FreshnessName(follower.Expected(
                                         rendered.as_of, rendered.depends_on)))
        << rendered.as_of;
    if (MayGive(judged)) {
      ++(judged == Freshness::kFresh ? fresh : stale);
      CheckGiven(rendered, judged);
    } else {
      ++refused;
      if (judged == Freshness::kChanged) CheckChanged(follower, rendered);
    }
  }

  void CheckGiven(const Rendered& rendered, Freshness judged) {
    const absl::Duration since =
        clock_.SinceBoot() - absl::Seconds(1) -
        (judged == Freshness::kStale ? options_.max_stale
                                     : absl::ZeroDuration());
    for (size_t i = 0; i < rendered.depends_on.size(); ++i) {
      EXPECT_TRUE(store_.WasTruthSince(rendered.depends_on[i],
                                       rendered.versions[i], since))
          << FreshnessName(judged) << " " << rendered.depends_on[i] << " of "
          << rendered.as_of << " is missing a change";
    }
  }

  // Refused as changed: there must be a change after it, in the history that
  // the follower follows, or a list from before its knowledge began.
  void CheckChanged(const ModelFollower& follower, const Rendered& rendered) {
    bool reason = false;
    const auto& history = store_.HistoryEndingIn(follower.stream_epoch());
    for (const FollowedChange& change : history.changes) {
      for (const std::string& name : rendered.depends_on) {
        reason = reason || (change.number > rendered.as_of.number &&
                            ModelStore::Touches(change, name));
      }
    }
    for (const std::string& name : rendered.depends_on) {
      reason = reason || name == "articles/-" || name == "sections/s";
    }
    EXPECT_TRUE(reason) << "nothing changed after " << rendered.as_of;
  }

  // When all faults are over, what is rendered now is given.
  void Heal() {
    for (auto& follower : followers_) {
      follower->Cut();
      for (int i = 0; i < 200; ++i) {
        if (!follower->watching()) follower->Watch();
        follower->Serve();
        follower->Deliver();
      }
      while (follower->questions() > 0) follower->Lose(0);
      follower->Ask();
      follower->Answer(0);
      follower->Hear(0);
      EXPECT_EQ(follower->truth().AsOf(), store_.Newest());
      EXPECT_EQ(FreshnessName(follower->truth().Judge(
                    store_.Newest(),
                    {"articles/0", "articles/1", "articles/-", "sections/s"})),
                "FRESH");
      EXPECT_TRUE(follower->truth().Ready());
    }
  }

  std::mt19937 random_;
  FakeClock clock_;
  ModelStore store_{clock_};
  FollowedTruth::Options options_;
  std::vector<std::unique_ptr<ModelFollower>> followers_;
  std::vector<Rendered> all_;
  bool calm_ = false;
  bool cut_off_often_ = false;
  int cut_off_ = 0;
};

TEST(FreshnessModelTest, EveryJudgementIsTheRulesAndNoneForgetsAChange) {
  int fresh = 0;
  int stale = 0;
  int refused = 0;
  const char* const count = std::getenv("BYLINE_MODEL_SCHEDULES");
  const unsigned schedules =
      count == nullptr ? 20'000 : static_cast<unsigned>(std::atoi(count));
  for (unsigned seed = 1; seed <= schedules; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Schedule schedule(seed);
    schedule.Run(400);
    fresh += schedule.fresh;
    stale += schedule.stale;
    refused += schedule.refused;
    if (HasFailure()) return;
  }
  RecordProperty("fresh", fresh);
  RecordProperty("stale", stale);
  RecordProperty("refused", refused);
  // A model that never gives, or never refuses, shows nothing.
  EXPECT_GT(fresh, static_cast<int>(10 * schedules));
  EXPECT_GT(stale, static_cast<int>(schedules));
  EXPECT_GT(refused, static_cast<int>(schedules));
  std::printf("%u schedules: %d fresh, %d stale, %d refused\n", schedules,
              fresh, stale, refused);
}

}  // namespace
}  // namespace byline
