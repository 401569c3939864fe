#include "common/fragment/fragment_cache.h"

#include <absl/random/random.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "common/base/errors.h"
#include "common/base/timestamps.h"
#include "common/freshness/derived_changes.h"

namespace byline {
namespace {

using fragment::v1::Fragment;

// After so many renders of one request, each of which was old when it was
// finished, the fragment changes faster than it can be rendered.
constexpr int kMostRenders = 4;
constexpr absl::Duration kLifeOfIncomplete = absl::Seconds(1);

absl::Duration MaxAge(const Fragment& fragment) {
  const absl::Duration max_age = absl::Seconds(fragment.max_age().seconds()) +
                                 absl::Nanoseconds(fragment.max_age().nanos());
  return std::max(
      absl::ZeroDuration(),
      fragment.incomplete() ? std::min(max_age, kLifeOfIncomplete) : max_age);
}

absl::Status KeepsChanging() {
  return ErrorWithReason(absl::StatusCode::kUnavailable,
                         "FRAGMENT_KEEPS_CHANGING",
                         "the fragment changed during each of a few renders; "
                         "try again");
}

absl::BitGen& Random() {
  thread_local absl::BitGen random;
  return random;
}

}  // namespace

struct FragmentCache::Request {
  const std::string& key;
  const Revision& min_revision;
  absl::Time deadline;
  absl::Duration end;  // the deadline by Clock::SinceBoot()
  const Render& render;
  int renders = 0;
  bool rendered_last = false;  // whether the last filling was our own render
  bool refreshing_early = false;
};

FragmentCache::FragmentCache(Options options, const FreshnessJudge& judge,
                             const Clock& clock, FragmentStore* store)
    : options_(std::move(options)),
      judge_(judge),
      clock_(clock),
      store_(store),
      l1_(options_.byte_budget),
      flights_(clock, counters_.coalesced) {}

absl::StatusOr<GivenFragment> FragmentCache::Get(const std::string& key,
                                                 const Revision& min_revision,
                                                 absl::Time deadline,
                                                 const Render& render) {
  const absl::Status reached = judge_.WaitFor(min_revision, deadline);
  if (!reached.ok()) return reached;
  Request request{key, min_revision, deadline,
                  clock_.SinceBoot() + (deadline - clock_.Now()), render};
  while (true) {
    KeptPtr kept = l1_.Find(key);
    if (kept != nullptr && !kept->IsAsNewAs(min_revision)) kept = nullptr;
    request.refreshing_early = false;
    if (kept != nullptr && !InTime(*kept)) ++counters_.refused_expired;
    if (kept != nullptr && InTime(*kept)) {
      const Freshness freshness = JudgeNow(*kept, deadline);
      request.refreshing_early =
          MayGive(freshness) && ShouldRefreshEarly(*kept);
      if (MayGive(freshness) && !request.refreshing_early) {
        ++counters_.hits_l1;
        return Give(kept, freshness);
      }
    }
    // Nothing that could be found or rendered now may be given.
    if (judge_.Judge(judge_.AsOf(), {}) == Freshness::kNoLease) {
      ++counters_.no_lease;
      return NoLease();
    }
    if (clock_.SinceBoot() >= request.end) {
      ++counters_.too_late;
      return absl::DeadlineExceededError(
          "the deadline passed before a fragment could be given");
    }
    if (request.renders >= kMostRenders) {
      ++counters_.keeps_changing;
      return KeepsChanging();
    }

    bool led = false;
    absl::StatusOr<KeptPtr> filled = flights_.Do(
        key, request.end, [&] { return Fill(request, kept); }, &led);
    if (!filled.ok()) {
      if (request.refreshing_early && InTime(*kept)) {
        // There was no need yet.
        const Freshness freshness = JudgeNow(*kept, deadline);
        if (MayGive(freshness)) return Give(kept, freshness);
      }
      const bool leaders_deadline =
          !led && (absl::IsDeadlineExceeded(filled.status()) ||
                   absl::IsCancelled(filled.status()));
      if (leaders_deadline && clock_.SinceBoot() < request.end) continue;
      if (absl::IsDeadlineExceeded(filled.status())) ++counters_.too_late;
      return filled.status();
    }
    if (led && request.rendered_last && options_.renders_from_truth) {
      // The truth answered to this very request.
      return Give(*filled, Freshness::kFresh);
    }
    // Of what others rendered, or kept, the time may be over by now.
    if (!led && !InTime(**filled)) continue;
    if (!(*filled)->IsAsNewAs(min_revision)) continue;
    const Freshness freshness = JudgeNow(**filled, deadline);
    if (MayGive(freshness)) return Give(*filled, freshness);
    if (freshness == Freshness::kNoLease) {
      ++counters_.no_lease;
      return NoLease();
    }
  }
}

absl::StatusOr<FragmentCache::KeptPtr> FragmentCache::Fill(
    Request& request, const KeptPtr& refused) {
  request.rendered_last = false;
  // Another flight may have landed since L1 was looked at.
  KeptPtr kept = l1_.Find(request.key);
  if (kept != nullptr && kept != refused && InTime(*kept) &&
      kept->IsAsNewAs(request.min_revision) &&
      MayGive(JudgeNow(*kept, absl::InfinitePast()))) {
    ++counters_.hits_l1;
    return kept;
  }
  if (!request.refreshing_early) {
    kept = FindInStore(request);
    if (kept != nullptr) {
      ++counters_.hits_l2;
      Keep(request.key, kept);
      return kept;
    }
  }
  return RenderAndKeep(request);
}

FragmentCache::KeptPtr FragmentCache::FindInStore(const Request& request) {
  if (store_ == nullptr) return nullptr;
  const absl::Time until =
      std::min(request.deadline, clock_.Now() + options_.store_timeout);
  std::vector<absl::optional<Fragment>> found =
      store_->Get({absl::StrCat(request.key, ":", options_.renderer)}, until);
  if (found.size() != 1 || !found[0].has_value()) return nullptr;
  Fragment& fragment = *found[0];
  if (fragment.renderer() != options_.renderer || fragment.incomplete()) {
    ++counters_.refused_renderer;
    return nullptr;
  }
  // A clock that runs behind the renderer's must not make a fragment younger
  // than new.
  const absl::Duration age = std::max(
      clock_.Now() - ToTime(fragment.rendered_at()), absl::ZeroDuration());
  const absl::Duration life = MaxAge(fragment) - age;
  if (life <= absl::ZeroDuration()) {
    ++counters_.refused_expired;
    return nullptr;
  }
  KeptPtr kept = MakeKept(std::move(fragment), life, absl::ZeroDuration());
  // Without waiting: what is ahead of us is rendered sooner than waited for.
  return kept->IsAsNewAs(request.min_revision) &&
                 MayGive(JudgeNow(*kept, absl::InfinitePast()))
             ? kept
             : nullptr;
}

absl::StatusOr<FragmentCache::KeptPtr> FragmentCache::RenderAndKeep(
    Request& request) {
  // Before rendering: a change meanwhile makes the fragment old, never wrong.
  const Revision as_of = judge_.AsOf();
  // A feed that begins anew knows nothing yet: what is rendered then would be
  // of a history that is given up, at a revision that is of every one.
  if (judge_.Judge(as_of, {}) == Freshness::kNoLease) {
    ++counters_.no_lease;
    return NoLease();
  }
  request.rendered_last = true;
  ++request.renders;
  ++counters_.renders;
  if (request.refreshing_early) ++counters_.early_refreshes;
  const absl::Duration began = clock_.SinceBoot();
  absl::StatusOr<Fragment> rendered = request.render(as_of);
  if (!rendered.ok()) {
    ++counters_.render_errors;
    return rendered.status();
  }
  Fragment& fragment = *rendered;
  fragment.set_renderer(options_.renderer);
  if (!fragment.has_as_of_revision()) {
    fragment.mutable_as_of_revision()->set_epoch(as_of.epoch);
    fragment.mutable_as_of_revision()->set_number(as_of.number);
  }
  if (!fragment.has_rendered_at()) {
    const int64_t nanos = absl::ToUnixNanos(clock_.Now());
    fragment.mutable_rendered_at()->set_seconds(nanos / 1'000'000'000);
    fragment.mutable_rendered_at()->set_nanos(
        static_cast<int32_t>(nanos % 1'000'000'000));
  }
  const absl::Duration life = MaxAge(fragment);
  KeptPtr kept =
      MakeKept(std::move(fragment), life, clock_.SinceBoot() - began);
  if (life > absl::ZeroDuration() && MayKeep(*kept)) {
    Keep(request.key, kept);
    if (store_ != nullptr && !kept->fragment.incomplete()) {
      store_->Put(absl::StrCat(request.key, ":", options_.renderer),
                  kept->fragment, CutByJitter(life));
    }
  }
  return kept;
}

bool FragmentCache::MayKeep(const Kept& kept) const {
  // A restored store may lose the changes that came during rendering. Without
  // them in its history nothing would tell that they are shown here.
  return kept.fragment.article_revision() <= kept.as_of.number &&
         judge_.Judge(kept.as_of, kept.depends_on) != Freshness::kChanged;
}

FragmentCache::KeptPtr FragmentCache::MakeKept(
    Fragment fragment, absl::Duration life, absl::Duration render_time) const {
  auto kept = std::make_shared<Kept>();
  kept->as_of = {fragment.as_of_revision().epoch(),
                 fragment.as_of_revision().number()};
  kept->depends_on.assign(fragment.depends_on().begin(),
                          fragment.depends_on().end());
  kept->is_derived = std::any_of(kept->depends_on.begin(),
                                 kept->depends_on.end(), IsDerivedName);
  kept->expires = clock_.SinceBoot() + CutByJitter(life);
  kept->render_time = render_time;
  kept->fragment = std::move(fragment);
  return kept;
}

void FragmentCache::Keep(const std::string& key, const KeptPtr& kept) {
  // Dependencies are held twice: as the fragment's and as the judge's.
  size_t bytes = sizeof(Kept) + kept->fragment.SpaceUsedLong();
  for (const std::string& name : kept->depends_on) {
    bytes += sizeof(std::string) + name.capacity();
  }
  l1_.Insert(key, kept, bytes);
}

Freshness FragmentCache::JudgeNow(const Kept& kept, absl::Time wait_until) {
  Freshness freshness = judge_.Judge(kept.as_of, kept.depends_on);
  if (freshness == Freshness::kAhead && clock_.Now() < wait_until &&
      judge_.WaitFor(kept.as_of, wait_until).ok()) {
    freshness = judge_.Judge(kept.as_of, kept.depends_on);
  }
  switch (freshness) {
    case Freshness::kChanged:
      ++counters_.refused_changed;
      break;
    case Freshness::kUnknownRevision:
      ++counters_.refused_unknown_revision;
      break;
    case Freshness::kAhead:
      ++counters_.refused_ahead;
      break;
    default:
      break;
  }
  return freshness;
}

bool FragmentCache::ShouldRefreshEarly(const Kept& kept) const {
  if (options_.early_refresh <= 0) return false;
  // XFetch: Vattani et al., "Optimal probabilistic cache stampede prevention",
  // VLDB 8(8), 2015.
  const double lead = -std::log(
      absl::Uniform<double>(absl::IntervalOpenClosed, Random(), 0.0, 1.0));
  return clock_.SinceBoot() +
             kept.render_time * (options_.early_refresh * lead) >=
         kept.expires;
}

absl::Duration FragmentCache::CutByJitter(absl::Duration life) const {
  if (options_.jitter <= 0) return life;
  return life * (1 - absl::Uniform<double>(Random(), 0.0, options_.jitter));
}

}  // namespace byline
