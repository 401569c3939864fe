#include "common/access/token_table.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <sys/stat.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <utility>

#include "common/base/errors.h"
#include "common/base/log.h"

namespace byline {
namespace {

constexpr absl::Duration kLookEvery = absl::Seconds(1);
constexpr absl::string_view kScheme = "Bearer ";

absl::Status FileError(int error, absl::string_view path) {
  return absl::ErrnoToStatus(error,
                             absl::StrCat("cannot read token file ", path));
}

absl::Status TokenInvalid(absl::string_view what) {
  return ErrorWithReason(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID",
                         what);
}

}  // namespace

TokenTable::TokenTable(std::string path, const Clock& clock)
    : path_(std::move(path)),
      clock_(clock),
      list_(std::make_shared<const TokenList>()) {}

absl::StatusOr<TokenTable::Stamp> TokenTable::StampOf(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return FileError(errno, path);
  return Stamp{static_cast<int64_t>(info.st_ino), info.st_size,
               absl::ToUnixNanos(absl::TimeFromTimespec(info.st_mtim))};
}

absl::StatusOr<TokenTable::Loaded> TokenTable::Read(const std::string& path) {
  // The stamp is taken first: a change during the reading is seen next time.
  const auto stamp = StampOf(path);
  if (!stamp.ok()) return stamp.status();
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file) return FileError(errno, path);
  text << file.rdbuf();
  if (file.bad()) return FileError(EIO, path);
  auto list = TokenList::Parse(text.str(), path);
  if (!list.ok()) return list.status();
  return Loaded{*stamp, *std::move(list)};
}

absl::Status TokenTable::Load() {
  if (path_.empty()) return absl::OkStatus();
  MutexLock reload(reload_mutex_);
  auto loaded = Read(path_);
  if (!loaded.ok()) return loaded.status();
  stamp_ = loaded->stamp;
  MutexLock lock(mutex_);
  list_ = std::make_shared<const TokenList>(std::move(loaded->list));
  next_look_ = clock_.SinceBoot() + kLookEvery;
  return absl::OkStatus();
}

std::shared_ptr<const TokenList> TokenTable::Current() const {
  MutexLock lock(mutex_);
  return list_;
}

void TokenTable::ReloadIfChanged() const {
  if (path_.empty()) return;
  {
    MutexLock lock(mutex_);
    const absl::Duration now = clock_.SinceBoot();
    if (now < next_look_) return;
    next_look_ = now + kLookEvery;
  }
  MutexLock reload(reload_mutex_);
  // A file that is gone has the zero stamp.
  const Stamp stamp = StampOf(path_).value_or(Stamp{});
  if (stamp == stamp_) return;
  stamp_ = stamp;
  auto loaded = Read(path_);
  if (!loaded.ok()) {
    Log(Severity::kError, "token file not taken over; the last good one stays",
        {{"error", loaded.status().message()}});
    return;
  }
  stamp_ = loaded->stamp;
  Log(Severity::kInfo, "token file read again",
      {{"path", path_}, {"tokens", absl::StrCat(loaded->list.size())}});
  MutexLock lock(mutex_);
  list_ = std::make_shared<const TokenList>(std::move(loaded->list));
}

absl::optional<Role> TokenTable::Find(absl::string_view token) const {
  ReloadIfChanged();
  return Current()->Find(token);
}

absl::StatusOr<Role> TokenTable::RoleOf(
    absl::optional<absl::string_view> authorization) const {
  if (!authorization.has_value()) return Role::kNone;
  if (!absl::StartsWithIgnoreCase(*authorization, kScheme)) {
    return TokenInvalid("`authorization` must be `Bearer TOKEN`");
  }
  const auto role = Find(authorization->substr(kScheme.size()));
  if (!role.has_value()) {
    return TokenInvalid("the token is not known; it may have been revoked");
  }
  return *role;
}

}  // namespace byline
