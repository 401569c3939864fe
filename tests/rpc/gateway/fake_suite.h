// FakeSuite: the three services with one article, in this process, behind a
// real gRPC server each, so that they can be slow, lag behind or be taken away.
// Thread-safe.
#ifndef BYLINE_TESTS_RPC_GATEWAY_FAKE_SUITE_H_
#define BYLINE_TESTS_RPC_GATEWAY_FAKE_SUITE_H_

#include <absl/strings/str_cat.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "byline/recommendation/v1/recommendation_service.grpc.pb.h"
#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "common/base/errors.h"
#include "common/server/grpc_status.h"

namespace byline::gateway {

constexpr char kEpoch[] = "00000000000000e1";

// A gate that calls wait at while it is closed, until they are cancelled.
class Gate {
 public:
  void Close() { closed_ = true; }
  void Open() {
    closed_ = false;
    changed_.notify_all();
  }
  void Pass(const grpc::ServerContext& context) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (closed_ && !context.IsCancelled())
      changed_.wait_for(lock, std::chrono::milliseconds(5));
  }

 private:
  std::atomic<bool> closed_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
};

// What the fake services know: one article and its history.
struct FakeState {
  std::mutex mutex;
  std::condition_variable changed;
  int64_t revision = 1;
  int64_t article_revision = 1;
  bool withdrawn = false;
  std::string slug = "s";
  bool ending = false;

  void Change(const std::function<void(FakeState*)>& edit) {
    std::lock_guard<std::mutex> lock(mutex);
    edit(this);
    article_revision = ++revision;
    changed.notify_all();
  }
  // A write that does not touch the article.
  int64_t WriteElsewhere() {
    std::lock_guard<std::mutex> lock(mutex);
    ++revision;
    changed.notify_all();
    return revision;
  }
};

inline fragment::v1::Fragment FakeFragment(const std::string& html,
                                           int64_t as_of,
                                           int64_t article_revision) {
  fragment::v1::Fragment fragment;
  fragment.set_html(html);
  fragment.set_lang("en");
  fragment.set_dir("ltr");
  fragment.mutable_as_of_revision()->set_epoch(kEpoch);
  fragment.mutable_as_of_revision()->set_number(as_of);
  fragment.set_article_revision(article_revision);
  fragment.add_depends_on("articles/a");
  fragment.mutable_max_age()->set_seconds(3600);
  return fragment;
}

class FakeArticleService final : public article::v1::ArticleService::Service {
 public:
  explicit FakeArticleService(FakeState& state) : state_(state) {}

