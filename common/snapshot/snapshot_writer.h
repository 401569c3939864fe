// SnapshotWriter: writes a file that holds what a process keeps in memory, so
// that it need not be made again at the next start. The file takes the place of
// the one before it in one step, once all of it is on disk and has its
// checksum (XXH3); until then the old one stands. Numbers and arrays of them go
// as they lie in memory: the file never leaves its machine.
//
// Not thread-safe. An error stays until Finish, which tells it.
//
//   auto writer = SnapshotWriter::Create(path, kMagic, kFormat);
//   (*writer)->Write(count);
//   (*writer)->WriteVector(weights);
//   absl::Status written = (*writer)->Finish();
#ifndef BYLINE_COMMON_SNAPSHOT_SNAPSHOT_WRITER_H_
#define BYLINE_COMMON_SNAPSHOT_SNAPSHOT_WRITER_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace byline {

class SnapshotWriter {
 public:
  // Writes beside `path`, with ".new" behind its name. `magic` says what the
  // file holds, `format` how it is laid out. UNAVAILABLE where that cannot be
  // opened.
  static absl::StatusOr<std::unique_ptr<SnapshotWriter>> Create(
      const std::string& path, uint64_t magic, uint64_t format);
  // Without Finish: takes what was written away.
  ~SnapshotWriter();
  SnapshotWriter(const SnapshotWriter&) = delete;
  SnapshotWriter& operator=(const SnapshotWriter&) = delete;

  template <typename Value>
  void Write(const Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    WriteBytes(&value, sizeof value);
  }
  // The number of elements, then these.
  template <typename Element>
  void WriteVector(const std::vector<Element>& elements) {
    static_assert(std::is_trivially_copyable_v<Element>);
    Write(uint64_t{elements.size()});
    WriteBytes(elements.data(), elements.size() * sizeof(Element));
  }
  void WriteString(absl::string_view text);

  // UNAVAILABLE where not all could be written; the file before it stands then.
  absl::Status Finish();

 private:
  class Hash;

  SnapshotWriter(std::string path, int file);
  void WriteBytes(const void* bytes, size_t size);
  void Flush();
  void Put(const char* bytes, size_t size);

  const std::string path_;
  const std::string aside_;
  int file_;
  std::string buffer_;
  std::unique_ptr<Hash> hash_;
  absl::Status status_;
  bool finished_ = false;
};

}  // namespace byline

#endif  // BYLINE_COMMON_SNAPSHOT_SNAPSHOT_WRITER_H_
