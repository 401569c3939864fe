#include "services/article/core/editorial_summary.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <map>

#include "common/article/points_digest.h"
#include "common/text/fold.h"

namespace byline::article {
namespace {

constexpr int kMostPoints = 10;
constexpr size_t kMostCharacters = 300;
constexpr size_t kMostBytesOfCharacter = 4;
constexpr int kMostBlocks = 5000;
constexpr size_t kDigestDigits = 32;
constexpr size_t kMostVersionBytes = 100;

bool IsDigest(const std::string& text) {
  return text.size() == kDigestDigits &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

void CheckPoint(const std::string& path, const v1::EditorialPoint& point,
                FieldCheck& check) {
  const size_t characters = text::CountCharacters(point.text());
  if (text::Fold(point.text()).empty()) {
    check.Add(path + ".text", absl::StrCat("is empty; 1 to ", kMostCharacters,
                                           " characters are needed"));
  } else if (characters > kMostCharacters) {
    check.Add(path + ".text",
              absl::StrCat("has ", characters, " characters; at most ",
                           kMostCharacters, " are allowed"));
  } else {
    check.Text(path + ".text", point.text(),
               kMostCharacters * kMostBytesOfCharacter);
  }
  if (point.has_source_block() &&
      (point.source_block() < 0 || point.source_block() >= kMostBlocks)) {
    check.Add(path + ".source_block",
              absl::StrCat("is ", point.source_block(),
                           "; must be the index of a block, 0 to ",
                           kMostBlocks - 1, ", or absent"));
  }
}

void CheckPoints(const std::string& path, const v1::EditorialSummary& editorial,
                 FieldCheck& check) {
  if (!KeepsPoints(editorial)) {
    if (!editorial.points().empty()) {
      check.Add(path,
                "are only for MODE_REPLACED and MODE_LOCKED; remove them "
                "or set one of these modes");
    }
    return;
  }
  if (editorial.points().empty()) {
    check.Add(path, absl::StrCat("is empty; 1 to ", kMostPoints,
                                 " are needed (MODE_HIDDEN shows none)"));
  }
  check.Count(path, editorial.points_size(), kMostPoints);
  std::map<std::string, int> first;
  for (int i = 0; i < editorial.points_size(); ++i) {
    const std::string point = absl::StrCat(path, "[", i, "]");
    CheckPoint(point, editorial.points(i), check);
    const auto [at, is_new] =
        first.emplace(text::Fold(editorial.points(i).text()), i);
    if (!is_new && !at->first.empty()) {
      check.Add(point + ".text",
                absl::StrCat("says the same as points[", at->second,
                             "]; remove one of them"));
    }
  }
}

}  // namespace

void CheckEditorialSummary(const std::string& path,
                           const v1::EditorialSummary& editorial,
                           FieldCheck& check) {
  if (!v1::EditorialSummary::Mode_IsValid(editorial.mode())) {
    check.Add(path + ".mode",
              "must be MODE_AUTOMATIC, MODE_REPLACED, MODE_HIDDEN or "
              "MODE_LOCKED");
    return;
  }
  CheckPoints(path + ".points", editorial, check);
  if (!editorial.approved_digest().empty() &&
      !IsDigest(editorial.approved_digest())) {
    check.Add(path + ".approved_digest",
              "must be the points_digest of a summary, 32 hexadecimal digits "
              "in lower case, or empty");
  }
  if (!editorial.version().empty() &&
      editorial.mode() != v1::EditorialSummary::MODE_LOCKED) {
    check.Add(path + ".version", "is only for MODE_LOCKED; remove it");
  }
  check.Text(path + ".version", editorial.version(), kMostVersionBytes);
}

void WithholdPoints(v1::Article& article) {
  if (article.has_editorial_summary())
    article.mutable_editorial_summary()->clear_points();
}

}  // namespace byline::article
