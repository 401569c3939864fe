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

constexpr size_t kMostUnwritten = 256 << 10;
constexpr size_t kScannedAtOnce = 256 << 10;
// What lies between two pieces is read too up to here: another read takes as
// long.
constexpr size_t kMostSkipped = 128 << 10;
// What lies behind is asked of the disk before it is needed.
constexpr size_t kScannedAhead = 2 * kScannedAtOnce;
// What passes is sent to the disk in such pieces; each has the time of eight
// more to get there and leave memory.
constexpr uint64_t kPassedAtOnce = 8 << 20;
constexpr uint64_t kPassedLater = 8 * kPassedAtOnce;

absl::Status ErrorAt(const std::string& path) {
  return absl::UnavailableError(absl::StrCat(path, ": ", std::strerror(errno)));
}

[[noreturn]] void EndAt(absl::string_view what) {
  Log(Severity::kError, what,
      {{"error", std::strerror(errno)},
       {"remedy",
        "give its folder more room; the index goes on from its "
        "snapshot, or is filled, at the next start"}});
  std::_Exit(1);
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
  const MutexLock lock(mutex_);
  if (waiting_.size() + bytes.size() > kMostUnwritten) Write();
  waiting_.append(bytes.data(), bytes.size());
  return size_.fetch_add(bytes.size(), std::memory_order_acq_rel);
}

void RecordFile::Write() {
  uint64_t at = written_.load(std::memory_order_relaxed);
  for (absl::string_view left = waiting_; !left.empty();) {
    const ssize_t put =
        pwrite(file_, left.data(), left.size(), static_cast<off_t>(at));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) EndAt("the records of the index cannot be written");
    left.remove_prefix(static_cast<size_t>(put));
    at += static_cast<uint64_t>(put);
  }
  waiting_.clear();
  written_.store(at, std::memory_order_release);
  if (passes_) passed_ = PassUntil(at, passed_);
}

uint64_t RecordFile::PassUntil(uint64_t end, uint64_t passed) const {
  for (; end >= passed + kPassedAtOnce; passed += kPassedAtOnce) {
    const uint64_t begin = passed - std::min(passed, kPassedLater);
    // Starts to write what is not written, and drops what is; what lies across
    // a border as well, with the next piece.
    posix_fadvise(file_, static_cast<off_t>(begin),
                  static_cast<off_t>(passed + kPassedAtOnce - begin),
                  POSIX_FADV_DONTNEED);
  }
  return passed;
}

void RecordFile::SetPassing(bool passes) {
  const MutexLock lock(mutex_);
  passes_ = passes;
  passed_ = written_;
}

std::string RecordFile::Read(uint64_t at, size_t size) const {
  const uint64_t end = std::min(this->size(), at + size);
  if (end <= at) return "";
  std::string bytes(end - at, '\0');
  uint64_t written = written_.load(std::memory_order_acquire);
  if (end > written) {
    const MutexLock lock(mutex_);
    written = written_.load(std::memory_order_relaxed);
    if (end > written) {
      const uint64_t from = std::max(at, written);
      waiting_.copy(bytes.data() + (from - at), end - from, from - written);
    }
  }
  const auto in_file =
      static_cast<size_t>(std::min(end, std::max(at, written)) - at);
  for (size_t done = 0; done < in_file;) {
    const ssize_t got = pread(file_, bytes.data() + done, in_file - done,
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

absl::Status RecordFile::Sync() {
  {
    const MutexLock lock(mutex_);
    Write();
  }
  if (fdatasync(file_) == 0) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("the records of the index: ", std::strerror(errno)));
}

absl::string_view RecordScan::Read(uint64_t at, size_t size) {
  if (at < begin_ || at + size > begin_ + bytes_.size()) {
    // Where pieces lie far apart, what is between them is not read.
    const bool goes_on =
        at >= begin_ && at <= begin_ + bytes_.size() + kMostSkipped;
    begin_ = at;
    if (at < passed_) passed_ = 0;
    if (file_.passes_) {
      passed_ = file_.PassUntil(std::min(at, file_.size()), passed_);
    }
    bytes_ = file_.Read(at, goes_on ? std::max(size, kScannedAtOnce) : size);
    if (goes_on) {
      posix_fadvise(file_.file_, static_cast<off_t>(begin_ + bytes_.size()),
                    kScannedAhead, POSIX_FADV_WILLNEED);
    }
  }
  return absl::string_view(bytes_).substr(at - begin_, size);
}

}  // namespace byline::recommendation
