#include "services/recommendation/rpc/request_checks.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/article/article_name.h"
#include "common/base/errors.h"

namespace byline::recommendation {
namespace {

constexpr int kDefaultPageSize = 6;
constexpr int kGreatestPageSize = 50;
constexpr int kMostBlocks = 5'000;
constexpr size_t kMostBytes = 1 << 20;

}  // namespace

absl::StatusOr<v1::SimilarityMode> CheckMode(v1::SimilarityMode mode) {
  if (!v1::SimilarityMode_IsValid(mode)) {
    return InvalidField("mode", absl::StrCat(static_cast<int>(mode),
                                             " is no mode; SIMILAR, BACKGROUND "
                                             "and LATEST are"));
  }
  return mode == v1::SIMILARITY_MODE_UNSPECIFIED ? v1::SIMILARITY_MODE_SIMILAR
                                                 : mode;
}

absl::StatusOr<SimilarityRequest> CheckList(int32_t page_size,
                                            v1::SimilarityMode mode,
                                            bool any_language) {
  if (page_size < 0) {
    return InvalidField("page_size", absl::StrCat(page_size,
                                                  " is negative; 1 to 50, or 0 "
                                                  "for the default of 6"));
  }
  const absl::StatusOr<v1::SimilarityMode> checked = CheckMode(mode);
  if (!checked.ok()) return checked.status();
  return SimilarityRequest{
      .page_size = page_size == 0 ? kDefaultPageSize
                                  : std::min(page_size, kGreatestPageSize),
      .mode = *checked,
      .any_language = any_language};
}

absl::Status CheckDraft(const article::v1::Article& article) {
  if (article.headline().empty() && article.blocks().empty()) {
    return InvalidField("article", "has neither headline nor blocks");
  }
  if (article.blocks_size() > kMostBlocks) {
    return InvalidField(
        "article.blocks",
        absl::StrCat("are ", article.blocks_size(), "; at most ", kMostBlocks));
  }
  if (article.ByteSizeLong() > kMostBytes) {
    return InvalidField("article",
                        absl::StrCat("has ", article.ByteSizeLong(),
                                     " bytes; at most ", kMostBytes));
  }
  if (!article.name().empty()) {
    return CheckArticleName("article.name", article.name());
  }
  return absl::OkStatus();
}

}  // namespace byline::recommendation
