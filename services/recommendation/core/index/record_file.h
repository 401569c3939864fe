// RecordFile: bytes one behind the other in a file, read again here and there.
//
// Read by several threads at once; Append is called by one at a time. A disk
// that is full ends the process: what was not written cannot be answered.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_RECORD_FILE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_RECORD_FILE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

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
  uint64_t Append(absl::string_view bytes);
  // Bytes written.
  uint64_t size() const { return size_.load(std::memory_order_acquire); }
  // `size` bytes from `at` on; at most as many as there are; empty where they
  // cannot be read.
  std::string Read(uint64_t at, size_t size) const;
  // Reads will be of large pieces that lie anywhere: what lies behind one is
  // not read ahead.
  void ExpectRandomReads() const;
  // Makes sure that all of them outlive the machine's power.
  absl::Status Sync() const;

 private:
  RecordFile(int file, uint64_t size) : file_(file), size_(size) {}

  const int file_;
  std::atomic<uint64_t> size_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_RECORD_FILE_H_
