#include "services/article/core/page_token.h"

#include <absl/strings/escaping.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include "common/base/crypto.h"
#include "common/base/errors.h"

namespace byline::article {
namespace {

constexpr size_t kSealBytes = 12;

std::string Seal(absl::string_view key, absl::string_view list,
                 absl::string_view place) {
  // The list's length keeps list and place apart.
  return HmacSha256(
             key, absl::StrCat("page token\n", list.size(), "\n", list, place))
      .substr(0, kSealBytes);
}

}  // namespace

std::string MakePageToken(absl::string_view key, absl::string_view list,
                          const ListPosition& last) {
  const std::string place = absl::StrCat(last.order, " ", last.name);
  return absl::WebSafeBase64Escape(absl::StrCat(Seal(key, list, place), place));
}

absl::StatusOr<ListPosition> ReadPageToken(absl::string_view key,
                                           absl::string_view list,
                                           absl::string_view token) {
  const auto bad = [] {
    return InvalidField("page_token",
                        "is not a token of this list; use next_page_token of "
                        "the page before, with the other fields unchanged");
  };
  std::string bytes;
  if (token.size() > 512 || !absl::WebSafeBase64Unescape(token, &bytes) ||
      bytes.size() <= kSealBytes) {
    return bad();
  }
  const absl::string_view place = absl::string_view(bytes).substr(kSealBytes);
  if (!ConstantTimeEquals(Seal(key, list, place),
                          absl::string_view(bytes).substr(0, kSealBytes))) {
    return bad();
  }
  const size_t space = place.find(' ');
  ListPosition position;
  if (space == absl::string_view::npos ||
      !absl::SimpleAtoi(place.substr(0, space), &position.order)) {
    return bad();
  }
  position.name = std::string(place.substr(space + 1));
  return position;
}

}  // namespace byline::article
