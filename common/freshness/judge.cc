#include "common/freshness/judge.h"

#include <absl/strings/str_cat.h>

#include "common/base/errors.h"

namespace byline {
namespace {

std::string Text(const Revision& revision) {
  return absl::StrCat("(", revision.epoch, ", ", revision.number, ")");
}

absl::Status OutOfRange(absl::string_view reason, absl::string_view field,
                        const std::string& description) {
  return WithViolation(ErrorWithReason(absl::StatusCode::kOutOfRange, reason,
                                       absl::StrCat(field, " ", description)),
                       field, description);
}

}  // namespace

absl::string_view FreshnessName(Freshness freshness) {
  switch (freshness) {
    case Freshness::kFresh:
      return "FRESH";
    case Freshness::kStale:
      return "STALE";
    case Freshness::kChanged:
      return "CHANGED";
    case Freshness::kUnknownRevision:
      return "UNKNOWN_REVISION";
    case Freshness::kAhead:
      return "AHEAD";
    case Freshness::kNoLease:
      return "NO_LEASE";
  }
  return "INVALID";
}

absl::Status RevisionNotReachedByStore(const Revision& revision,
                                       const Revision& newest,
                                       absl::string_view field) {
  return OutOfRange(
      "REVISION_NOT_REACHED_BY_STORE", field,
      absl::StrCat(Text(revision), " is above the newest revision ",
                   Text(newest), "; give one that a write returned"));
}

absl::Status UnknownRevision(const Revision& revision,
                             absl::string_view field) {
  return OutOfRange(
      "UNKNOWN_REVISION", field,
      absl::StrCat(Text(revision),
                   " is not of this store's history, which a restore may have "
                   "cut; give one that a write returned since"));
}

absl::Status RevisionNotReached(const Revision& min_revision,
                                const Revision& applied) {
  return ErrorWithReason(
      absl::StatusCode::kUnavailable, "REVISION_NOT_REACHED",
      absl::StrCat("min_revision ", Text(min_revision),
                   " was not reached before the deadline; applied is ",
                   Text(applied), "; try again"));
}

absl::Status NoLease() {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "NO_LEASE",
                         "cannot prove that nothing has changed: the article "
                         "service does not answer in time; try again");
}

}  // namespace byline
