#include "services/gateway/page/latest_trending.h"

#include <utility>

#include "common/text/language.h"
#include "services/gateway/page/page.h"

namespace byline::gateway {
namespace {

// A newspaper has few languages; what claims to be more gets no list.
constexpr size_t kMostLanguages = 64;
constexpr absl::Duration kPatience = absl::Seconds(1);
constexpr absl::Duration kBetweenAttempts = absl::Seconds(1);

absl::Duration MaxAgeOf(const PartSource::Fragment& fragment) {
  return absl::Seconds(fragment.max_age().seconds()) +
         absl::Nanoseconds(fragment.max_age().nanos());
}

}  // namespace

absl::optional<PartSource::Fragment> LatestTrending::Find(
    absl::string_view language, const std::string& request_id) {
  const std::string key = text::PrimaryLanguage(language);
  absl::optional<PartSource::Fragment> found;
  Revision min_revision;
  {
    MutexLock lock(state_->mutex);
    if (state_->entries.size() >= kMostLanguages &&
        !state_->entries.contains(key)) {
      return absl::nullopt;
    }
    Entry& entry = state_->entries[key];
    bool is_good = false;
    if (entry.fragment.has_value()) {
      const PartBasis basis = PartBasis::Of(*entry.fragment, false);
      const absl::Duration left = RemainingLife(*entry.fragment, clock_.Now());
      const Freshness freshness = judge_.Judge(basis.as_of, basis.depends_on);
      if (MayGive(freshness) && left > absl::ZeroDuration()) {
        found = entry.fragment;
      }
      // What a change made old is asked for at that change or later.
      if (freshness == Freshness::kChanged) min_revision = judge_.AsOf();
      is_good = found.has_value() && left > MaxAgeOf(*entry.fragment) / 2;
    }
    if (is_good || entry.is_asked || clock_.SinceBoot() < entry.next) {
      return found;
    }
    entry.is_asked = true;
  }
  Ask(key, request_id, min_revision);
  return found;
}

void LatestTrending::Ask(const std::string& language,
                         const std::string& request_id,
                         const Revision& min_revision) {
  source_.Trending(
      language, {clock_.Now() + kPatience, request_id, min_revision},
      // The clock lives as long as the source, whose answer this is.
      [state = state_, &clock = clock_,
       language](absl::StatusOr<PartSource::Fragment> result) {
        MutexLock lock(state->mutex);
        Entry& entry = state->entries[language];
        entry.is_asked = false;
        entry.next = clock.SinceBoot() + kBetweenAttempts;
        if (result.ok()) entry.fragment = *std::move(result);
      });
}

}  // namespace byline::gateway
