#include "services/recommendation/rpc/similar_fragments.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "common/article/article_name.h"
#include "common/article/similar_lists.h"
#include "common/base/crypto.h"
#include "common/fragment/revision_message.h"
#include "common/text/language.h"
#include "services/recommendation/render/similar_fragment.h"
#include "services/recommendation/rpc/request_checks.h"

namespace byline::recommendation {
namespace {

// Changes with every change of what is found or how it is worded.
constexpr char kAlgorithm[] = "similar-4";
constexpr absl::Duration kMaxAge = absl::Seconds(60);
constexpr absl::Duration kLeastMaxAge = absl::Seconds(1);
// Abstracts may take so long, and leave so much time to render.
constexpr absl::Duration kAbstractsPatience = absl::Milliseconds(400);
constexpr absl::Duration kTimeToRender = absl::Milliseconds(20);
constexpr size_t kEtagDigits = 32;

// How long a list is kept of which editors' decisions hold for so long.
absl::Duration MaxAge(absl::Duration decided_for) {
  return std::clamp(absl::Floor(decided_for, absl::Seconds(1)), kLeastMaxAge,
                    kMaxAge);
}

}  // namespace

std::string SimilarFragments::Renderer() {
  return absl::StrCat(kAlgorithm, "-", SimilarTemplateDigest());
}

absl::StatusOr<GivenFragment> SimilarFragments::Get(
    const v1::GetSimilarArticlesFragmentRequest& request, absl::Time deadline) {
  const absl::Status name = CheckArticleName("article", request.article());
  if (!name.ok()) return name;
  return cache_.Get(absl::StrCat("similar/", request.article()),
                    FromMessage(request.min_revision()), deadline,
                    [&](const Revision& as_of) {
                      return Render(request.article(), as_of, deadline);
                    });
}

absl::StatusOr<SimilarFragments::Fragment> SimilarFragments::Render(
    const std::string& article, const Revision& as_of, absl::Time deadline) {
  const absl::Time now = absl::Now();
  const absl::StatusOr<ArticleFacts> facts = index_.Facts(article);
  const absl::StatusOr<std::vector<SimilarResult>> list =
      facts.ok() ? index_.List(article, {.now = now}) : facts.status();
  if (!list.ok()) {
    // That an article is not there is known by following, too.
    const Freshness freshness = judge_.Judge(as_of, {article});
    return freshness == Freshness::kNoLease ? NoLease() : list.status();
  }

  Fragment fragment;
  fragment.add_depends_on(article);
  fragment.add_depends_on(SimilarListOf(article));
  fragment.add_depends_on(kAllSimilarLists);
  std::vector<WantedAbstract> wanted;
  for (const SimilarResult& result : *list) {
    fragment.add_depends_on(result.article.article());
    wanted.push_back({result.article.article(), result.revision});
  }
  const std::map<std::string, std::string> abstracts = abstracts_.Get(
      wanted, as_of,
      std::min(deadline - kTimeToRender, absl::Now() + kAbstractsPatience));
  std::vector<SimilarCard> cards;
  for (const SimilarResult& result : *list) {
    SimilarCard& card = cards.emplace_back();
    card.headline = result.article.headline();
    card.slug = result.article.slug();
    card.article = result.article.article();
    card.language = result.language;
    card.reason = CardReason(result.article, facts->language);
    card.correction = CardCorrection(result.article, facts->language);
    const auto abstract = abstracts.find(result.article.article());
    if (abstract != abstracts.end()) {
      card.abstract = abstract->second;
    } else {
      fragment.set_incomplete(true);
    }
  }
  fragment.set_html(RenderSimilarArticles(cards, facts->language));
  fragment.set_lang(facts->language);
  fragment.set_dir(text::IsRightToLeft(facts->language) ? "rtl" : "ltr");
  fragment.set_etag(Sha256Hex(fragment.html()).substr(0, kEtagDigits));
  fragment.set_article_revision(facts->revision);
  const absl::Time until = index_.DecidedUntil(*facts, now);
  fragment.mutable_max_age()->set_seconds(absl::ToInt64Seconds(
      fragment.incomplete() ? kLeastMaxAge : MaxAge(until - absl::Now())));
  return fragment;
}

}  // namespace byline::recommendation
