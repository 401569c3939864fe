#include "common/access/admin_token.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "common/access/token_list.h"
#include "common/base/crypto.h"

namespace byline {
namespace {

constexpr size_t kTokenBytes = 32;

absl::Status FileError(absl::string_view doing, absl::string_view path) {
  return absl::ErrnoToStatus(errno, absl::StrCat("cannot ", doing, " ", path));
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return FileError("read", path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

absl::Status WriteAll(int file, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return absl::ErrnoToStatus(errno, "write");
    text.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

// Makes `path` hold `text` with mode 0600: the old content, or all of the new.
absl::Status WriteSecretFile(const std::string& path, absl::string_view text) {
  std::string aside = absl::StrCat(path, ".XXXXXX");
  const int file = mkostemp(aside.data(), O_CLOEXEC);  // mode 0600
  if (file < 0) return FileError("write beside", path);
  absl::Status status = WriteAll(file, text);
  if (status.ok() && fsync(file) != 0) status = FileError("write", aside);
  close(file);
  if (status.ok() && rename(aside.c_str(), path.c_str()) != 0) {
    status = FileError("rename to", path);
  }
  if (!status.ok()) unlink(aside.c_str());
  return status;
}

}  // namespace

absl::StatusOr<std::string> ReadToken(absl::string_view path) {
  const auto text = ReadFile(std::string(path));
  if (!text.ok()) return text.status();
  const std::string token(absl::StripAsciiWhitespace(*text));
  if (token.empty() || token.find_first_of(" \t\r\n") != std::string::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " must hold one token on one line"));
  }
  return token;
}

absl::StatusOr<AdminToken> EnsureAdminToken(absl::string_view dir) {
  AdminToken made{"", absl::StrCat(dir, "/admin.token"),
                  absl::StrCat(dir, "/tokens")};
  auto raw = ReadToken(made.raw_path);
  if (absl::IsNotFound(raw.status())) {
    raw = RandomHex(kTokenBytes);
    const auto written =
        WriteSecretFile(made.raw_path, absl::StrCat(*raw, "\n"));
    if (!written.ok()) return written;
  }
  if (!raw.ok()) return raw.status();
  made.raw = *raw;

  auto table = ReadFile(made.table_path);
  if (absl::IsNotFound(table.status())) table = "";
  if (!table.ok()) return table.status();
  const auto list = TokenList::Parse(*table, made.table_path);
  if (!list.ok()) return list.status();
  if (list->Find(made.raw) == Role::kAdmin) return made;
  const bool unfinished = !table->empty() && !absl::EndsWith(*table, "\n");
  const auto written = WriteSecretFile(
      made.table_path, absl::StrCat(*table, unfinished ? "\n" : "",
                                    TokenLine(Role::kAdmin, made.raw,
                                              "made at the first start")));
  if (!written.ok()) return written;
  return made;
}

}  // namespace byline
