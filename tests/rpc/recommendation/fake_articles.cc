#include "tests/rpc/recommendation/fake_articles.h"

#include <absl/strings/str_cat.h>

#include <chrono>
#include <utility>

namespace byline::recommendation {

fragment::v1::Revision FakeArticles::Put(article::v1::Article article) {
  article::v1::Change change;
  change.set_name(article.name());
  change.set_state(article.state());
  *change.mutable_article() = std::move(article);
  return Write(std::move(change));
}

fragment::v1::Revision FakeArticles::Withdraw(const std::string& id) {
  article::v1::Change change;
  change.set_name(absl::StrCat("articles/", id));
  change.set_state(article::v1::STATE_WITHDRAWN);
  return Write(std::move(change));
}

fragment::v1::Revision FakeArticles::Write(article::v1::Change change) {
  MutexLock lock(mutex_);
  change.set_number(static_cast<int64_t>(log_.size()) + 1);
  if (change.has_article()) {
    change.mutable_article()->set_revision(change.number());
  }
  log_.push_back(std::move(change));
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

fragment::v1::Revision FakeArticles::NewestLocked() const {
  fragment::v1::Revision revision;
  if (!log_.empty()) revision.set_epoch(kEpoch);
  revision.set_number(static_cast<int64_t>(log_.size()));
  return revision;
}

grpc::Status FakeArticles::GetRevision(
    grpc::ServerContext*, const article::v1::GetRevisionRequest*,
    article::v1::GetRevisionResponse* response) {
  MutexLock lock(mutex_);
  if (silent_) {
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "silent");
  }
  *response->mutable_revision() = NewestLocked();
  response->set_current_epoch(kEpoch);
  response->set_store_id("the-store");
  return grpc::Status::OK;
}

grpc::Status FakeArticles::Watch(
    grpc::ServerContext* context, const article::v1::WatchRequest* request,
    grpc::ServerWriter<article::v1::WatchResponse>* writer) {
  size_t next =
      static_cast<size_t>(std::max<int64_t>(0, request->from().number() - 1));
  bool first = true;
  while (!context->IsCancelled()) {
    article::v1::WatchResponse message;
    {
      MutexLock lock(mutex_);
      const bool nothing = held_ || (!first && next >= log_.size());
      if (nothing) {
        changed_.WaitFor(mutex_, std::chrono::milliseconds(20));
        continue;
      }
      if (first) {
        auto* epoch = message.add_epochs();
        epoch->set_id(kEpoch);
        epoch->set_first_number(1);
        message.set_marker(request->from().number() == 0);
      }
      for (; next < log_.size(); ++next) *message.add_changes() = log_[next];
      message.set_complete_to(static_cast<int64_t>(next));
      first = false;
    }
    if (!writer->Write(message)) break;
  }
  return grpc::Status::OK;
}

}  // namespace byline::recommendation
