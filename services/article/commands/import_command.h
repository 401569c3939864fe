// ImportCommand: stores a stream of articles, a limited number in each
// transaction, so that memory and the time that other writes wait stay
// constant. An item that is as it was when last imported leaves its article
// alone; a changed one overwrites only the fields that it sets. One thread;
// store and clock must outlive it.
//
//   ImportCommand import(store, clock, draft);
//   for (message : stream) import.Add(message.items(), outcomes);
#ifndef BYLINE_SERVICES_ARTICLE_COMMANDS_IMPORT_COMMAND_H_
#define BYLINE_SERVICES_ARTICLE_COMMANDS_IMPORT_COMMAND_H_

#include <absl/status/status.h>

#include <cstdint>
#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "services/article/store/article_store.h"

namespace byline::article {

struct ImportItem {
  int64_t line = 0;
  const v1::Article* article = nullptr;
};

enum class ImportResult { kCreated, kUpdated, kUnchanged, kRejected };

struct ImportItemOutcome {
  int64_t line = 0;
  ImportResult result = ImportResult::kRejected;
  std::string name;
  std::vector<v1::Verdict> verdicts;
  std::vector<FieldViolation> violations;
};

class ImportCommand {
 public:
  // `draft`: new articles are kept as drafts instead of being published.
  ImportCommand(ArticleStore& store, const Clock& clock, bool draft)
      : store_(store), clock_(clock), draft_(draft) {}

  // Stores the items in order and appends an outcome for each. A faulty item is
  // an outcome, not an error; an error of the store ends the import, and what
  // was stored until then stays.
  absl::Status Add(const std::vector<ImportItem>& items,
                   std::vector<ImportItemOutcome>& outcomes);

 private:
  // An item, with all that takes time and needs no transaction.
  struct Prepared {
    v1::Article article;
    std::string digest;    // of what the source sets
    bool derived = false;  // as that of a new article
    bool named = false;    // by the item itself
    bool has_language = false;
    bool has_update_time = false;
  };

  Prepared Prepare(const ImportItem& item, ImportItemOutcome& outcome) const;
  absl::Status Store(Prepared prepared, ArticleWriter& writer,
                     ImportItemOutcome& outcome) const;

  ArticleStore& store_;
  const Clock& clock_;
  const bool draft_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_COMMANDS_IMPORT_COMMAND_H_
