#include "services/recommendation/rpc/trending_fragments.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <utility>
#include <vector>

#include "common/base/crypto.h"
#include "common/fragment/revision_message.h"
#include "common/text/fold.h"
#include "common/text/language.h"
#include "services/recommendation/render/trending_fragment.h"
#include "services/recommendation/rpc/reader_answers.h"

namespace byline::recommendation {
namespace {

// Changes with every change of what is found or how it is worded.
constexpr char kTrendingAlgorithm[] = "trending-1";
constexpr int kEntries = 5;
constexpr size_t kLeastEntries = 3;
// With fewer views a list would say what a single reader read.
constexpr double kLeastViewsShown = 2.5;
constexpr absl::Duration kTrendingMaxAge = absl::Seconds(60);
// The first list of a site should not be long in coming.
constexpr absl::Duration kEmptyMaxAge = absl::Seconds(10);
constexpr size_t kTrendingEtagDigits = 32;

}  // namespace

std::string TrendingFragments::Renderer() {
  return absl::StrCat(kTrendingAlgorithm, "-", TrendingTemplateDigest());
}

absl::StatusOr<GivenFragment> TrendingFragments::Get(
    const v1::GetTrendingArticlesFragmentRequest& request,
    absl::Time deadline) {
  const absl::Status scope =
      CheckTrendingScope(request.section(), request.language_code());
  if (!scope.ok()) return scope;
  // A section is any text; its digest is a fit key.
  const std::string key =
      absl::StrCat("trending/", absl::AsciiStrToLower(request.language_code()),
                   "/", Sha256Hex(text::Fold(request.section())).substr(0, 32));
  return cache_.Get(key, FromMessage(request.min_revision()), deadline,
                    [&](const Revision&) { return Render(request); });
}

TrendingFragments::Fragment TrendingFragments::Render(
    const v1::GetTrendingArticlesFragmentRequest& request) const {
  Fragment fragment;
  std::vector<TrendingEntry> entries;
  std::vector<TrendingResult> results =
      FindTrending(index_, behaviour_,
                   {.section = request.section(),
                    .language = text::PrimaryLanguage(request.language_code()),
                    .page_size = kEntries,
                    .least_views = kLeastViewsShown});
  if (results.size() >= kLeastEntries) {
    for (TrendingResult& result : results) {
      fragment.add_depends_on(result.facts.name);
      entries.push_back({std::move(result.facts.headline),
                         std::move(result.facts.slug),
                         std::move(result.facts.language)});
    }
  }
  fragment.set_html(RenderTrendingArticles(entries, request.language_code()));
  fragment.set_lang(request.language_code());
  fragment.set_dir(text::IsRightToLeft(request.language_code()) ? "rtl"
                                                                : "ltr");
  fragment.set_etag(Sha256Hex(fragment.html()).substr(0, kTrendingEtagDigits));
  fragment.mutable_max_age()->set_seconds(
      absl::ToInt64Seconds(entries.empty() ? kEmptyMaxAge : kTrendingMaxAge));
  return fragment;
}

}  // namespace byline::recommendation
