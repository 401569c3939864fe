// ImportStream: an import as it comes in messages: limits, and outcomes as the
// contract's messages. One thread; store and clock must outlive it.
#ifndef BYLINE_SERVICES_ARTICLE_RPC_IMPORT_STREAM_H_
#define BYLINE_SERVICES_ARTICLE_RPC_IMPORT_STREAM_H_

#include <absl/status/status.h>

#include <optional>

#include "byline/article/v1/article_service.pb.h"
#include "services/article/commands/import_command.h"

namespace byline::article {

class ImportStream {
 public:
  static constexpr int kMaxItems = 10'000;

  ImportStream(ArticleStore& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  // Stores the items of a message and adds their outcomes to `response`.
  // INVALID_ARGUMENT beyond kMaxItems: what came before stays stored.
  absl::Status Add(const v1::ImportArticlesRequest& message,
                   v1::ImportArticlesResponse& response);

 private:
  ArticleStore& store_;
  const Clock& clock_;
  // Made by the first message, which says whether to keep drafts.
  std::optional<ImportCommand> command_;
  int items_ = 0;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_RPC_IMPORT_STREAM_H_
