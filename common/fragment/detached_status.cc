#include "common/fragment/detached_status.h"

#include <absl/strings/cord.h>
#include <absl/strings/string_view.h>

#include <string>

namespace byline {

absl::Status DetachedStatus(const absl::Status& status) {
  absl::Status detached(status.code(), status.message());
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    detached.SetPayload(type, absl::Cord(std::string(payload)));
  });
  return detached;
}

}  // namespace byline
