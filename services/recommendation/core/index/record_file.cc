#include "services/recommendation/core/index/record_file.h"

#include <absl/strings/str_cat.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "common/base/log.h"

namespace byline::recommendation {
namespace {

absl::Status ErrorAt(const std::string& path) {
  return absl::UnavailableError(absl::StrCat(path, ": ", std::strerror(errno)));
}

[[noreturn]] void EndAt(absl::string_view what) {
  Log(Severity::kError, what, {{"error", std::strerror(errno)}});
  std::abort();
}

}  // namespace

RecordFile::~RecordFile() { close(file_); }

std::unique_ptr<RecordFile> RecordFile::Temporary() {
  const char* const directory = std::getenv("TMPDIR");
  int file = open(directory == nullptr ? "/tmp" : directory,
                  O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) file = memfd_create("byline-records", MFD_CLOEXEC);
  if (file < 0) EndAt("no file for the records of the index can be made");
  return std::unique_ptr<RecordFile>(new RecordFile(file, 0));
}

absl::StatusOr<std::unique_ptr<RecordFile>> RecordFile::Open(
    const std::string& path, uint64_t size) {
  const int file = open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) return ErrorAt(path);
  std::unique_ptr<RecordFile> opened(new RecordFile(file, size));
  struct stat facts {};
  if (fstat(file, &facts) != 0 || static_cast<uint64_t>(facts.st_size) < size) {
    return absl::DataLossError(absl::StrCat(path, ": has ", facts.st_size,
                                            " bytes, ", size, " were written"));
  }
  if (ftruncate(file, static_cast<off_t>(size)) != 0) return ErrorAt(path);
  return opened;
}

uint64_t RecordFile::Append(absl::string_view bytes) {
  const uint64_t at = size();
  uint64_t end = at;
  while (!bytes.empty()) {
    const ssize_t put =
        pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(end));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) EndAt("the records of the index cannot be written");
    bytes.remove_prefix(static_cast<size_t>(put));
    end += static_cast<uint64_t>(put);
  }
  size_.store(end, std::memory_order_release);
  return at;
}

std::string RecordFile::Read(uint64_t at, size_t size) const {
  const uint64_t written = this->size();
  std::string bytes(std::min<uint64_t>(size, written > at ? written - at : 0),
                    '\0');
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t got = pread(file_, bytes.data() + done, bytes.size() - done,
                              static_cast<off_t>(at + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return "";
    done += static_cast<size_t>(got);
  }
  return bytes;
}

void RecordFile::ExpectRandomReads() const {
  posix_fadvise(file_, 0, 0, POSIX_FADV_RANDOM);
}

absl::Status RecordFile::Sync() const {
  if (fdatasync(file_) == 0) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("the records of the index: ", std::strerror(errno)));
}

}  // namespace byline::recommendation
