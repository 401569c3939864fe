// The digest of key points: what an editor approves, so that other points are
// not taken for approved ones. Pure and thread-safe.
#ifndef BYLINE_COMMON_ARTICLE_POINTS_DIGEST_H_
#define BYLINE_COMMON_ARTICLE_POINTS_DIGEST_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"

namespace byline {

// 32 hexadecimal digits of the texts in their order; empty where there are
// none.
std::string PointsDigest(const std::vector<absl::string_view>& texts);

// The same of the points that the editors keep.
std::string PointsDigest(const article::v1::EditorialSummary& editorial);

// Whether these points are the editors' (REPLACED, LOCKED) rather than chosen
// anew for each text.
bool KeepsPoints(const article::v1::EditorialSummary& editorial);

}  // namespace byline

#endif  // BYLINE_COMMON_ARTICLE_POINTS_DIGEST_H_
