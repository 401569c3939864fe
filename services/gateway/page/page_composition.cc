#include "services/gateway/page/page_composition.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <utility>

#include "common/base/errors.h"

namespace byline::gateway {
namespace {

constexpr int kRounds = 3;

Revision AsOf(const fragment::v1::Fragment& fragment) {
  return {fragment.as_of_revision().epoch(),
          fragment.as_of_revision().number()};
}

}  // namespace

void PageComposition::Start(const CompositionContext& context,
                            const Route& route, std::string request_id,
                            std::shared_ptr<Executor> executor, Done done) {
  std::shared_ptr<PageComposition> composition(
      new PageComposition(context, route, std::move(request_id),
                          std::move(executor), std::move(done)));
  composition->Begin();
}

PageComposition::PageComposition(const CompositionContext& context,
                                 const Route& route, std::string request_id,
                                 std::shared_ptr<Executor> executor, Done done)
    : context_(context),
      route_(route),
      request_id_(std::move(request_id)),
      executor_(std::move(executor)),
      started_(context.clock.Now()),
      done_(std::move(done)) {}

void PageComposition::Begin() {
  using Kind = Slot::Kind;
  const auto want = [this](int index, Kind kind) {
    slots_[index].kind = kind;
    slots_[index].is_wanted = true;
  };
  switch (route_.kind) {
    case Route::Kind::kArticle:
      want(0, Kind::kBody);
      want(1, Kind::kSummary);
      want(2, Kind::kSimilar);
      break;
    case Route::Kind::kBodyFragment:
      want(0, Kind::kBody);
      break;
    case Route::Kind::kSummaryFragment:
      want(0, Kind::kSummary);
      break;
    case Route::Kind::kSimilarFragment:
      want(0, Kind::kSimilar);
      break;
    default:
      want(0, Kind::kList);
      break;
  }
  article_ = route_.name;
  BeginRound({});
}

void PageComposition::BeginRound(const Revision& min_revision) {
  ++rounds_;
  round_min_revision_ = min_revision;
  if (route_.kind == Route::Kind::kArticle) {
    LookUp();
  } else {
    AskForParts();
  }
}

void PageComposition::LookUp() {
  context_.source.Lookup(
      route_.name,
      {started_ + context_.options.deadline, request_id_, round_min_revision_},
      [self = shared_from_this()](PartSource::LookupResult result) {
        auto moved =
            std::make_shared<PartSource::LookupResult>(std::move(result));
        self->executor_->Post(
            [self, moved] { self->OnLookup(std::move(*moved)); });
      });
}

void PageComposition::OnLookup(PartSource::LookupResult result) {
  lookup_took_ = context_.clock.Now() - started_;
  if (!result.ok()) return FinishWithError(result.status());
  language_ = result->language_code();
  PageOutcome outcome;
  outcome.language = language_;
  if (result->state() == article::v1::STATE_WITHDRAWN) {
    outcome.kind = PageOutcome::Kind::kGone;
    outcome.notice = result->public_notice();
    return Finish(std::move(outcome));
  }
  if (result->state() != article::v1::STATE_PUBLISHED) {
    outcome.kind = PageOutcome::Kind::kNotFound;
    return Finish(std::move(outcome));
  }
  if (result->slug() != route_.name) {
    outcome.kind = PageOutcome::Kind::kRedirect;
    outcome.location = absl::StrCat("/articles/", result->slug());
    return Finish(std::move(outcome));
  }
  article_ = result->name();
  // The page depends on what stood at its address, too: a new slug turns it
  // into a redirect.
  lookup_basis_ =
      PartBasis{{result->revision().epoch(), result->revision().number()},
                {article_},
                true};
  AskForParts();
}

void PageComposition::AskForParts() {
  is_waiting_ = true;  // until all are asked: one that answers at once must not
                       // settle the page
  for (Slot& slot : slots_) {
    slot.was_asked_again = false;
    if (slot.is_wanted) Ask(&slot, round_min_revision_);
  }
  is_waiting_ = false;
}

absl::Time PageComposition::DeadlineOf(const Slot& slot) const {
  return started_ + (&slot == &slots_[0] ? context_.options.deadline
                                         : context_.options.part_deadline);
}

void PageComposition::Ask(Slot* slot, const Revision& min_revision) {
  slot->is_pending = true;
  slot->asked = context_.clock.Now();
  const PartSource::Call call = {DeadlineOf(*slot), request_id_, min_revision};
  auto done = [self = shared_from_this(),
               slot](absl::StatusOr<Fragment> result) {
    auto moved = std::make_shared<absl::StatusOr<Fragment>>(std::move(result));
    self->executor_->Post(
        [self, slot, moved] { self->OnPart(slot, std::move(*moved)); });
  };
  switch (slot->kind) {
    case Slot::Kind::kBody:
      return context_.source.Body(article_, call, std::move(done));
    case Slot::Kind::kList:
      return context_.source.List(route_.name, route_.detail, call,
                                  std::move(done));
    case Slot::Kind::kSummary:
      return context_.source.Summary(article_, call, std::move(done));
    case Slot::Kind::kSimilar:
      return context_.source.Similar(article_, call, std::move(done));
  }
}

void PageComposition::OnPart(Slot* slot, absl::StatusOr<Fragment> result) {
  slot->is_pending = false;
  slot->took += context_.clock.Now() - slot->asked;
  slot->result = std::move(result);
  if (!done_) return;
  // Without the part that the page needs there is nothing to wait for.
  if (slot == &Main() && !slot->result.ok())
    return FinishWithError(slot->result.status());
  Settle();
}

void PageComposition::Settle() {
  if (!done_ || is_waiting_) return;
  for (const Slot& slot : slots_) {
    if (slot.is_pending) return;
  }
  if (AskAgainForOneRevision()) return;
  if (lookup_basis_ && !JudgeTruth(*lookup_basis_)) return;
  for (Slot& slot : slots_) {
    if (slot.HasFragment() && !JudgeSlot(&slot)) return;
  }
  Compose();
}

// Body and summary must be of one revision of the article: the older one is
// asked for once more, then the summary is left out.
bool PageComposition::AskAgainForOneRevision() {
  Slot& summary = slots_[1];
  if (!Main().HasFragment() || !summary.HasFragment()) return false;
  const int64_t of_body = Main().result->article_revision();
  const int64_t of_summary = summary.result->article_revision();
  if (of_body == of_summary) return false;
  Slot& older = of_body < of_summary ? Main() : summary;
  const Slot& newer = of_body < of_summary ? summary : Main();
  if (!older.was_asked_again && context_.clock.Now() < DeadlineOf(older)) {
    older.was_asked_again = true;
    Ask(&older, AsOf(*newer.result));
    return true;
  }
  summary.result = absl::AbortedError("of another revision than the body");
  return false;
}

// What the truth answered to this very request needs no lease; but a change
// that is known already is shown, in a new round. Whether to go on.
bool PageComposition::JudgeTruth(const PartBasis& basis) {
  if (context_.judge.Judge(basis.as_of, basis.depends_on) !=
      Freshness::kChanged)
    return true;
  if (rounds_ >= kRounds ||
      context_.clock.Now() >= started_ + context_.options.deadline) {
    FinishWithError(absl::UnavailableError("the article keeps changing"));
  } else {
    BeginRound(context_.judge.AsOf());
  }
  return false;
}

// Whether to go on; otherwise the part was asked for again, or the page waits
// or is finished.
bool PageComposition::JudgeSlot(Slot* slot) {
  const PartBasis basis = PartBasis::Of(*slot->result, slot->IsFromTruth());
  if (slot->IsFromTruth()) return JudgeTruth(basis);
  const Freshness freshness =
      context_.judge.Judge(basis.as_of, basis.depends_on);
  if (MayGive(freshness)) return true;
  const absl::Time now = context_.clock.Now();
  const bool is_in_time = now < DeadlineOf(*slot);
  if (freshness == Freshness::kAhead && is_in_time &&
      now < slot->asked + slot->took + context_.options.ahead_wait) {
    is_waiting_ = true;
    executor_->After(context_.options.ahead_poll, [self = shared_from_this()] {
      self->is_waiting_ = false;
      self->Settle();
    });
    return false;
  }
  const bool is_behind = freshness == Freshness::kChanged ||
                         freshness == Freshness::kUnknownRevision;
  if (is_behind && is_in_time && !slot->was_asked_again) {
    slot->was_asked_again = true;
    Ask(slot, context_.judge.AsOf());
    return false;
  }
  slot->result = absl::UnavailableError(
      absl::StrCat("not to be given: ", FreshnessName(freshness)));
  if (slot != &Main()) return true;
  FinishWithError(slot->result.status());
  return false;
}

void PageComposition::Compose() {
  const absl::Time now = context_.clock.Now();
  PageContent content;
  if (route_.kind == Route::Kind::kArticle) {
    ArticleParts parts;
    parts.body = *std::move(Main().result);
    if (slots_[1].HasFragment()) parts.summary = *std::move(slots_[1].result);
    if (slots_[2].HasFragment()) parts.similar = *std::move(slots_[2].result);
    content = ComposeArticlePage(context_.frame, parts, now);
  } else if (route_.kind == Route::Kind::kList) {
    content = ComposeListPage(context_.frame, *Main().result, now);
  } else {
    content = ComposeFragment(*Main().result, Main().IsFromTruth(), now);
  }
  if (lookup_basis_) content.parts.push_back(*lookup_basis_);
  PageOutcome outcome;
  outcome.kind = PageOutcome::Kind::kPage;
  outcome.language = content.lang;
  outcome.page = MakePage(std::move(content), context_.clock.SinceBoot());
  Finish(std::move(outcome));
}

void PageComposition::FinishWithError(const absl::Status& status) {
  PageOutcome outcome;
  outcome.language = language_;
  if (absl::IsNotFound(status) && ErrorReason(status) == "ARTICLE_WITHDRAWN") {
    outcome.kind = PageOutcome::Kind::kGone;
    outcome.notice = ErrorMetadata(status, "public_notice");
  } else if (absl::IsNotFound(status)) {
    outcome.kind = PageOutcome::Kind::kNotFound;
  } else if (absl::IsInvalidArgument(status)) {
    // Our own paths fit the services; what they refuse is a reader's invention:
    // a page token, a slug that cannot be.
    outcome.kind = route_.kind == Route::Kind::kList && !route_.detail.empty()
                       ? PageOutcome::Kind::kBadRequest
                       : PageOutcome::Kind::kNotFound;
  } else {
    outcome.kind = PageOutcome::Kind::kUnavailable;
  }
  Finish(std::move(outcome));
}

void PageComposition::Finish(PageOutcome outcome) {
  outcome.timing = Timing();
  const Done done = std::exchange(done_, nullptr);
  if (done) done(std::move(outcome));
}

std::string PageComposition::Timing() const {
  static constexpr const char* kNames[] = {"body", "list", "summary",
                                           "similar"};
  std::string timing = absl::StrFormat(
      "page;dur=%.1f",
      absl::ToDoubleMilliseconds(context_.clock.Now() - started_));
  if (lookup_took_ > absl::ZeroDuration()) {
    absl::StrAppendFormat(&timing, ", lookup;dur=%.1f",
                          absl::ToDoubleMilliseconds(lookup_took_));
  }
  for (const Slot& slot : slots_) {
    if (!slot.is_wanted || slot.took <= absl::ZeroDuration()) continue;
    absl::StrAppendFormat(&timing, ", %s;dur=%.1f",
                          kNames[static_cast<int>(slot.kind)],
                          absl::ToDoubleMilliseconds(slot.took));
  }
  return timing;
}

}  // namespace byline::gateway
