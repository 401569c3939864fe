// FakeArticles: an article service in memory, for the tests of those that
// follow it. It stores what the test puts and tells it to watchers; the test
// can hold the feed back and let the service fall silent. Thread-safe.
#ifndef BYLINE_TESTS_TESTING_FAKE_ARTICLES_H_
#define BYLINE_TESTS_TESTING_FAKE_ARTICLES_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/base/mutex.h"

namespace byline::testing {

class FakeArticles final : public article::v1::ArticleService::Service {
 public:
  static constexpr char kEpoch[] = "00000000000000aa";

  // Stores a version of an article under its name, in its state, and tells the
  // feed; the revision of this write.
  fragment::v1::Revision Put(article::v1::Article article);
  // The same of English paragraphs under "articles/{id}".
  fragment::v1::Revision Put(
      const std::string& id, const std::vector<std::string>& paragraphs,
      article::v1::State state = article::v1::STATE_PUBLISHED);
  // The same of an article without any text, withdrawn.
  fragment::v1::Revision Withdraw(const std::string& id);
  // From here on changes stay out of the feed, until it is let go.
  void HoldFeed(bool hold);
  // From here on all calls but Watch fail with UNAVAILABLE, until it is let go.
  void FallSilent(bool silent);
  // How often BatchGetArticles was answered; a call with a token, whichever,
  // gets what is not published and what editors keep, too.
  int reads() const;

  grpc::Status BatchGetArticles(
      grpc::ServerContext* context,
      const article::v1::BatchGetArticlesRequest* request,
      article::v1::BatchGetArticlesResponse* response) override;
  // Nothing but the errors of articles that are not published.
  grpc::Status GetArticle(grpc::ServerContext* context,
                          const article::v1::GetArticleRequest* request,
                          article::v1::Article* response) override;
  grpc::Status GetRevision(grpc::ServerContext* context,
                           const article::v1::GetRevisionRequest* request,
                           article::v1::GetRevisionResponse* response) override;
  // The whole log in place of the present state.
  grpc::Status Watch(
      grpc::ServerContext* context, const article::v1::WatchRequest* request,
      grpc::ServerWriter<article::v1::WatchResponse>* writer) override;

 private:
  fragment::v1::Revision NewestLocked() const EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable Mutex mutex_;
  CondVar changed_;
  std::map<std::string, article::v1::Article> articles_ GUARDED_BY(mutex_);
  // Names of those that were ever published.
  std::set<std::string> published_ GUARDED_BY(mutex_);
  std::vector<article::v1::Change> log_
      GUARDED_BY(mutex_);  // number i + 1 at i
  bool held_ GUARDED_BY(mutex_) = false;
  bool silent_ GUARDED_BY(mutex_) = false;
  int reads_ GUARDED_BY(mutex_) = 0;
};

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_FAKE_ARTICLES_H_
