#include "tests/rpc/recommendation/fake_summaries.h"

#include <absl/strings/str_cat.h>

namespace byline::recommendation {

void FakeSummaries::Set(const std::string& id, const std::string& text,
                        int64_t revision) {
  MutexLock lock(mutex_);
  const std::string name = absl::StrCat("articles/", id, "/summary");
  summary::v1::Summary& summary = summaries_[name];
  summary.set_name(name);
  summary.mutable_abstract()->set_text(text);
  summary.set_article_revision(revision);
}

void FakeSummaries::Fail(const grpc::Status& status) {
  MutexLock lock(mutex_);
  failure_ = status;
}

int FakeSummaries::calls() const {
  MutexLock lock(mutex_);
  return calls_;
}

grpc::Status FakeSummaries::BatchGetSummaries(
    grpc::ServerContext*, const summary::v1::BatchGetSummariesRequest* request,
    summary::v1::BatchGetSummariesResponse* response) {
  MutexLock lock(mutex_);
  ++calls_;
  if (!failure_.ok()) return failure_;
  for (const std::string& name : request->names()) {
    const auto found = summaries_.find(name);
    if (found == summaries_.end()) {
      response->add_missing(name);
    } else {
      *response->add_summaries() = found->second;
    }
  }
  return grpc::Status::OK;
}

}  // namespace byline::recommendation
