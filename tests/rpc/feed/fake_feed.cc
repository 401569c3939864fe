#include "tests/rpc/feed/fake_feed.h"

#include <chrono>
#include <limits>
#include <utility>

namespace byline {
namespace {

constexpr std::chrono::seconds kPatience{10};
// How often a wait looks at what has no condition variable.
constexpr std::chrono::milliseconds kLook{2};

}  // namespace

bool Eventually(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  Mutex mutex;
  CondVar never;
  MutexLock lock(mutex);
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    never.WaitFor(mutex, kLook);
  }
  return true;
}

void FakeStream::Send(article::v1::WatchResponse message) {
  MutexLock lock(mutex_);
  messages_.push_back(std::move(message));
  changed_.NotifyAll();
}

void FakeStream::End(const grpc::Status& status) {
  MutexLock lock(mutex_);
  ended_ = true;
  status_ = status;
  changed_.NotifyAll();
}

bool FakeStream::WaitCancelled() {
  return Eventually([this] {
    MutexLock lock(mutex_);
    return cancelled_;
  });
}

grpc::Status FakeStream::Run(
    grpc::ServerContext& context,
    grpc::ServerWriter<article::v1::WatchResponse>& writer) {
  MutexLock lock(mutex_);
  while (true) {
    if (context.IsCancelled()) {
      cancelled_ = true;
      return grpc::Status::CANCELLED;
    }
    if (!messages_.empty()) {
      writer.Write(messages_.front());
      messages_.pop_front();
    } else if (ended_) {
      return status_;
    } else {
      changed_.WaitFor(mutex_, kLook);
    }
  }
}

void FakeFeed::SetTruth(const Revision& newest) {
  MutexLock lock(mutex_);
  newest_ = newest;
}

void FakeFeed::FailQuestions(const grpc::Status& status) {
  MutexLock lock(mutex_);
  failure_ = status;
}

void FakeFeed::HoldQuestionsFrom(int number) {
  MutexLock lock(mutex_);
  held_from_ = number;
}

void FakeFeed::ReleaseUpTo(int number) {
  MutexLock lock(mutex_);
  released_to_ = number;
  changed_.NotifyAll();
}

void FakeFeed::ReleaseAllBut(int number) {
  MutexLock lock(mutex_);
  never_released_ = number;
  released_to_ = std::numeric_limits<int>::max();
  changed_.NotifyAll();
}

int FakeFeed::questions() const {
  MutexLock lock(mutex_);
  return questions_;
}

article::v1::GetRevisionRequest FakeFeed::last_question() const {
  MutexLock lock(mutex_);
  return last_question_;
}

std::string FakeFeed::last_authorization() const {
  MutexLock lock(mutex_);
  return last_authorization_;
}

std::shared_ptr<FakeStream> FakeFeed::NextStream() {
  std::shared_ptr<FakeStream> stream;
  Eventually([&] {
    MutexLock lock(mutex_);
    if (streams_.empty()) return false;
    stream = streams_.front();
    streams_.pop_front();
    return true;
  });
  return stream;
}

grpc::Status FakeFeed::Watch(
    grpc::ServerContext* context, const article::v1::WatchRequest* request,
    grpc::ServerWriter<article::v1::WatchResponse>* writer) {
  const auto stream = std::make_shared<FakeStream>(*request);
  {
    MutexLock lock(mutex_);
    streams_.push_back(stream);
  }
  return stream->Run(*context, *writer);
}

grpc::Status FakeFeed::GetRevision(
    grpc::ServerContext* context,
    const article::v1::GetRevisionRequest* request,
    article::v1::GetRevisionResponse* response) {
  MutexLock lock(mutex_);
  const int number = ++questions_;
  last_question_ = *request;
  const auto found = context->client_metadata().find("authorization");
  last_authorization_ =
      found == context->client_metadata().end()
          ? ""
          : std::string(found->second.data(), found->second.size());
  while (number == never_released_ ||
         (number >= held_from_ && number > released_to_)) {
    if (context->IsCancelled()) break;
    changed_.WaitFor(mutex_, kLook);
  }
  if (!failure_.ok()) return failure_;
  response->mutable_revision()->set_epoch(newest_.epoch);
  response->mutable_revision()->set_number(newest_.number);
  response->set_current_epoch(newest_.epoch);
  response->set_store_id("the-store");
  return grpc::Status::OK;
}

}  // namespace byline
