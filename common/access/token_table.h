// TokenTable: the tokens of a file, which is read again when it changes,
// without a restart. Whether it has changed (modification time, inode, size) is
// looked up at most once a second, by a call to RoleOf. A file that has become
// bad or unreadable is logged once and leaves the last good tokens in force.
// Thread-safe. Owns nothing else; the clock must outlive it.
//
//   TokenTable tokens(flags.token_file, clock);
//   ExitOnError(tokens.Load());
#ifndef BYLINE_COMMON_ACCESS_TOKEN_TABLE_H_
#define BYLINE_COMMON_ACCESS_TOKEN_TABLE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <cstdint>
#include <memory>
#include <string>

#include "common/access/role.h"
#include "common/access/token_list.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"

namespace byline {

class TokenTable {
 public:
  // An empty path: no token is known, ever.
  TokenTable(std::string path, const Clock& clock);

  // Reads the file; to be called once at the start. Errors: NOT_FOUND or
  // PERMISSION_DENIED with the path, INVALID_ARGUMENT with path and line.
  absl::Status Load();

  // The role of a raw token; nothing if it is unknown.
  absl::optional<Role> Find(absl::string_view token) const;

  // The role that the value of an `authorization` header gives. No header:
  // kNone. Errors: UNAUTHENTICATED, reason TOKEN_INVALID (not "Bearer TOKEN",
  // or a token that is not known).
  absl::StatusOr<Role> RoleOf(
      absl::optional<absl::string_view> authorization) const;

 private:
  // What tells one state of a file from another.
  struct Stamp {
    int64_t inode = 0;
    int64_t size = 0;
    int64_t modified_nanos = 0;
    bool operator==(const Stamp&) const = default;
  };
  struct Loaded {
    Stamp stamp;
    TokenList list;
  };

  static absl::StatusOr<Stamp> StampOf(const std::string& path);
  static absl::StatusOr<Loaded> Read(const std::string& path);
  std::shared_ptr<const TokenList> Current() const;
  void ReloadIfChanged() const;

  const std::string path_;
  const Clock& clock_;
  mutable Mutex mutex_;
  mutable std::shared_ptr<const TokenList> list_ GUARDED_BY(mutex_);
  mutable absl::Duration next_look_ GUARDED_BY(mutex_);
  // Held by the one caller that looks at the file; the others go on meanwhile.
  mutable Mutex reload_mutex_ ACQUIRED_BEFORE(mutex_);
  // Of the file as it was last looked at, good or bad.
  mutable Stamp stamp_ GUARDED_BY(reload_mutex_);
};

}  // namespace byline

#endif  // BYLINE_COMMON_ACCESS_TOKEN_TABLE_H_
