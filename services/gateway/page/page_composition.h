// PageComposition: makes one page. Looks the article up, asks for its parts at
// the same time under one deadline, checks that they fit together (DESIGN: body
// and summary of one article revision; followed parts judged fresh), asks again
// with `min_revision` where a part is behind, leaves it out where that does not
// help, and composes. Runs on one Executor; answers from the PartSource are
// posted there. Kept alive by its own calls until it is done.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_PAGE_COMPOSITION_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_PAGE_COMPOSITION_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <functional>
#include <memory>
#include <string>

#include "common/base/clock.h"
#include "common/freshness/judge.h"
#include "services/gateway/http/executor.h"
#include "services/gateway/page/compose.h"
#include "services/gateway/page/frame.h"
#include "services/gateway/page/latest_trending.h"
#include "services/gateway/page/page.h"
#include "services/gateway/page/page_outcome.h"
#include "services/gateway/page/page_part.h"
#include "services/gateway/page/part_source.h"
#include "services/gateway/page/route.h"

namespace byline::gateway {

struct CompositionOptions {
  // For the whole page.
  absl::Duration deadline = absl::Seconds(2);
  // For summary and similar posts: the page goes out without them after that.
  absl::Duration part_deadline = absl::Seconds(1);
  // How long to wait for the change feed where a part is ahead of it, and how
  // often to look.
  absl::Duration ahead_wait = absl::Milliseconds(200);
  absl::Duration ahead_poll = absl::Milliseconds(5);
};

// What a composition works with; all of it outlives it.
struct CompositionContext {
  const CompositionOptions& options;
  const PageFrame& frame;
  PartSource& source;
  const FreshnessJudge& judge;
  const Clock& clock;
  LatestTrending* trending = nullptr;  // null: pages have no such list
};

class PageComposition : public std::enable_shared_from_this<PageComposition> {
 public:
  using Done = std::function<void(PageOutcome)>;

  // To be called on the thread of `executor`. `done` is called once, there.
  static void Start(const CompositionContext& context, const Route& route,
                    std::string request_id, std::shared_ptr<Executor> executor,
                    Done done);

 private:
  using Fragment = PartSource::Fragment;

  PageComposition(const CompositionContext& context, const Route& route,
                  std::string request_id, std::shared_ptr<Executor> executor,
                  Done done);

  void LookUp();
  void OnLookup(PartSource::LookupResult result);
  void BeginRound(const Revision& min_revision);
  void AskForParts();
  void Ask(PagePart* part, const Revision& min_revision);
  void OnPart(PagePart* part, absl::StatusOr<Fragment> result);
  // Called whenever nothing is pending: asks again, waits, or composes.
  void Settle();
  bool AskAgainForOneRevision();
  bool JudgeTruth(const PartBasis& basis);
  bool JudgePart(PagePart* part);
  void Compose();
  // What is read most, for pages that have a place for it; a first call makes
  // sure that it is asked for.
  absl::optional<Fragment> FindTrending();
  bool WantsTrending() const;
  void FinishWithError(const absl::Status& status);
  void Finish(PageOutcome outcome);
  PagePart& Main() { return parts_[0]; }
  absl::Time DeadlineOf(const PagePart& part) const;
  std::string Timing() const;

  const CompositionContext context_;
  const Route route_;
  const std::string request_id_;
  const std::shared_ptr<Executor> executor_;
  const absl::Time started_;
  Done done_;
  std::string article_;
  std::string language_;
  absl::Duration lookup_took_;
  absl::optional<PartBasis> lookup_basis_;
  Revision round_min_revision_;
  int rounds_ = 0;
  bool is_waiting_ = false;
  PageParts parts_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_PAGE_COMPOSITION_H_
