// The readers' addresses: which page, fragment or file a path names. Pure. An
// address that no page can have (a slug with a capital letter, an id with a
// slash) is kNotFound here, without asking any service.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_ROUTE_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_ROUTE_H_

#include <absl/strings/string_view.h>

#include <string>

namespace byline::gateway {

struct Route {
  enum class Kind {
    kNotFound,
    kBadQuery,  // a parameter that the page reads is malformed
    kList,
    kArticle,
    kBodyFragment,
    kSummaryFragment,
    kSimilarFragment,
    kAsset,
    kFavicon,
    kBeaconScript,
    kRobots,
    kHealth,
    kReadiness,
  };

  Kind kind = Kind::kNotFound;
  // For metrics: "/articles/{slug}".
  absl::string_view pattern = "unknown";
  // kArticle: the slug. kList: "articles/-", "sections/{slug}" ... Fragments:
  // "articles/{id}". kAsset: the file's name.
  std::string name;
  // kAsset: the hash. kList: the page token.
  std::string detail;
  // What the page is kept under: the path and the parameters that the page
  // reads, in one canonical form.
  std::string key;
};

Route ParseRoute(absl::string_view path, absl::string_view query);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_ROUTE_H_
