#include "services/recommendation/core/exclusions.h"

#include <absl/strings/str_cat.h>

#include <utility>

namespace byline::recommendation {

bool SameLanguage(absl::string_view a, absl::string_view b) {
  return a.empty() || b.empty() || a == b;
}

bool AnyTime(v1::SimilarityMode mode) {
  return mode != v1::SIMILARITY_MODE_BACKGROUND &&
         mode != v1::SIMILARITY_MODE_LATEST;
}

bool AdmitsTime(v1::SimilarityMode mode, const ArticleFacts& article,
                const ArticleFacts& other) {
  if (AnyTime(mode)) return true;
  if (!article.publish_time.has_value() || !other.publish_time.has_value()) {
    return false;
  }
  return mode == v1::SIMILARITY_MODE_BACKGROUND
             ? *other.publish_time < *article.publish_time
             : *other.publish_time > *article.publish_time;
}

Exclusions::Exclusions(const ArticleFacts& article, const ArticleFacts& other,
                       v1::SimilarityMode mode) {
  AddState(article);
  if (article.name == other.name) {
    Add(v1::Exclusion::KIND_SELF, "it is the article itself");
    return;
  }
  AddState(other);
  for (const ArticleVerdict& verdict : other.verdicts) {
    Add(v1::Exclusion::KIND_VERDICT, verdict.text);
  }
  for (const ArticleVerdict& verdict : article.verdicts) {
    if (!HasTooLittleText(verdict)) continue;
    Add(v1::Exclusion::KIND_VERDICT,
        absl::StrCat(article.name, " has no list of its own: ", verdict.text));
  }
  if (!SameLanguage(article.language, other.language)) {
    Add(v1::Exclusion::KIND_LANGUAGE,
        absl::StrCat("is in \"", other.language, "\", the article in \"",
                     article.language, "\""));
  }
  if (!AdmitsTime(mode, article, other)) {
    Add(v1::Exclusion::KIND_MODE,
        absl::StrCat("is not known to be ",
                     mode == v1::SIMILARITY_MODE_BACKGROUND ? "older" : "newer",
                     " than the article"));
  }
}

void Exclusions::Add(v1::Exclusion::Kind kind, std::string detail) {
  v1::Exclusion& exclusion = exclusions_.emplace_back();
  exclusion.set_kind(kind);
  exclusion.set_detail(std::move(detail));
}

void Exclusions::MoveTo(v1::SimilarityExplanation& explanation) {
  for (v1::Exclusion& exclusion : exclusions_) {
    *explanation.add_exclusions() = std::move(exclusion);
  }
  exclusions_.clear();
}

void Exclusions::AddState(const ArticleFacts& facts) {
  if (facts.state == article::v1::STATE_WITHDRAWN) {
    Add(v1::Exclusion::KIND_WITHDRAWN,
        absl::StrCat(facts.name, " is withdrawn"));
  } else if (facts.state != article::v1::STATE_PUBLISHED) {
    Add(v1::Exclusion::KIND_NOT_PUBLISHED,
        absl::StrCat(facts.name, " is not published"));
  }
}

}  // namespace byline::recommendation
