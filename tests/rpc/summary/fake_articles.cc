#include "tests/rpc/summary/fake_articles.h"

#include <chrono>

#include "common/base/errors.h"
#include "common/server/grpc_status.h"

namespace byline::summary {

fragment::v1::Revision FakeArticles::Put(
    const std::string& id, const std::vector<std::string>& paragraphs,
    article::v1::State state) {
  MutexLock lock(mutex_);
  article::v1::Article article;
  article.set_name("articles/" + id);
  article.set_language_code("en");
  article.set_state(state);
  article.set_revision(static_cast<int64_t>(log_.size()) + 1);
  for (const std::string& paragraph : paragraphs)
    article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(
        paragraph);
  article::v1::Change change;
  change.set_name(article.name());
  change.set_number(article.revision());
  change.set_state(state);
  articles_[article.name()] = article;
  log_.push_back(change);
  changed_.NotifyAll();
  return NewestLocked();
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
  revision.set_epoch(kEpoch);
  revision.set_number(static_cast<int64_t>(log_.size()));
  return revision;
}

grpc::Status FakeArticles::BatchGetArticles(
    grpc::ServerContext*, const article::v1::BatchGetArticlesRequest* request,
    article::v1::BatchGetArticlesResponse* response) {
  MutexLock lock(mutex_);
  if (silent_) return {grpc::StatusCode::UNAVAILABLE, "silent"};
  ++reads_;
  if (request->min_revision().number() > NewestLocked().number())
    return {grpc::StatusCode::OUT_OF_RANGE, "not written yet"};
  for (const std::string& name : request->names()) {
    const auto at = articles_.find(name);
    if (at == articles_.end() ||
        at->second.state() != article::v1::STATE_PUBLISHED) {
      response->add_missing(name);
    } else {
      *response->add_articles() = at->second;
    }
  }
  *response->mutable_revision() = NewestLocked();
  return grpc::Status::OK;
}

grpc::Status FakeArticles::GetArticle(
    grpc::ServerContext*, const article::v1::GetArticleRequest* request,
    article::v1::Article*) {
  MutexLock lock(mutex_);
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
  if (silent_) return {grpc::StatusCode::UNAVAILABLE, "silent"};
  *response->mutable_revision() = NewestLocked();
  response->set_current_epoch(kEpoch);
  response->set_store_id("store");
  return grpc::Status::OK;
}

grpc::Status FakeArticles::Watch(
    grpc::ServerContext* context, const article::v1::WatchRequest* request,
    grpc::ServerWriter<article::v1::WatchResponse>* writer) {
  size_t sent = request->from().number() > 0
                    ? static_cast<size_t>(request->from().number()) - 1
                    : 0;
  bool marked = request->from().number() > 0;
  bool first = true;
  while (!context->IsCancelled()) {
    article::v1::WatchResponse message;
    {
      MutexLock lock(mutex_);
      const bool nothing_new = sent == log_.size() && marked && !first;
      if (held_ || nothing_new) {
        changed_.WaitFor(mutex_, std::chrono::milliseconds(5));
        continue;
      }
      if (first) {
        fragment::v1::Epoch* epoch = message.add_epochs();
        epoch->set_id(kEpoch);
        epoch->set_first_number(1);
      }
      while (sent < log_.size()) *message.add_changes() = log_[sent++];
      message.set_complete_to(static_cast<int64_t>(sent));
      message.set_marker(!marked);
    }
    first = false;
    marked = true;
    if (!writer->Write(message)) break;
  }
  return grpc::Status::CANCELLED;
}

}  // namespace byline::summary