  grpc::Status LookupArticle(
      grpc::ServerContext* context,
      const article::v1::LookupArticleRequest* request,
      article::v1::LookupArticleResponse* response) override {
    hang.Pass(*context);
    std::lock_guard<std::mutex> lock(state_.mutex);
    ++lookups;
    if (request->slug() != "s" && request->slug() != state_.slug) {
      return ToGrpcStatus(absl::NotFoundError("no such slug"));
    }
    response->set_name("articles/a");
    response->set_slug(state_.slug);
    response->set_state(state_.withdrawn ? article::v1::STATE_WITHDRAWN
                                         : article::v1::STATE_PUBLISHED);
    if (state_.withdrawn) response->set_public_notice("Taken down.");
    response->set_language_code("en");
    response->mutable_revision()->set_epoch(kEpoch);
    response->mutable_revision()->set_number(state_.revision);
    return grpc::Status::OK;
  }
  grpc::Status GetArticleFragment(grpc::ServerContext* context,
                                  const article::v1::GetArticleFragmentRequest*,
                                  fragment::v1::Fragment* response) override {
    gate.Pass(*context);
    std::lock_guard<std::mutex> lock(state_.mutex);
    *response =
        FakeFragment(absl::StrCat("<article><header><h1>Headline</h1></"
                                  "header><!--after-header-->BODY of ",
                                  state_.article_revision, "</article>"),
                     state_.revision, state_.article_revision);
    return grpc::Status::OK;
  }
  grpc::Status GetArticleListFragment(
      grpc::ServerContext*,
      const article::v1::GetArticleListFragmentRequest* request,
      fragment::v1::Fragment* response) override {
    std::lock_guard<std::mutex> lock(state_.mutex);
    *response =
        FakeFragment("LIST of " + request->collection(), state_.revision, 0);
    response->add_depends_on(request->collection());
    return grpc::Status::OK;
  }
  grpc::Status GetArticle(grpc::ServerContext* context,
                          const article::v1::GetArticleRequest* request,
                          article::v1::Article* response) override {
    hang.Pass(*context);
    const auto& metadata = context->client_metadata();
    const auto token = metadata.find("authorization");
    response->set_name(request->name());
    response->set_headline(
        token == metadata.end()
            ? "no token"
            : std::string(token->second.data(), token->second.size()));
    const auto id = metadata.find("x-request-id");
    if (id != metadata.end())
      response->set_external_id(
          std::string(id->second.data(), id->second.size()));
    if (request->name() == "articles/none") {
      return ToGrpcStatus(ErrorWithReason(absl::StatusCode::kNotFound,
                                          "NO_SUCH_ARTICLE", "there is none"));
    }
    return grpc::Status::OK;
  }
  grpc::Status GetRevision(
      grpc::ServerContext* context, const article::v1::GetRevisionRequest*,
      article::v1::GetRevisionResponse* response) override {
    hang.Pass(*context);
    std::lock_guard<std::mutex> lock(state_.mutex);
    response->mutable_revision()->set_epoch(kEpoch);
    response->mutable_revision()->set_number(state_.revision);
    response->set_current_epoch(kEpoch);
    response->set_store_id("store");
    return grpc::Status::OK;
  }
  grpc::Status Watch(
      grpc::ServerContext* context, const article::v1::WatchRequest*,
      grpc::ServerWriter<article::v1::WatchResponse>* writer) override {
    article::v1::WatchResponse message;
    auto* epoch = message.add_epochs();
    epoch->set_id(kEpoch);
    epoch->set_first_number(1);
    int64_t sent = 0;
    std::unique_lock<std::mutex> lock(state_.mutex);
    while (!context->IsCancelled() && !state_.ending) {
      if (sent != state_.revision) {
        auto* change = message.add_changes();
        change->set_number(state_.article_revision);
        change->set_name("articles/a");
        change->set_state(state_.withdrawn ? article::v1::STATE_WITHDRAWN
                                           : article::v1::STATE_PUBLISHED);
        change->add_collections("articles/-");
        message.set_complete_to(state_.revision);
        message.set_marker(sent == 0);
        sent = state_.revision;
        if (!writer->Write(message)) return grpc::Status::OK;
        message.Clear();
      }
      state_.changed.wait_for(lock, std::chrono::milliseconds(5));
    }
    return grpc::Status::OK;
  }

  Gate gate;  // of bodies
  Gate hang;  // of lookups, articles and the newest revision
  std::atomic<int> lookups{0};

 private:
  FakeState& state_;
};

class FakeSummaryService final : public summary::v1::SummaryService::Service {
 public:
  explicit FakeSummaryService(FakeState& state) : state_(state) {}
  grpc::Status GetSummaryFragment(
      grpc::ServerContext* context,
      const summary::v1::GetSummaryFragmentRequest* request,
      fragment::v1::Fragment* response) override {
    gate.Pass(*context);
    std::lock_guard<std::mutex> lock(state_.mutex);
    const bool is_old = lags && !request->has_min_revision();
    *response = FakeFragment(is_old ? "OLD POINTS" : "POINTS",
                             is_old ? 1 : state_.revision,
                             is_old ? 1 : state_.article_revision);
    return grpc::Status::OK;
  }
  grpc::Status BatchGetSummaries(
      grpc::ServerContext* context,
      const summary::v1::BatchGetSummariesRequest* request,
      summary::v1::BatchGetSummariesResponse* response) override {
    for (const auto& name : request->names()) response->add_missing(name);
    if (stale_age == 0) return grpc::Status::OK;
    context->AddInitialMetadata("x-byline-stale", "1");
    if (stale_age > 0) {
      context->AddTrailingMetadata("x-byline-stale-age",
                                   absl::StrCat(stale_age.load()));
    }
    return grpc::Status::OK;
  }
  Gate gate;
  std::atomic<bool> lags{false};
  // 0: replies are fresh; below 0: stale since nobody knows when.
  std::atomic<int> stale_age{0};

 private:
  FakeState& state_;
};

