// ArticleCommands: what the newsroom can do with articles. Each command is one
// write transaction of the store: it reads, applies the pure functions of core,
// and puts; so it happens wholly or not at all, and what it returns is what was
// stored. Thread-safe; store and clock must outlive it.
//
// Errors are those of the contract (article_service.proto) and of the store.
#ifndef BYLINE_SERVICES_ARTICLE_COMMANDS_ARTICLE_COMMANDS_H_
#define BYLINE_SERVICES_ARTICLE_COMMANDS_ARTICLE_COMMANDS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <google/protobuf/field_mask.pb.h>

#include <optional>
#include <string>

#include "byline/article/v1/article.pb.h"
#include "common/base/clock.h"
#include "services/article/store/article_store.h"

namespace byline::article {

struct CreateCommand {
  v1::Article article;
  std::string article_id;  // empty: made up
  std::string request_id;  // empty: not idempotent
  bool publish = false;
};

struct UpdateCommand {
  v1::Article article;
  google::protobuf::FieldMask update_mask;
};

struct PublishCommand {
  std::string name;
  std::optional<google::protobuf::Timestamp> publish_time;
  std::string request_id;
  std::string etag;
};

struct WithdrawCommand {
  std::string name;
  std::string reason;
  std::string public_notice;
  std::string etag;
};

class ArticleCommands {
 public:
  ArticleCommands(ArticleStore& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  absl::StatusOr<v1::Article> Create(const CreateCommand& command);
  absl::StatusOr<v1::Article> Update(const UpdateCommand& command);
  absl::StatusOr<v1::Article> Publish(const PublishCommand& command);
  absl::StatusOr<v1::Article> Withdraw(const WithdrawCommand& command);
  // Publishes a scheduled article if its time has come; otherwise does nothing.
  absl::Status PublishIfDue(absl::string_view name);

 private:
  ArticleStore& store_;
  const Clock& clock_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_COMMANDS_ARTICLE_COMMANDS_H_
