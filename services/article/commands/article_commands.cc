#include "services/article/commands/article_commands.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>

#include "common/article/article_name.h"
#include "common/base/crypto.h"
#include "common/base/errors.h"
#include "common/base/timestamps.h"
#include "services/article/commands/near_copy_keeper.h"
#include "services/article/commands/slug_keeper.h"
#include "services/article/core/article_edit.h"
#include "services/article/core/article_errors.h"
#include "services/article/core/article_name.h"
#include "services/article/core/article_state.h"
#include "services/article/core/text_check.h"
#include "services/article/core/validation.h"

namespace byline::article {
namespace {

absl::Status Check(const v1::Article& article) {
  const auto violations = CheckArticle(article, "article.");
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

// The article that an earlier request with this id wrote, as it is now; nothing
// if there was none. ABORTED where that one asked for something else.
absl::StatusOr<std::optional<v1::Article>> Repeated(
    ArticleWriter& writer, const std::string& request_id,
    const std::string& digest) {
  if (request_id.empty()) return std::nullopt;
  auto earlier = writer.FindRequest(request_id);
  if (!earlier.ok()) return earlier.status();
  if (!*earlier) return std::nullopt;
  if ((*earlier)->digest != digest) return RequestIdReused(request_id);
  auto stored = writer.Get((*earlier)->name);
  if (!stored.ok()) return stored.status();
  if (!*stored) return NoSuchArticle((*earlier)->name);
  return std::move((*stored)->article);
}

absl::Status Remember(ArticleWriter& writer, const std::string& request_id,
                      const std::string& digest, const std::string& name) {
  if (request_id.empty()) return absl::OkStatus();
  return writer.RememberRequest(request_id, {digest, name});
}

std::string DigestOf(const CreateCommand& command) {
  return Sha256Hex(absl::StrCat("create\n", command.article_id, "\n",
                                command.publish, "\n",
                                command.article.SerializeAsString()));
}

std::string DigestOf(const PublishCommand& command) {
  return Sha256Hex(absl::StrCat(
      "publish\n", command.name, "\n",
      command.publish_time ? command.publish_time->SerializeAsString() : "-"));
}

absl::StatusOr<StoredArticle> Existing(ArticleWriter& writer,
                                       absl::string_view name) {
  auto stored = writer.Get(name);
  if (!stored.ok()) return stored.status();
  if (!*stored) return NoSuchArticle(name);
  return **std::move(stored);
}

// Gives a new article its slug, and one that nobody has seen the slug of its
// changed headline. `asked` is what the editor set, if anything.
absl::Status SettleSlug(ArticleWriter& writer, v1::Article& article, bool asked,
                        bool headline_changed) {
  if (asked && !article.slug().empty()) return ClaimSlug(writer, article);
  if (asked || headline_changed || article.slug().empty()) {
    return ChooseSlug(writer, article);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Article> ArticleCommands::Create(
    const CreateCommand& command) {
  const absl::Status request_id = CheckRequestId(command.request_id);
  if (!request_id.ok()) return request_id;
  v1::Article article = EditablePart(command.article);
  if (command.article_id.empty()) {
    article.set_name(MakeArticleName());
  } else if (IsArticleId(command.article_id)) {
    article.set_name(ArticleName(command.article_id));
  } else {
    return InvalidField("article_id",
                        "must match [A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  }
  absl::Status status = Check(article);
  if (!status.ok()) return status;
  DeriveFromText(article);

  const absl::Time now = clock_.Now();
  const std::string digest = DigestOf(command);
  status = store_.Write(now, [&](ArticleWriter& writer) -> absl::Status {
    auto repeated = Repeated(writer, command.request_id, digest);
    if (!repeated.ok()) return repeated.status();
    if (*repeated) {
      article = **std::move(repeated);
      return absl::OkStatus();
    }
    const auto existing = writer.Get(article.name());
    if (!existing.ok()) return existing.status();
    if (*existing) return IdTaken(article.name());
    absl::Status step = SettleSlug(writer, article, !article.slug().empty(),
                                   /*headline_changed=*/false);
    if (!step.ok()) return step;
    *article.mutable_create_time() = ToTimestamp(now);
    article.set_state(v1::STATE_DRAFT);
    if (command.publish) {
      std::optional<absl::Time> at;
      if (article.has_publish_time()) at = ToTime(article.publish_time());
      step = article::Publish(article, at, now);
      if (!step.ok()) return step;
    }
    step = PutWithNearCopies(writer, article);
    if (!step.ok()) return step;
    return Remember(writer, command.request_id, digest, article.name());
  });
  if (!status.ok()) return status;
  return article;
}

absl::StatusOr<v1::Article> ArticleCommands::Update(
    const UpdateCommand& command) {
  absl::Status status =
      CheckArticleName("article.name", command.article.name());
  if (!status.ok()) return status;
  const auto fields = EditedFields(command.update_mask, command.article);
  if (!fields.ok()) return fields.status();
  const auto edits = [&fields](absl::string_view field) {
    return std::find(fields->begin(), fields->end(), field) != fields->end();
  };

  const absl::Time now = clock_.Now();
  v1::Article article;
  status = store_.Write(now, [&](ArticleWriter& writer) -> absl::Status {
    auto stored = Existing(writer, command.article.name());
    if (!stored.ok()) return stored.status();
    const v1::Article& before = stored->article;
    article = before;
    if (before.state() == v1::STATE_WITHDRAWN) return IsWithdrawn(before);
    absl::Status step = CheckEtag(before, command.article.etag());
    if (!step.ok()) return step;
    CopyFields(*fields, command.article, article);
    step = Check(article);
    if (step.ok()) step = SettlePublishTime(article, now);
    if (!step.ok()) return step;
    step = SettleSlug(
        writer, article, edits("slug"),
        !stored->was_published && article.headline() != before.headline());
    if (!step.ok()) return step;
    DeriveFromText(article);
    if (before.state() == v1::STATE_PUBLISHED &&
        !SameText(EditablePart(before), EditablePart(article))) {
      *article.mutable_update_time() = ToTimestamp(now);
    }
    if (SameArticle(EditablePart(before), EditablePart(article)) &&
        article.state() == before.state()) {
      article = before;
      return absl::OkStatus();
    }
    return PutWithNearCopies(writer, article);
  });
  if (!status.ok()) return status;
  return article;
}

absl::StatusOr<v1::Article> ArticleCommands::Publish(
    const PublishCommand& command) {
  absl::Status status = CheckArticleName("name", command.name);
  if (status.ok()) status = CheckRequestId(command.request_id);
  if (!status.ok()) return status;
  std::optional<absl::Time> at;
  if (command.publish_time) {
    FieldCheck check;
    check.Time("publish_time", *command.publish_time);
    if (!check.ok()) return InvalidFields(check.violations());
    at = ToTime(*command.publish_time);
  }

  const absl::Time now = clock_.Now();
  const std::string digest = DigestOf(command);
  v1::Article article;
  status = store_.Write(now, [&](ArticleWriter& writer) -> absl::Status {
    auto repeated = Repeated(writer, command.request_id, digest);
    if (!repeated.ok()) return repeated.status();
    if (*repeated) {
      article = **std::move(repeated);
      return absl::OkStatus();
    }
    auto stored = Existing(writer, command.name);
    if (!stored.ok()) return stored.status();
    const v1::Article& before = stored->article;
    article = before;
    absl::Status step = CheckEtag(before, command.etag);
    if (step.ok()) step = article::Publish(article, at, now);
    if (!step.ok()) return step;
    if (!SameArticle(before, article)) {
      step = PutWithNearCopies(writer, article);
      if (!step.ok()) return step;
    }
    return Remember(writer, command.request_id, digest, article.name());
  });
  if (!status.ok()) return status;
  return article;
}

absl::StatusOr<v1::Article> ArticleCommands::Withdraw(
    const WithdrawCommand& command) {
  absl::Status status = CheckArticleName("name", command.name);
  if (status.ok()) {
    status = CheckWithdrawal(command.reason, command.public_notice);
  }
  if (!status.ok()) return status;
  const absl::Time now = clock_.Now();
  v1::Article article;
  status = store_.Write(now, [&](ArticleWriter& writer) -> absl::Status {
    auto stored = Existing(writer, command.name);
    if (!stored.ok()) return stored.status();
    article = std::move(stored->article);
    // A repeated takedown is an answered one, whatever its etag was.
    if (article.state() == v1::STATE_WITHDRAWN) return absl::OkStatus();
    const absl::Status step = CheckEtag(article, command.etag);
    if (!step.ok()) return step;
    article::Withdraw(article, command.reason, command.public_notice, now);
    return PutWithNearCopies(writer, article);
  });
  if (!status.ok()) return status;
  return article;
}

absl::Status ArticleCommands::PublishIfDue(absl::string_view name) {
  const absl::Time now = clock_.Now();
  return store_.Write(now, [&](ArticleWriter& writer) -> absl::Status {
    auto stored = writer.Get(name);
    if (!stored.ok()) return stored.status();
    if (!*stored) return absl::OkStatus();
    v1::Article& article = (*stored)->article;
    if (article.state() != v1::STATE_SCHEDULED ||
        ToTime(article.publish_time()) > now) {
      return absl::OkStatus();
    }
    article.set_state(v1::STATE_PUBLISHED);
    return PutWithNearCopies(writer, article);
  });
}

}  // namespace byline::article
