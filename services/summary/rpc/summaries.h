// Summaries: what the summary service answers. A kept summary is given only as
// the freshness judge allows; otherwise the article is read from the truth
// within this very request, and summarised anew where its text is another.
// Whoever shows the token of a caller with reader rights gets what the newsroom
// sees, always read from the truth. Thread-safe; all references must outlive
// it.
#ifndef BYLINE_SERVICES_SUMMARY_RPC_SUMMARIES_H_
#define BYLINE_SERVICES_SUMMARY_RPC_SUMMARIES_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "byline/fragment/v1/fragment.pb.h"
#include "byline/summary/v1/summary.pb.h"
#include "common/base/clock.h"
#include "common/fragment/fragment_cache.h"
#include "common/freshness/judge.h"
#include "services/summary/rpc/article_reader.h"
#include "services/summary/rpc/kept_summaries.h"
#include "services/summary/rpc/request_options.h"

namespace byline::summary {

class Summaries {
 public:
  // By the article's name; articles that the caller may not see are not there.
  using ByArticle = std::map<std::string, std::shared_ptr<const v1::Summary>>;

  struct Found {
    ByArticle summaries;
    // What was known before anything was read.
    Revision as_of;
    // Whether any of them was given although the truth is silent.
    bool stale = false;
  };

  Summaries(const ArticleReader& articles, const FreshnessJudge& judge,
            FragmentCache& fragments, const Clock& clock, size_t most_kept);

  // The summaries of `articles` ("articles/{article}", at most 1,000); `token`
  // is of a caller with reader rights, or empty. Errors: of
  // FreshnessJudge::WaitFor and of ArticleReader.
  absl::StatusOr<Found> Get(const std::vector<std::string>& articles,
                            const RequestOptions& options,
                            const Revision& min_revision,
                            const std::string& token, absl::Time deadline);

  // The article itself, from the truth. Errors: as Get, and why it is missing.
  absl::StatusOr<article::v1::Article> ReadArticle(const std::string& article,
                                                   const Revision& min_revision,
                                                   const std::string& token,
                                                   absl::Time deadline);

  // The key points as HTML. Errors: NOT_FOUND (not published), of
  // FragmentCache::Get and of ArticleReader.
  absl::StatusOr<GivenFragment> GetFragment(const std::string& article,
                                            const Revision& min_revision,
                                            absl::Time deadline);

  // Why Get did not find an article: of ArticleReader::WhyMissing.
  absl::Status WhyMissing(const std::string& article,
                          absl::Time deadline) const {
    return articles_.WhyMissing(article, deadline);
  }

 private:
  // As Get for readers and options whose summaries are kept.
  absl::StatusOr<Found> GetKept(const std::vector<std::string>& articles,
                                const RequestOptions& options,
                                absl::Time deadline);
  // Reads those articles from the truth; the result has those found.
  absl::StatusOr<ByArticle> ReadAndSummarize(
      const std::vector<std::string>& articles, const RequestOptions& options,
      const Revision& as_of, const std::string& token, absl::Time deadline);
  absl::StatusOr<fragment::v1::Fragment> Render(const std::string& article,
                                                const Revision& as_of,
                                                absl::Time deadline);

  const ArticleReader& articles_;
  const FreshnessJudge& judge_;
  FragmentCache& fragments_;
  const Clock& clock_;
  KeptSummaries kept_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_RPC_SUMMARIES_H_
