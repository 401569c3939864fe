// RecordFile: bytes one behind the other in a file, read again here and there.
// The last ones, at most 256 KiB, wait in memory until they are written
// together.
//
// Thread-safe. A disk that is full ends the process (exit code 1, told in the
// log): what was not written cannot be answered.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_RECORD_FILE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_RECORD_FILE_H_

#include <absl/base/thread_annotations.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "common/base/mutex.h"

namespace byline::recommendation {

class RecordFile {
 public:
  // A file that nobody else sees and that ends with the process: in the
  // directory for temporary files or, where none can be made there, in memory.
  static std::unique_ptr<RecordFile> Temporary();
  // The file at `path`, made where it is not there; `size` bytes of it count;
  // what lies behind is cut off. Errors: UNAVAILABLE (cannot be opened),
  // DATA_LOSS (it is shorter).
  static absl::StatusOr<std::unique_ptr<RecordFile>> Open(
      const std::string& path, uint64_t size);
  ~RecordFile();
  RecordFile(const RecordFile&) = delete;
  RecordFile& operator=(const RecordFile&) = delete;

  // Returns where they lie.
  uint64_t Append(absl::string_view bytes) LOCKS_EXCLUDED(mutex_);
  // Bytes appended.
  uint64_t size() const { return size_.load(std::memory_order_acquire); }
  // `size` bytes from `at` on; at most as many as there are; empty where they
  // cannot be read.
  std::string Read(uint64_t at, size_t size) const LOCKS_EXCLUDED(mutex_);
  // Reads will be of large pieces that lie anywhere: what lies behind one is
  // not read ahead.
  void ExpectRandomReads() const;
  // From now on, or no longer: what is appended goes to the disk soon and then
  // leaves the machine's memory, and so does what is scanned. For filling a
  // file with far more than is soon read again: memory that the system takes
  // for the first time, or takes from others, costs more than the disk. Where
  // the file is itself in memory, it stays there.
  void SetPassing(bool passes) LOCKS_EXCLUDED(mutex_);
  // Makes sure that all of them outlive the machine's power.
  absl::Status Sync() LOCKS_EXCLUDED(mutex_);

 private:
  friend class RecordScan;

  RecordFile(int file, uint64_t size)
      : file_(file), size_(size), written_(size) {}

  void Write() EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Sends the whole pieces between `passed` and `end` to the disk and drops
  // them from memory; returns where the last one ends.
  uint64_t PassUntil(uint64_t end, uint64_t passed) const;

  const int file_;
  std::atomic<uint64_t> size_;
  mutable Mutex mutex_;
  std::atomic<uint64_t> written_;           // of them; rises under the lock
  std::string waiting_ GUARDED_BY(mutex_);  // from written_ on
  std::atomic<bool> passes_ = false;        // changes under the lock
  uint64_t passed_ GUARDED_BY(mutex_) = 0;  // up to here
};

// Reads pieces of a file that come in rising order: many at once, and ahead,
// where they lie near to each other.
class RecordScan {
 public:
  // It must outlive this.
  explicit RecordScan(const RecordFile& file) : file_(file) {}

  // As RecordFile::Read; until the next call.
  absl::string_view Read(uint64_t at, size_t size);

 private:
  const RecordFile& file_;
  uint64_t begin_ = 0;
  std::string bytes_;  // from begin_ on
  uint64_t passed_ = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_RECORD_FILE_H_
