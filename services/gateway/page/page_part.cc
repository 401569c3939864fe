#include "services/gateway/page/page_part.h"

namespace byline::gateway {

absl::string_view PagePart::Name() const {
  switch (kind) {
    case Kind::kBody:
      return "body";
    case Kind::kList:
      return "list";
    case Kind::kSummary:
      return "summary";
    case Kind::kSimilar:
      return "similar";
  }
  return "";
}

PageParts PartsOf(const Route& route) {
  PageParts parts;
  const auto want = [&parts](size_t index, PagePart::Kind kind) {
    parts[index].kind = kind;
    parts[index].is_wanted = true;
  };
  switch (route.kind) {
    case Route::Kind::kArticle:
      want(0, PagePart::Kind::kBody);
      want(1, PagePart::Kind::kSummary);
      want(2, PagePart::Kind::kSimilar);
      break;
    case Route::Kind::kBodyFragment:
      want(0, PagePart::Kind::kBody);
      break;
    case Route::Kind::kSummaryFragment:
      want(0, PagePart::Kind::kSummary);
      break;
    case Route::Kind::kSimilarFragment:
      want(0, PagePart::Kind::kSimilar);
      break;
    default:
      want(0, PagePart::Kind::kList);
      break;
  }
  return parts;
}

}  // namespace byline::gateway
