// The order of lists: newest first, then by name, undated ones last. Pure and
// thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_LIST_POSITION_H_
#define BYLINE_SERVICES_ARTICLE_CORE_LIST_POSITION_H_

#include <cstdint>
#include <string>

#include "byline/article/v1/article.pb.h"

namespace byline::article {

// A place in a list.
struct ListPosition {
  // Microseconds of the publish time, negated; kUndated without one.
  int64_t order = 0;
  std::string name;

  static constexpr int64_t kUndated = INT64_MAX;
  auto operator<=>(const ListPosition&) const = default;
};

ListPosition PositionOf(const v1::Article& article);

// Whether readers find the article in lists: published and without verdict.
bool IsListed(const v1::Article& article);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_LIST_POSITION_H_
