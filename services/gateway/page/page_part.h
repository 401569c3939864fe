// PagePart: one part that a page is made of, while it is asked for. Plain data;
// belongs to one PageComposition and is used on its executor alone.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_PAGE_PART_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_PAGE_PART_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <array>

#include "services/gateway/page/part_source.h"
#include "services/gateway/page/route.h"

namespace byline::gateway {

struct PagePart {
  enum class Kind { kBody, kList, kSummary, kSimilar };
  Kind kind = Kind::kBody;
  bool is_wanted = false;
  bool is_pending = false;
  bool was_asked_again = false;
  absl::StatusOr<PartSource::Fragment> result =
      absl::UnknownError("not asked for");
  absl::Time asked;
  absl::Duration took;

  bool IsFromTruth() const {
    return kind == Kind::kBody || kind == Kind::kList;
  }
  bool HasFragment() const { return is_wanted && !is_pending && result.ok(); }
  // As Server-Timing names it.
  absl::string_view Name() const;
};

// The part that the page cannot be without, its summary, its similar articles.
using PageParts = std::array<PagePart, 3>;

// The parts of the page or fragment that `route` names.
PageParts PartsOf(const Route& route);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_PAGE_PART_H_
