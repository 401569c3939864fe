#include "common/article/points_digest.h"

#include <absl/strings/str_cat.h>

#include "common/base/crypto.h"

namespace byline {
namespace {

constexpr size_t kDigits = 32;

}  // namespace

std::string PointsDigest(const std::vector<absl::string_view>& texts) {
  if (texts.empty()) return "";
  std::string all;
  // With their lengths, so that no two lists are written alike.
  for (const absl::string_view text : texts) {
    absl::StrAppend(&all, text.size(), ":", text);
  }
  return Sha256Hex(all).substr(0, kDigits);
}

std::string PointsDigest(const article::v1::EditorialSummary& editorial) {
  std::vector<absl::string_view> texts;
  for (const auto& point : editorial.points()) texts.emplace_back(point.text());
  return PointsDigest(texts);
}

bool KeepsPoints(const article::v1::EditorialSummary& editorial) {
  return editorial.mode() == article::v1::EditorialSummary::MODE_REPLACED ||
         editorial.mode() == article::v1::EditorialSummary::MODE_LOCKED;
}

}  // namespace byline
