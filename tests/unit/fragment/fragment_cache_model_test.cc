// The fragment cache in the faulty world of the freshness model: two processes,
// each with a follower and a cache of its own, over one store and one L2 that
// is slow to take and may give any copy it ever got. The world moves on while a
// fragment is rendered. What is given must not miss a change of the last second
// (and --max_stale); what is rendered or refused must have had a reason.
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <random>

#include "common/base/errors.h"
#include "common/fragment/fragment_cache.h"
#include "tests/unit/fragment/fake_fragment_store.h"
#include "tests/unit/freshness/model_follower.h"
#include "tests/unit/freshness/model_store.h"

namespace byline {
namespace {

using Fragment = fragment::v1::Fragment;

constexpr absl::Duration kTick = absl::Milliseconds(125);

// Nothing moves while one thread waits, so waiting is for nothing.
class ImpatientJudge final : public FreshnessJudge {
 public:
  explicit ImpatientJudge(const FollowedTruth& truth) : truth_(truth) {}
  Freshness Judge(const Revision& as_of,
                  const std::vector<std::string>& depends_on) const override {
    return truth_.Judge(as_of, depends_on);
  }
  Revision AsOf() const override { return truth_.AsOf(); }
  absl::Status WaitFor(const Revision& min_revision,
                       absl::Time /*deadline*/) const override {
    return truth_.WaitFor(min_revision, absl::InfinitePast());
  }

 private:
  const FollowedTruth& truth_;
};

class World {
 public:
  explicit World(unsigned seed) : random_(seed) {
    options_.max_stale =
        seed % 2 == 0 ? absl::ZeroDuration() : absl::Seconds(2);
    FragmentCache::Options options;
    options.renderer = "r";
    options.jitter = 0;
    options.early_refresh = 0;
    for (int i = 0; i < 2; ++i) {
      processes_.push_back(std::make_unique<Process>(clock_, store_, options_,
                                                     random_, options, l2_));
    }
    calm_ = OneIn(2);
  }

  void Run(int steps) {
    for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
      Move();
      if (OneIn(3)) Get(*processes_[Below(2)]);
    }
  }

  int given = 0;
  int refused = 0;
  int renders = 0;

 private:
  struct Process {
    Process(const Clock& clock, const ModelStore& store,
            const FollowedTruth::Options& truth_options, std::mt19937& random,
            const FragmentCache::Options& options, FakeFragmentStore& l2)
        : follower(clock, store, truth_options, random),
          judge(follower.truth()),
          cache(options, judge, clock, &l2) {}
    ModelFollower follower;
    ImpatientJudge judge;
    FragmentCache cache;
    // What L1 must hold: the last that it gave, by key.
    std::map<std::string, std::pair<Fragment, absl::Duration>> l1;
  };

  unsigned Below(unsigned limit) { return random_() % limit; }
  bool OneIn(unsigned n) { return Below(n) == 0; }

  // One step of everything but readers.
  void Move() {
    if (cut_off_ > 0) --cut_off_;
    if (OneIn(60)) cut_off_ = 20;
    ModelFollower& follower = processes_[Below(2)]->follower;
    switch (Below(8)) {
      case 0:
        clock_.Advance(kTick * Below(3));
        break;
      case 1:
        if (OneIn(calm_ ? 40 : 8)) clock_.Advance(kTick * Below(20));
        break;
      case 2: {
        std::vector<std::string> collections;
        if (OneIn(2)) collections.push_back("sections/s");
        if (OneIn(3)) {
          store_.Write(absl::StrCat("articles/", Below(3)), collections, false);
        }
        break;
      }
      case 3:
        // Not in the middle of a render: see FragmentCache::Render.
        if (!rendering_ && OneIn(calm_ ? 60 : 15)) {
          if (OneIn(2)) store_.BackUp();
          if (store_.backups() > 0 && OneIn(2)) {
            store_.Restore(Below(store_.backups()));
          } else {
            store_.Restart();
          }
          for (auto& process : processes_) process->follower.Cut();
        }
        break;
      case 4:
        if (OneIn(calm_ ? 30 : 6)) follower.Cut();
        break;
      default:
        Round(follower);
    }
  }

  void Round(ModelFollower& follower) {
    follower.Ask();
    if (cut_off_ > 0) {
      if (OneIn(2)) clock_.Advance(kTick);
      follower.Lose(0);
      return;
    }
    if (!follower.watching()) follower.Watch();
    for (unsigned n = Below(8); n > 0; --n) {
      follower.Serve();
      follower.Deliver();
    }
    follower.Answer(0);
    if (OneIn(3)) clock_.Advance(kTick * Below(3));
    follower.Hear(0);
  }

