#include "services/article/core/article_state.h"

#include <absl/strings/str_cat.h>

#include "common/article/article_text.h"
#include "common/base/errors.h"
#include "common/base/timestamps.h"
#include "common/text/fold.h"
#include "common/text/language.h"
#include "services/article/core/article_errors.h"
#include "services/article/core/verdicts.h"

namespace byline::article {
namespace {

void MarkRepeatedHeadline(v1::Article& article) {
  bool first_paragraph = true;
  for (v1::Block& block : *article.mutable_blocks()) {
    block.clear_repeats_headline();
    if (!first_paragraph || !block.has_paragraph()) continue;
    first_paragraph = false;
    if (text::RepeatsHeadline(block.paragraph().text().text(),
                              article.headline())) {
      block.set_repeats_headline(true);
    }
  }
}

}  // namespace

absl::Status Publish(v1::Article& article, std::optional<absl::Time> at,
                     absl::Time now) {
  if (article.state() == v1::STATE_WITHDRAWN) return IsWithdrawn(article);
  const bool visible = article.state() == v1::STATE_PUBLISHED;
  if (!at) {
    // One that is visible stays as it is, also an undated one.
    if (visible) return absl::OkStatus();
    const bool past =
        article.has_publish_time() && ToTime(article.publish_time()) <= now;
    at = past ? ToTime(article.publish_time()) : now;
  }
  if (*at > now && visible) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition,
                           "ARTICLE_PUBLISHED",
                           absl::StrCat(article.name(),
                                        " is visible already and cannot be "
                                        "scheduled; give a time in the past"));
  }
  *article.mutable_publish_time() = ToTimestamp(*at);
  article.set_state(*at > now ? v1::STATE_SCHEDULED : v1::STATE_PUBLISHED);
  return absl::OkStatus();
}

void PublishImported(v1::Article& article, absl::Time now) {
  const bool future =
      article.has_publish_time() && ToTime(article.publish_time()) > now;
  article.set_state(future ? v1::STATE_SCHEDULED : v1::STATE_PUBLISHED);
}

void Withdraw(v1::Article& article, absl::string_view reason,
              absl::string_view public_notice, absl::Time now) {
  if (article.state() == v1::STATE_WITHDRAWN) return;
  article.set_state(v1::STATE_WITHDRAWN);
  v1::Withdrawal& withdrawal = *article.mutable_withdrawal();
  withdrawal.set_reason(std::string(reason));
  withdrawal.set_public_notice(std::string(public_notice));
  *withdrawal.mutable_withdraw_time() = ToTimestamp(now);
}

absl::Status SettlePublishTime(v1::Article& article, absl::Time now) {
  const bool future =
      article.has_publish_time() && ToTime(article.publish_time()) > now;
  if (article.state() == v1::STATE_PUBLISHED && future) {
    return InvalidField("article.publish_time",
                        "lies in the future, but the article is visible "
                        "already; give a time in the past");
  }
  if (article.state() == v1::STATE_SCHEDULED) {
    if (!article.has_publish_time()) {
      return InvalidField("article.publish_time",
                          "is absent, but the article is scheduled; give a "
                          "time");
    }
    if (!future) article.set_state(v1::STATE_PUBLISHED);
  }
  return absl::OkStatus();
}

void DeriveFromText(v1::Article& article) {
  MarkRepeatedHeadline(article);
  if (article.language_code().empty()) {
    article.set_language_code(text::RecognizeLanguage(
        absl::StrCat(article.headline(), "\n\n", PlainText(article))));
  }
  SetOwnVerdicts(article);
}

absl::Status CheckEtag(const v1::Article& article, absl::string_view etag) {
  if (etag.empty() || etag == article.etag()) return absl::OkStatus();
  return EtagMismatch(article.name(), article.etag());
}

}  // namespace byline::article
