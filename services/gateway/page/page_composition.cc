#include "services/gateway/page/page_composition.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <utility>

#include "common/article/collections.h"

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
  composition->BeginRound({});
}

PageComposition::PageComposition(const CompositionContext& context,
                                 const Route& route, std::string request_id,
                                 std::shared_ptr<Executor> executor, Done done)
    : context_(context),
      route_(route),
      request_id_(std::move(request_id)),
      executor_(std::move(executor)),
      started_(context.clock.Now()),
      done_(std::move(done)),
      article_(route_.name),
      parts_(PartsOf(route_)) {}

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
  if (auto outcome = OutcomeOfLookup(*result, route_))
    return Finish(*std::move(outcome));
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
  FindTrending();
  is_waiting_ = true;  // until all are asked: one that answers at once must not
                       // settle the page
  for (PagePart& part : parts_) {
    part.was_asked_again = false;
    if (part.is_wanted) Ask(&part, round_min_revision_);
  }
  is_waiting_ = false;
}

absl::Time PageComposition::DeadlineOf(const PagePart& part) const {
  return started_ + (&part == &parts_[0] ? context_.options.deadline
                                         : context_.options.part_deadline);
}

void PageComposition::Ask(PagePart* part, const Revision& min_revision) {
  part->is_pending = true;
  part->asked = context_.clock.Now();
  const PartSource::Call call = {DeadlineOf(*part), request_id_, min_revision};
  auto done = [self = shared_from_this(),
               part](absl::StatusOr<Fragment> result) {
    auto moved = std::make_shared<absl::StatusOr<Fragment>>(std::move(result));
    self->executor_->Post(
        [self, part, moved] { self->OnPart(part, std::move(*moved)); });
  };
  switch (part->kind) {
    case PagePart::Kind::kBody:
      return context_.source.Body(article_, call, std::move(done));
    case PagePart::Kind::kList:
      return context_.source.List(route_.name, route_.detail, call,
                                  std::move(done));
    case PagePart::Kind::kSummary:
      return context_.source.Summary(article_, call, std::move(done));
    case PagePart::Kind::kSimilar:
      return context_.source.Similar(article_, call, std::move(done));
  }
}

void PageComposition::OnPart(PagePart* part, absl::StatusOr<Fragment> result) {
  part->is_pending = false;
  part->took += context_.clock.Now() - part->asked;
  part->result = std::move(result);
  if (!done_) return;
  // Without the part that the page needs there is nothing to wait for.
  if (part == &Main() && !part->result.ok())
    return FinishWithError(part->result.status());
  Settle();
}

void PageComposition::Settle() {
  if (!done_ || is_waiting_) return;
  for (const PagePart& part : parts_) {
    if (part.is_pending) return;
  }
  if (AskAgainForOneRevision()) return;
  if (lookup_basis_ && !JudgeTruth(*lookup_basis_)) return;
  for (PagePart& part : parts_) {
    if (part.HasFragment() && !JudgePart(&part)) return;
  }
  Compose();
}

// Body and summary must be of one revision of the article: the older one is
// asked for once more, then the summary is left out.
bool PageComposition::AskAgainForOneRevision() {
  PagePart& summary = parts_[1];
  if (!Main().HasFragment() || !summary.HasFragment()) return false;
  const int64_t of_body = Main().result->article_revision();
  const int64_t of_summary = summary.result->article_revision();
  if (of_body == of_summary) return false;
  PagePart& older = of_body < of_summary ? Main() : summary;
  const PagePart& newer = of_body < of_summary ? summary : Main();
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
bool PageComposition::JudgePart(PagePart* part) {
  const PartBasis basis = PartBasis::Of(*part->result, part->IsFromTruth());
  if (part->IsFromTruth()) return JudgeTruth(basis);
  const Freshness freshness =
      context_.judge.Judge(basis.as_of, basis.depends_on);
  if (MayGive(freshness)) return true;
  const absl::Time now = context_.clock.Now();
  const bool is_in_time = now < DeadlineOf(*part);
  if (freshness == Freshness::kAhead && is_in_time &&
      now < part->asked + part->took + context_.options.ahead_wait) {
    is_waiting_ = true;
    executor_->After(context_.options.ahead_poll, [self = shared_from_this()] {
      self->is_waiting_ = false;
      self->Settle();
    });
    return false;
  }
  const bool is_behind = freshness == Freshness::kChanged ||
                         freshness == Freshness::kUnknownRevision;
  if (is_behind && is_in_time && !part->was_asked_again) {
    part->was_asked_again = true;
    Ask(part, context_.judge.AsOf());
    return false;
  }
  part->result = absl::UnavailableError(
      absl::StrCat("not to be given: ", FreshnessName(freshness)));
  if (part != &Main()) return true;
  FinishWithError(part->result.status());
  return false;
}

void PageComposition::Compose() {
  const absl::Time now = context_.clock.Now();
  PageContent content;
  if (route_.kind == Route::Kind::kArticle) {
    ArticleParts parts;
    parts.body = *std::move(Main().result);
    if (parts_[1].HasFragment()) parts.summary = *std::move(parts_[1].result);
    if (parts_[2].HasFragment()) parts.similar = *std::move(parts_[2].result);
    parts.trending = FindTrending();
    parts.article = article_;
    content = ComposeArticlePage(context_.frame, parts, now);
  } else if (route_.kind == Route::Kind::kList) {
    content = ComposeListPage(context_.frame, *Main().result, now,
                              WantsTrending(), FindTrending());
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

bool PageComposition::WantsTrending() const {
  const bool is_front_page = route_.kind == Route::Kind::kList &&
                             route_.name == kAllArticles &&
                             route_.detail.empty();
  return context_.trending != nullptr &&
         (route_.kind == Route::Kind::kArticle || is_front_page);
}

absl::optional<PageComposition::Fragment> PageComposition::FindTrending() {
  if (!WantsTrending()) return absl::nullopt;
  return context_.trending->Find(
      language_.empty() ? context_.frame.site().language : language_,
      request_id_);
}

void PageComposition::FinishWithError(const absl::Status& status) {
  PageOutcome outcome = OutcomeOfError(status, route_);
  if (lookup_basis_ && outcome.kind == PageOutcome::Kind::kGone)
    outcome.article = article_;
  outcome.language = language_;
  Finish(std::move(outcome));
}

void PageComposition::Finish(PageOutcome outcome) {
  outcome.timing = Timing();
  const Done done = std::exchange(done_, nullptr);
  if (done) done(std::move(outcome));
}

std::string PageComposition::Timing() const {
  std::string timing = absl::StrFormat(
      "page;dur=%.1f",
      absl::ToDoubleMilliseconds(context_.clock.Now() - started_));
  if (lookup_took_ > absl::ZeroDuration()) {
    absl::StrAppendFormat(&timing, ", lookup;dur=%.1f",
                          absl::ToDoubleMilliseconds(lookup_took_));
  }
  for (const PagePart& part : parts_) {
    if (!part.is_wanted || part.took <= absl::ZeroDuration()) continue;
    absl::StrAppendFormat(&timing, ", %s;dur=%.1f", part.Name(),
                          absl::ToDoubleMilliseconds(part.took));
  }
  return timing;
}

}  // namespace byline::gateway