  void Get(Process& process) {
    const std::string article = absl::StrCat("articles/", Below(3));
    const bool list = OneIn(3);
    const std::string key = (list ? "list:" : "body:") + article;
    std::vector<std::string> depends_on = {article};
    if (list) depends_on.push_back("sections/s");

    const auto kept = process.l1.find(key);
    const bool had_good = kept != process.l1.end() &&
                          clock_.SinceBoot() < kept->second.second &&
                          MayGive(JudgeOf(process, kept->second.first));
    const uint64_t fillings = Fillings(process);
    int rendered = 0;
    const auto fragment = process.cache.Get(
        key, {}, clock_.Now() + absl::Hours(1),
        [&](const Revision& as_of) -> absl::StatusOr<Fragment> {
          ++rendered;
          return Render(as_of, depends_on);
        });
    renders += rendered;
    EXPECT_FALSE(had_good && rendered > 0) << "rendered what was there";
    // What was found or rendered may be kept though it was not given.
    if (Fillings(process) != fillings) process.l1.erase(key);
    if (!fragment.ok()) {
      ++refused;
      const std::string reason = ErrorReason(fragment.status());
      if (reason == "NO_LEASE") {
        EXPECT_FALSE(MayGive(process.judge.Judge(process.judge.AsOf(), {})));
      } else {
        EXPECT_EQ(reason, "FRAGMENT_KEEPS_CHANGING");
      }
      return;
    }
    ++given;
    const Freshness judged = JudgeOf(process, **fragment);
    EXPECT_TRUE(MayGive(judged)) << FreshnessName(judged);
    const absl::Duration since =
        clock_.SinceBoot() - absl::Seconds(1) -
        (judged == Freshness::kStale ? options_.max_stale
                                     : absl::ZeroDuration());
    for (const auto& shown : absl::StrSplit((*fragment)->html(), ';')) {
      const std::vector<std::string> parts = absl::StrSplit(shown, '=');
      int version = 0;
      ASSERT_TRUE(absl::SimpleAtoi(parts[1], &version));
      EXPECT_TRUE(store_.WasTruthSince(parts[0], version, since))
          << FreshnessName(judged) << " " << shown << " misses a change";
    }
    const int64_t age = absl::ToInt64Nanoseconds(
        clock_.Now() -
        absl::FromUnixSeconds((*fragment)->rendered_at().seconds()) -
        absl::Nanoseconds((*fragment)->rendered_at().nanos()));
    EXPECT_LT(age, 10'000'000'000) << "older than its max_age";
    if ((*fragment)->article_revision() <=
        (*fragment)->as_of_revision().number()) {
      process.l1[key] = {**fragment, clock_.SinceBoot() + absl::Seconds(10) -
                                         absl::Nanoseconds(age)};
    }
  }

  static uint64_t Fillings(const Process& process) {
    return process.cache.counters().hits_l2 + process.cache.counters().renders;
  }

  Freshness JudgeOf(const Process& process, const Fragment& fragment) {
    return process.judge.Judge(
        {fragment.as_of_revision().epoch(), fragment.as_of_revision().number()},
        {fragment.depends_on().begin(), fragment.depends_on().end()});
  }

  // Reads each dependency from the truth at a moment of its own.
  absl::StatusOr<Fragment> Render(const Revision& as_of,
                                  const std::vector<std::string>& depends_on) {
    rendering_ = true;
    Fragment fragment;
    std::vector<std::string> shown;
    int64_t newest_shown = 0;
    for (const std::string& name : depends_on) {
      for (unsigned n = Below(4); n > 0; --n) Move();
      const auto& now = store_.now();
      shown.push_back(
          absl::StrCat(name, "=", now.VersionAt(name, now.newest())));
      for (const FollowedChange& change : now.changes) {
        if (ModelStore::Touches(change, name)) {
          newest_shown = std::max(newest_shown, change.number);
        }
      }
      fragment.add_depends_on(name);
    }
    for (unsigned n = Below(3); n > 0; --n) Move();
    fragment.set_html(absl::StrJoin(shown, ";"));
    if (newest_shown > as_of.number)
      fragment.set_article_revision(newest_shown);
    fragment.mutable_max_age()->set_seconds(10);
    rendering_ = false;
    return fragment;
  }

  std::mt19937 random_;
  FakeClock clock_;
  ModelStore store_{clock_};
  FollowedTruth::Options options_;
  FakeFragmentStore l2_{[this](size_t puts) {
    return OneIn(4) ? -1 : static_cast<int>(OneIn(2) ? puts - 1 : Below(puts));
  }};
  std::vector<std::unique_ptr<Process>> processes_;
  bool calm_ = false;
  bool rendering_ = false;
  int cut_off_ = 0;
};

TEST(FragmentCacheModelTest, GivesNothingOldAndRendersNothingForNothing) {
  const char* const count = std::getenv("BYLINE_MODEL_SCHEDULES");
  const unsigned schedules =
      count == nullptr ? 4000 : static_cast<unsigned>(std::atoi(count));
  int given = 0;
  int refused = 0;
  int renders = 0;
  for (unsigned seed = 1; seed <= schedules; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    World world(seed);
    world.Run(200);
    given += world.given;
    refused += world.refused;
    renders += world.renders;
    if (HasFailure()) return;
  }
  EXPECT_GT(given - renders, static_cast<int>(schedules));
  EXPECT_GT(refused, static_cast<int>(schedules));
  std::printf("%u schedules: %d given, %d renders, %d refused\n", schedules,
              given, renders, refused);
}

}  // namespace
}  // namespace byline
