// ArticleReader: articles, asked for at the truth, the article service. With
// the service's own token, so that it gets what the editors keep, but only the
// published ones; for a caller with reader rights with the caller's. Thread-
// safe; the stub must outlive it.
#ifndef BYLINE_SERVICES_SUMMARY_RPC_ARTICLE_READER_H_
#define BYLINE_SERVICES_SUMMARY_RPC_ARTICLE_READER_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <string>
#include <utility>
#include <vector>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/freshness/revision.h"

namespace byline::summary {

// What the truth answered to one question.
struct ArticlesRead {
  // Those that were found: published, or seen with the caller's token.
  std::vector<article::v1::Article> articles;
  // The epoch in which they were read. Within one epoch an article's revision
  // names its text.
  std::string epoch;
};

class ArticleReader {
 public:
  // `service_token`: with reader rights; where empty, the points that editors
  // keep are not there.
  ArticleReader(article::v1::ArticleService::StubInterface& stub,
                std::string service_token)
      : stub_(stub), service_token_(std::move(service_token)) {}

  // `names`: 1 to 1,000. Without a caller's `token` the published ones; with
  // one whatever it may see, but nothing that has been withdrawn. Errors: those
  // of BatchGetArticles; OUT_OF_RANGE becomes UNAVAILABLE, because
  // `min_revision` is our own knowledge, which a restored store is about to
  // correct.
  absl::StatusOr<ArticlesRead> Read(const std::vector<std::string>& names,
                                    const Revision& min_revision,
                                    absl::Time deadline,
                                    const std::string& token = "") const;

  // Why an article that Read did not find has no summary: what the article
  // service itself says of it (reason ARTICLE_WITHDRAWN with the public notice,
  // or ARTICLE_NOT_FOUND).
  absl::Status WhyMissing(const std::string& name, absl::Time deadline) const;

 private:
  article::v1::ArticleService::StubInterface& stub_;
  const std::string service_token_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_RPC_ARTICLE_READER_H_
