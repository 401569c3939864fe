#include "tests/testing/fake_articles.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "common/base/errors.h"
#include "common/server/grpc_status.h"

namespace byline::testing {
namespace {

grpc::Status Silence() { return {grpc::StatusCode::UNAVAILABLE, "silent"}; }

}  // namespace

fragment::v1::Revision FakeArticles::Put(article::v1::Article article) {
  MutexLock lock(mutex_);
  article.set_revision(static_cast<int64_t>(log_.size()) + 1);
  if (article.state() == article::v1::STATE_PUBLISHED) {
    published_.insert(article.name());
  }
  article::v1::Change change;
  change.set_name(article.name());
  change.set_number(article.revision());
  change.set_state(article.state());
  change.set_was_published(published_.count(article.name()) > 0);
  if (article.state() != article::v1::STATE_WITHDRAWN) {
    *change.mutable_article() = article;
  }
  articles_[change.name()] = std::move(article);
  log_.push_back(std::move(change));
  changed_.NotifyAll();
  return NewestLocked();
}

fragment::v1::Revision FakeArticles::Put(
    const std::string& id, const std::vector<std::string>& paragraphs,
    article::v1::State state) {
  article::v1::Article article;
  article.set_name(absl::StrCat("articles/", id));
  article.set_language_code("en");
  article.set_state(state);
  for (const std::string& paragraph : paragraphs) {
    article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(
        paragraph);
  }
  return Put(std::move(article));
}

fragment::v1::Revision FakeArticles::Withdraw(const std::string& id) {
  return Put(id, {}, article::v1::STATE_WITHDRAWN);
}

void FakeArticles::HoldFeed(bool hold) {
  MutexLock lock(mutex_);
  held_ = hold;
  changed_.NotifyAll();
}

void FakeArticles::FallSilent(bool silent) {
  MutexLock lock(mutex_);
  silent_ = silent;
}

int FakeArticles::reads() const {
  MutexLock lock(mutex_);
  return reads_;
}

fragment::v1::Revision FakeArticles::NewestLocked() const {
  fragment::v1::Revision revision;
  if (!log_.empty()) revision.set_epoch(kEpoch);
  revision.set_number(static_cast<int64_t>(log_.size()));
  return revision;
}

grpc::Status FakeArticles::BatchGetArticles(
    grpc::ServerContext* context,
    const article::v1::BatchGetArticlesRequest* request,
    article::v1::BatchGetArticlesResponse* response) {
  MutexLock lock(mutex_);
  if (silent_) return Silence();
  ++reads_;
  if (request->min_revision().number() > NewestLocked().number()) {
    return {grpc::StatusCode::OUT_OF_RANGE, "not written yet"};
  }
  const bool has_token = context->client_metadata().count("authorization") > 0;
  for (const std::string& name : request->names()) {
    const auto at = articles_.find(name);
    if (at == articles_.end() ||
        (at->second.state() != article::v1::STATE_PUBLISHED && !has_token)) {
      response->add_missing(name);
    } else {
      article::v1::Article& article = *response->add_articles();
      article = at->second;
      if (!has_token && article.has_editorial_summary())
        article.mutable_editorial_summary()->clear_points();
    }
  }
  *response->mutable_revision() = NewestLocked();
  return grpc::Status::OK;
}

grpc::Status FakeArticles::GetArticle(
    grpc::ServerContext*, const article::v1::GetArticleRequest* request,
    article::v1::Article*) {
  MutexLock lock(mutex_);
  if (silent_) return Silence();
  const auto at = articles_.find(request->name());
  const bool withdrawn = at != articles_.end() &&
                         at->second.state() == article::v1::STATE_WITHDRAWN;
  return ToGrpcStatus(ErrorWithReason(
      absl::StatusCode::kNotFound,
      withdrawn ? "ARTICLE_WITHDRAWN" : "ARTICLE_NOT_FOUND", "not there"));
}

grpc::Status FakeArticles::GetRevision(
    grpc::ServerContext*, const article::v1::GetRevisionRequest*,
    article::v1::GetRevisionResponse* response) {
  MutexLock lock(mutex_);
  if (silent_) return Silence();
  *response->mutable_revision() = NewestLocked();
  response->set_current_epoch(kEpoch);
  response->set_store_id("the-store");
  return grpc::Status::OK;
}

grpc::Status FakeArticles::Watch(
    grpc::ServerContext* context, const article::v1::WatchRequest* request,
    grpc::ServerWriter<article::v1::WatchResponse>* writer) {
  const int64_t from = request->from().number();
  size_t next = static_cast<size_t>(std::max<int64_t>(0, from - 1));
  bool first = true;
  while (!context->IsCancelled()) {
    article::v1::WatchResponse message;
    {
      MutexLock lock(mutex_);
      if (held_ || (!first && next >= log_.size())) {
        changed_.WaitFor(mutex_, std::chrono::milliseconds(5));
        continue;
      }
      if (first) {
        fragment::v1::Epoch& epoch = *message.add_epochs();
        epoch.set_id(kEpoch);
        epoch.set_first_number(1);
        message.set_marker(from == 0);
      }
      for (; next < log_.size(); ++next) {
        article::v1::Change& change = *message.add_changes();
        change = log_[next];
        if (request->view() != article::v1::WATCH_VIEW_FULL) {
          change.clear_article();
        }
      }
      message.set_complete_to(static_cast<int64_t>(next));
    }
    first = false;
    if (!writer->Write(message)) break;
  }
  return grpc::Status::CANCELLED;
}

}  // namespace byline::testing
