#include "services/summary/rpc/summaries.h"

#include <absl/strings/str_cat.h>

#include <set>
#include <utility>

#include "common/base/crypto.h"
#include "common/base/errors.h"
#include "common/fragment/revision_message.h"
#include "common/text/language.h"
#include "services/summary/render/summary_html.h"
#include "services/summary/rpc/summary_message.h"

namespace byline::summary {
namespace {

// Key points change with the article alone, but the algorithm may be replaced.
constexpr int64_t kMaxAgeSeconds = 3600;
constexpr size_t kEtagDigits = 32;

// Whether readers and newsroom get the same summary of it.
bool SeenAlikeByAll(const article::v1::Article& article) {
  return article.state() == article::v1::STATE_PUBLISHED &&
         !article.has_editorial_summary();
}

std::shared_ptr<const v1::Summary> Summarized(
    const article::v1::Article& article, const RequestOptions& options,
    bool for_readers) {
  v1::Summary summary = SummaryOf(article, options);
  if (for_readers) WithholdFromReaders(summary);
  return std::make_shared<const v1::Summary>(std::move(summary));
}

}  // namespace

Summaries::Summaries(const ArticleReader& articles, const FreshnessJudge& judge,
                     FragmentCache& fragments, const Clock& clock,
                     size_t most_kept)
    : articles_(articles),
      judge_(judge),
      fragments_(fragments),
      clock_(clock),
      kept_(most_kept) {}

absl::StatusOr<Summaries::Found> Summaries::Get(
    const std::vector<std::string>& articles, const RequestOptions& options,
    const Revision& min_revision, const std::string& token,
    absl::Time deadline) {
  if (absl::Status reached = judge_.WaitFor(min_revision, deadline);
      !reached.ok())
    return reached;
  if (token.empty() && options.IsPlain())
    return GetKept(articles, options, deadline);
  Found found;
  found.as_of = judge_.AsOf();
  absl::StatusOr<ByArticle> made =
      ReadAndSummarize(articles, options, found.as_of, token, deadline);
  if (!made.ok()) return made.status();
  found.summaries = *std::move(made);
  return found;
}

absl::StatusOr<Summaries::Found> Summaries::GetKept(
    const std::vector<std::string>& articles, const RequestOptions& options,
    absl::Time deadline) {
  Found found;
  found.as_of = judge_.AsOf();
  std::set<std::string> read;  // within this request: answered by the truth
  while (true) {
    // A judgement is about now: after each reading the kept ones are judged
    // again.
    std::vector<std::string> to_read;
    ByArticle kept;
    found.stale = false;
    for (const std::string& article :
         std::set<std::string>(articles.begin(), articles.end())) {
      if (read.count(article) > 0) continue;
      const absl::optional<KeptSummary> one =
          kept_.Find(article, options.point_count);
      const Freshness freshness =
          one ? judge_.Judge(one->as_of, {article}) : Freshness::kNoLease;
      if (one && MayGive(freshness)) {
        kept[article] = one->summary;
        found.stale = found.stale || freshness == Freshness::kStale;
      } else {
        to_read.push_back(article);
      }
    }
    if (to_read.empty()) {
      found.summaries.insert(kept.begin(), kept.end());
      return found;
    }
    absl::StatusOr<ByArticle> made =
        ReadAndSummarize(to_read, options, judge_.AsOf(), "", deadline);
    if (!made.ok()) return made.status();
    found.summaries.insert(made->begin(), made->end());
    read.insert(to_read.begin(), to_read.end());
  }
}

absl::StatusOr<Summaries::ByArticle> Summaries::ReadAndSummarize(
    const std::vector<std::string>& articles, const RequestOptions& options,
    const Revision& as_of, const std::string& token, absl::Time deadline) {
  absl::StatusOr<ArticlesRead> read =
      articles_.Read(articles, as_of, deadline, token);
  if (!read.ok()) return read.status();
  ByArticle summaries;
  for (const article::v1::Article& article : read->articles) {
    // What is kept is for readers; without a word of the editors the newsroom
    // sees the same.
    const bool is_kept =
        options.IsPlain() && (token.empty() || SeenAlikeByAll(article));
    const absl::optional<KeptSummary> kept =
        is_kept ? kept_.Find(article.name(), options.point_count)
                : absl::nullopt;
    const bool same_text =
        kept && kept->epoch == read->epoch &&
        kept->summary->article_revision() == article.revision();
    std::shared_ptr<const v1::Summary> summary =
        same_text ? kept->summary
                  : Summarized(article, options, /*for_readers=*/token.empty());
    if (is_kept) {
      // A text newer than our knowledge is kept as of itself: were the store
      // restored to before it, nothing in the feed would tell.
      const Revision kept_as_of =
          article.revision() <= as_of.number
              ? as_of
              : Revision{read->epoch, article.revision()};
      kept_.Keep(article.name(), options.point_count,
                 {summary, kept_as_of, read->epoch});
    }
    summaries[article.name()] = std::move(summary);
  }
  return summaries;
}

absl::StatusOr<article::v1::Article> Summaries::ReadArticle(
    const std::string& article, const Revision& min_revision,
    const std::string& token, absl::Time deadline) {
  if (absl::Status reached = judge_.WaitFor(min_revision, deadline);
      !reached.ok())
    return reached;
  absl::StatusOr<ArticlesRead> read =
      articles_.Read({article}, judge_.AsOf(), deadline, token);
  if (!read.ok()) return read.status();
  if (read->articles.empty()) return WhyMissing(article, deadline);
  return std::move(read->articles[0]);
}

absl::StatusOr<GivenFragment> Summaries::GetFragment(
    const std::string& article, const Revision& min_revision,
    absl::Time deadline) {
  return fragments_.Get(
      absl::StrCat("summary/", article), min_revision, deadline,
      [&](const Revision& as_of) { return Render(article, as_of, deadline); });
}

absl::StatusOr<fragment::v1::Fragment> Summaries::Render(
    const std::string& article, const Revision& as_of, absl::Time deadline) {
  absl::StatusOr<ByArticle> made =
      ReadAndSummarize({article}, {}, as_of, "", deadline);
  if (!made.ok()) return made.status();
  const auto at = made->find(article);
  if (at == made->end()) return articles_.WhyMissing(article, deadline);
  const v1::Summary& summary = *at->second;
  fragment::v1::Fragment fragment;
  fragment.set_html(RenderKeyPoints(summary));
  fragment.set_lang(summary.language_code());
  fragment.set_dir(text::IsRightToLeft(summary.language_code()) ? "rtl"
                                                                : "ltr");
  fragment.set_etag(Sha256Hex(fragment.html()).substr(0, kEtagDigits));
  *fragment.mutable_as_of_revision() = ToMessage(as_of);
  fragment.set_article_revision(summary.article_revision());
  fragment.add_depends_on(article);
  fragment.mutable_rendered_at()->set_seconds(
      absl::ToUnixSeconds(clock_.Now()));
  fragment.mutable_max_age()->set_seconds(kMaxAgeSeconds);
  fragment.set_renderer(SummaryRenderer());
  return fragment;
}

}  // namespace byline::summary
