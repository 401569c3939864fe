#include "services/article/commands/import_command.h"

#include <algorithm>
#include <utility>

#include "common/article/article_name.h"
#include "common/base/crypto.h"
#include "common/base/errors.h"
#include "common/base/timestamps.h"
#include "services/article/commands/near_copy_keeper.h"
#include "services/article/commands/slug_keeper.h"
#include "services/article/core/article_edit.h"
#include "services/article/core/article_name.h"
#include "services/article/core/article_state.h"
#include "services/article/core/similarity_settings.h"
#include "services/article/core/text_check.h"
#include "services/article/core/validation.h"

namespace byline::article {
namespace {

// A publication beside an import waits for at most one of its transactions.
constexpr size_t kItemsPerTransaction = 50;

// Whether the text decided the language, and so decides again when it changes.
bool HasDerivedLanguage(const v1::Article& article) {
  v1::Article derived = EditablePart(article);
  derived.clear_language_code();
  DeriveFromText(derived);
  return derived.language_code() == article.language_code();
}

// The article that the item makes of the one that is there: what the source
// sets is the source's; what it leaves open stays.
v1::Article Merge(const v1::Article& before, const v1::Article& item) {
  v1::Article merged = EditablePart(before);
  // Without a mask these are the fields that the item sets, and no error.
  const auto fields = EditedFields({}, item);
  if (fields.ok()) CopyFields(*fields, item, merged);
  if (item.language_code().empty() && !SameText(EditablePart(before), merged) &&
      HasDerivedLanguage(before)) {
    merged.clear_language_code();
  }
  *merged.mutable_create_time() = before.create_time();
  merged.set_state(before.state());
  return merged;
}

void Reject(ImportItemOutcome& outcome, std::string field,
            std::string description) {
  outcome.result = ImportResult::kRejected;
  outcome.violations.push_back({std::move(field), std::move(description)});
}

// Faults of the request are the item's; the others end the import.
bool IsFaultOfItem(const absl::Status& status) {
  return absl::IsInvalidArgument(status) || absl::IsAlreadyExists(status) ||
         absl::IsFailedPrecondition(status);
}

// The outcome of an item whose time or slug cannot be; other errors go on.
absl::Status RejectFor(const absl::Status& status, ImportItemOutcome& outcome) {
  if (!IsFaultOfItem(status)) return status;
  const auto violations = ErrorViolations(status);
  if (violations.empty()) {
    Reject(outcome, "slug", std::string(status.message()));
  }
  const std::string prefix = "article.";
  for (const FieldViolation& violation : violations) {
    Reject(outcome,
           violation.field.starts_with(prefix)
               ? violation.field.substr(prefix.size())
               : violation.field,
           violation.description);
  }
  return absl::OkStatus();
}

absl::Status TakeSlug(ArticleWriter& writer, v1::Article& article,
                      const v1::Article* before) {
  if (before && article.slug() == before->slug()) return absl::OkStatus();
  return article.slug().empty() ? ChooseSlug(writer, article)
                                : ClaimSlug(writer, article);
}

}  // namespace

absl::Status ImportCommand::Add(const std::vector<ImportItem>& items,
                                std::vector<ImportItemOutcome>& outcomes) {
  for (size_t begin = 0; begin < items.size(); begin += kItemsPerTransaction) {
    const size_t end = std::min(begin + kItemsPerTransaction, items.size());
    const size_t kept = outcomes.size();
    std::vector<Prepared> prepared;
    for (size_t i = begin; i < end; ++i) {
      outcomes.emplace_back();
      prepared.push_back(Prepare(items[i], outcomes.back()));
    }
    const absl::Status status =
        store_.Write(clock_.Now(), [&](ArticleWriter& writer) -> absl::Status {
          for (size_t i = 0; i < prepared.size(); ++i) {
            ImportItemOutcome& outcome = outcomes[kept + i];
            if (!outcome.violations.empty()) continue;
            const absl::Status step =
                Store(std::move(prepared[i]), writer, outcome);
            if (!step.ok()) return step;
          }
          return absl::OkStatus();
        });
    if (!status.ok()) {
      outcomes.resize(kept);
      return status;
    }
  }
  return absl::OkStatus();
}

ImportCommand::Prepared ImportCommand::Prepare(
    const ImportItem& item, ImportItemOutcome& outcome) const {
  outcome.line = item.line;
  Prepared prepared;
  prepared.article = EditablePart(*item.article);
  prepared.has_language = !item.article->language_code().empty();
  prepared.has_update_time = item.article->has_update_time();
  v1::Article& article = prepared.article;
  outcome.violations = CheckArticle(article, "");
  prepared.digest = Sha256Hex(article.SerializeAsString());
  prepared.named = IsArticleName(article.name());
  article.set_name(ImportName(article));
  if (outcome.violations.empty() || prepared.named)
    outcome.name = article.name();
  // Whether it is new is certain only in the transaction; a wrong guess costs
  // time, no more.
  const auto revision = store_.LastChangeOf(article.name());
  if (outcome.violations.empty() && revision.ok() && *revision == 0) {
    DeriveFromText(article);
    prepared.derived = true;
  }
  return prepared;
}

absl::Status ImportCommand::Store(Prepared prepared, ArticleWriter& writer,
                                  ImportItemOutcome& outcome) const {
  v1::Article& article = prepared.article;
  if (!prepared.named && !article.external_id().empty()) {
    const auto owner = writer.ExternalIdOwner(article.external_id());
    if (!owner.ok()) return owner.status();
    if (!owner->empty()) outcome.name = *owner;
    article.set_name(outcome.name);
  }
  if (!prepared.named) {
    // Only now it is certain which article must not choose itself.
    FieldCheck check;
    CheckSimilaritySettings("similarity_settings", article.name(),
                            article.similarity_settings(), check);
    if (!check.ok())
      return RejectFor(InvalidFields(check.violations()), outcome);
  }
  const auto stored = writer.Get(article.name());
  if (!stored.ok()) return stored.status();
  const v1::Article* before = *stored ? &(*stored)->article : nullptr;
  if (before) {
    if (before->state() == v1::STATE_WITHDRAWN) {
      Reject(outcome, "state",
             "was withdrawn and is not brought back by an import; use a new "
             "id for a new article");
      return absl::OkStatus();
    }
    const auto digest = writer.ImportDigest(article.name());
    if (!digest.ok()) return digest.status();
    // What the newsroom has edited since is not the source's to take back.
    if (*digest == prepared.digest) {
      outcome.result = ImportResult::kUnchanged;
      outcome.verdicts.assign(before->verdicts().begin(),
                              before->verdicts().end());
      return absl::OkStatus();
    }
    if (!prepared.has_language) article.clear_language_code();
    article = Merge(*before, EditablePart(article));
    prepared.derived = false;
  } else {
    *article.mutable_create_time() = ToTimestamp(writer.Now());
    if (draft_) {
      article.set_state(v1::STATE_DRAFT);
    } else {
      PublishImported(article, writer.Now());
    }
  }
  absl::Status step = SettlePublishTime(article, writer.Now());
  if (step.ok()) step = TakeSlug(writer, article, before);
  if (!step.ok()) return RejectFor(step, outcome);

  if (before && article.state() == before->state() &&
      SameArticle(EditablePart(*before), EditablePart(article))) {
    outcome.result = ImportResult::kUnchanged;
    article = *before;
  } else {
    if (!prepared.derived) DeriveFromText(article);
    if (before && before->state() == v1::STATE_PUBLISHED &&
        !prepared.has_update_time &&
        !SameText(EditablePart(*before), EditablePart(article))) {
      *article.mutable_update_time() = ToTimestamp(writer.Now());
    }
    step = PutWithNearCopies(writer, article);
    if (!step.ok()) return step;
    outcome.result = before ? ImportResult::kUpdated : ImportResult::kCreated;
  }
  outcome.verdicts.assign(article.verdicts().begin(), article.verdicts().end());
  return writer.SetImportDigest(article.name(), prepared.digest);
}

}  // namespace byline::article