class FakeRecommendationService final
    : public recommendation::v1::RecommendationService::Service {
 public:
  using Notice = recommendation::v1::WatchSimilarListsResponse;

  explicit FakeRecommendationService(FakeState& state) : state_(state) {}
  grpc::Status GetSimilarArticlesFragment(
      grpc::ServerContext*,
      const recommendation::v1::GetSimilarArticlesFragmentRequest*,
      fragment::v1::Fragment* response) override {
    std::lock_guard<std::mutex> lock(state_.mutex);
    *response =
        FakeFragment(absl::StrCat("SIMILAR v", lists_version.load(), "."),
                     state_.revision, state_.article_revision);
    response->add_depends_on("articles/a/similarArticles");
    response->add_depends_on("similarArticles/-");
    return grpc::Status::OK;
  }
  // As the real one, but that it is silent, ends or is not there as the test
  // says.
  grpc::Status WatchSimilarLists(
      grpc::ServerContext* context,
      const recommendation::v1::WatchSimilarListsRequest*,
      grpc::ServerWriter<Notice>* writer) override {
    if (is_old) return {grpc::StatusCode::UNIMPLEMENTED, "an older version"};
    std::unique_lock<std::mutex> lock(state_.mutex);
    if (is_cut) return {grpc::StatusCode::UNAVAILABLE, "cut"};
    size_t next = notices_.size();
    Notice message;
    if (next > 0) *message.mutable_revision() = notices_.back().revision();
    ++streams;
    while (!context->IsCancelled() && !state_.ending && !is_cut) {
      if (!is_silent && !writer->Write(message)) break;
      message.Clear();
      if (next < notices_.size()) {
        message = notices_[next++];
      } else {
        state_.changed.wait_for(lock, std::chrono::milliseconds(5));
      }
    }
    return {grpc::StatusCode::UNAVAILABLE, "cut"};
  }
  // Tells that the list of an article changed by a write; of all where empty.
  void Tell(int64_t number, const std::string& article) {
    std::lock_guard<std::mutex> lock(state_.mutex);
    Notice notice;
    notice.mutable_revision()->set_epoch(kEpoch);
    notice.mutable_revision()->set_number(number);
    if (!article.empty()) notice.add_articles(article);
    notice.set_all(article.empty());
    notices_.push_back(notice);
    state_.changed.notify_all();
  }

  std::atomic<int> lists_version{0};  // in the list's HTML
  std::atomic<int> streams{0};        // begun so far
  std::atomic<bool> is_old{false};
  std::atomic<bool> is_silent{false};
  std::atomic<bool> is_cut{false};
  grpc::Status GetTrendingArticlesFragment(
      grpc::ServerContext* context,
      const recommendation::v1::GetTrendingArticlesFragmentRequest* request,
      fragment::v1::Fragment* response) override {
    trending_gate.Pass(*context);
    std::lock_guard<std::mutex> lock(state_.mutex);
    *response =
        FakeFragment(absl::StrCat("MOST READ in ", request->language_code()),
                     state_.revision, 0);
    return grpc::Status::OK;
  }
  grpc::Status RecordReaderEvents(
      grpc::ServerContext* context,
      const recommendation::v1::RecordReaderEventsRequest* request,
      recommendation::v1::RecordReaderEventsResponse*) override {
    events_gate.Pass(*context);
    std::lock_guard<std::mutex> lock(state_.mutex);
    events = *request;
    metadata.clear();
    for (const auto& [name, value] : context->client_metadata())
      absl::StrAppend(&metadata, std::string(name.data(), name.size()), "=",
                      std::string(value.data(), value.size()), "\n");
    return ToGrpcStatus(failure);
  }
  Gate trending_gate;
  Gate events_gate;
  // Of the last call, and what the next ones get; under the state's mutex.
  recommendation::v1::RecordReaderEventsRequest events;
  std::string metadata;
  absl::Status failure;

 private:
  FakeState& state_;
  std::vector<Notice> notices_;  // guarded by the state's mutex
};

// A service behind a server of its own.
class FakeServer {
 public:
  explicit FakeServer(grpc::Service& service) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port_);
    builder.RegisterService(&service);
    server_ = builder.BuildAndStart();
  }
  ~FakeServer() { Stop(); }
  void Stop() {
    if (server_) server_->Shutdown(std::chrono::system_clock::now());
    server_.reset();
  }
  std::string target() const { return absl::StrCat("127.0.0.1:", port_); }

 private:
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace byline::gateway

#endif  // BYLINE_TESTS_RPC_GATEWAY_FAKE_SUITE_H_
