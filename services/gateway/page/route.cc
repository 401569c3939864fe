#include "services/gateway/page/route.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <vector>

#include "common/article/article_name.h"
#include "services/gateway/page/target.h"

namespace byline::gateway {
namespace {

constexpr size_t kSlugBytes = 128;
constexpr size_t kTokenBytes = 1024;

bool IsSlug(absl::string_view text) {
  return !text.empty() && text.size() <= kSlugBytes &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
         });
}

bool IsToken(absl::string_view text) {
  return text.size() <= kTokenBytes &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '=' ||
                  c == '.' || c == '~';
         });
}

Route Named(Route::Kind kind, absl::string_view pattern, std::string name,
            std::string key) {
  Route route;
  route.kind = kind;
  route.pattern = pattern;
  route.name = std::move(name);
  route.key = std::move(key);
  return route;
}

// Adds the one parameter that lists read; all others are ignored and not part
// of the key.
Route List(absl::string_view pattern, std::string collection,
           absl::string_view path, absl::string_view query) {
  Route route = Named(Route::Kind::kList, pattern, std::move(collection),
                      std::string(path));
  const auto parameters = ParseQuery(query);
  int count = 0;
  for (const auto& [name, value] : parameters.value_or(QueryParameters())) {
    if (name != "after") continue;
    ++count;
    route.detail = value;
  }
  if (!parameters || count > 1 || !IsToken(route.detail))
    route.kind = Route::Kind::kBadQuery;
  if (!route.detail.empty())
    absl::StrAppend(&route.key, "?after=", route.detail);
  return route;
}

Route Fragment(const std::vector<absl::string_view>& segments,
               absl::string_view path) {
  if (!IsArticleId(segments[2])) return {};
  const std::string name = absl::StrCat("articles/", segments[2]);
  if (segments[3] == "body") {
    return Named(Route::Kind::kBodyFragment, "/fragments/articles/{id}/body",
                 name, std::string(path));
  }
  if (segments[3] == "summary") {
    return Named(Route::Kind::kSummaryFragment,
                 "/fragments/articles/{id}/summary", name, std::string(path));
  }
  if (segments[3] == "similar") {
    return Named(Route::Kind::kSimilarFragment,
                 "/fragments/articles/{id}/similar", name, std::string(path));
  }
  return {};
}

}  // namespace

Route ParseRoute(absl::string_view raw_path, absl::string_view query) {
  using Kind = Route::Kind;
  const auto decoded = PercentDecode(raw_path);
  if (!decoded || !absl::StartsWith(*decoded, "/")) return {};
  const absl::string_view path = *decoded;
  if (path == "/") return List("/", "articles/-", path, query);
  if (path == "/healthz") return Named(Kind::kHealth, "/healthz", "", "");
  if (path == "/readyz") return Named(Kind::kReadiness, "/readyz", "", "");
  if (path == "/robots.txt") return Named(Kind::kRobots, "/robots.txt", "", "");
  if (path == "/favicon.ico")
    return Named(Kind::kFavicon, "/favicon.ico", "", "");
  if (path == "/beacon.js")
    return Named(Kind::kBeaconScript, "/beacon.js", "", "");
  const std::vector<absl::string_view> segments =
      absl::StrSplit(path.substr(1), '/');
  if (segments.size() == 2 && IsSlug(segments[1])) {
    if (segments[0] == "articles") {
      return Named(Kind::kArticle, "/articles/{slug}", std::string(segments[1]),
                   std::string(path));
    }
    const std::string collection(path.substr(1));
    if (segments[0] == "sections")
      return List("/sections/{slug}", collection, path, query);
    if (segments[0] == "tags")
      return List("/tags/{slug}", collection, path, query);
    if (segments[0] == "authors")
      return List("/authors/{slug}", collection, path, query);
  }
  if (segments.size() == 3 && segments[0] == "assets") {
    Route route = Named(Kind::kAsset, "/assets/{hash}/{file}",
                        std::string(segments[2]), "");
    route.detail = std::string(segments[1]);
    return route;
  }
  if (segments.size() == 4 && segments[0] == "fragments" &&
      segments[1] == "articles")
    return Fragment(segments, path);
  return {};
}

}  // namespace byline::gateway
