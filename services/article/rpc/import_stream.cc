#include "services/article/rpc/import_stream.h"

#include <absl/strings/str_cat.h>

#include <vector>

#include "common/base/errors.h"

namespace byline::article {
namespace {

v1::ImportOutcome::Kind KindOf(ImportResult result) {
  switch (result) {
    case ImportResult::kCreated:
      return v1::ImportOutcome::KIND_CREATED;
    case ImportResult::kUpdated:
      return v1::ImportOutcome::KIND_UPDATED;
    case ImportResult::kUnchanged:
      return v1::ImportOutcome::KIND_UNCHANGED;
    case ImportResult::kRejected:
      return v1::ImportOutcome::KIND_REJECTED;
  }
  return v1::ImportOutcome::KIND_UNSPECIFIED;
}

void AddOutcome(const ImportItemOutcome& outcome,
                v1::ImportArticlesResponse& response) {
  v1::ImportOutcome& message = *response.add_outcomes();
  message.set_line(outcome.line);
  message.set_kind(KindOf(outcome.result));
  message.set_name(outcome.name);
  for (const v1::Verdict& verdict : outcome.verdicts) {
    *message.add_verdicts() = verdict;
  }
  for (const FieldViolation& violation : outcome.violations) {
    auto& told = *message.add_violations();
    told.set_field(violation.field);
    told.set_description(violation.description);
  }
}

}  // namespace

absl::Status ImportStream::Add(const v1::ImportArticlesRequest& message,
                               v1::ImportArticlesResponse& response) {
  if (!command_) command_.emplace(store_, clock_, message.draft());
  items_ += message.items_size();
  if (items_ > kMaxItems) {
    return InvalidField(
        "items", absl::StrCat("are more than ", kMaxItems,
                              " in one stream; begin another one for the rest "
                              "(what came before this message is stored)"));
  }
  std::vector<ImportItem> items;
  for (const auto& item : message.items()) {
    items.push_back({item.line(), &item.article()});
  }
  std::vector<ImportItemOutcome> outcomes;
  const absl::Status status = command_->Add(items, outcomes);
  for (const ImportItemOutcome& outcome : outcomes) {
    AddOutcome(outcome, response);
  }
  return status;
}

}  // namespace byline::article
