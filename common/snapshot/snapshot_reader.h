// SnapshotReader: reads what a SnapshotWriter wrote. The whole file is checked
// before anything of it is given, so that a damaged one is known at once; what
// is read beyond its end is zero or empty, and ok() says so. Not thread-safe.
#ifndef BYLINE_COMMON_SNAPSHOT_SNAPSHOT_READER_H_
#define BYLINE_COMMON_SNAPSHOT_SNAPSHOT_READER_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace byline {

class SnapshotReader {
 public:
  // NOT_FOUND: there is none. DATA_LOSS: it is damaged or cut off.
  // FAILED_PRECONDITION: it holds something else, or in another format.
  // UNAVAILABLE: it cannot be read.
  static absl::StatusOr<std::unique_ptr<SnapshotReader>> Open(
      const std::string& path, uint64_t magic, uint64_t format);
  ~SnapshotReader();
  SnapshotReader(const SnapshotReader&) = delete;
  SnapshotReader& operator=(const SnapshotReader&) = delete;

  template <typename Value>
  Value Read() {
    static_assert(std::is_trivially_copyable_v<Value>);
    Value value{};
    const absl::string_view bytes = Take(sizeof value);
    if (bytes.size() == sizeof value) {
      std::memcpy(&value, bytes.data(), sizeof value);
    }
    return value;
  }
  template <typename Element>
  std::vector<Element> ReadVector() {
    static_assert(std::is_trivially_copyable_v<Element>);
    const auto count = Read<uint64_t>();
    if (count > rest_.size() / sizeof(Element)) {
      ok_ = false;
      return {};
    }
    std::vector<Element> elements(count);
    if (count > 0) {
      std::memcpy(elements.data(), Take(count * sizeof(Element)).data(),
                  count * sizeof(Element));
    }
    return elements;
  }
  std::string ReadString();

  // Whether everything that was read was there.
  bool ok() const { return ok_; }
  bool AtEnd() const { return rest_.empty(); }

 private:
  SnapshotReader(void* mapped, size_t size) : mapped_(mapped), size_(size) {}
  absl::string_view Take(size_t size);

  void* const mapped_;
  const size_t size_;
  absl::string_view rest_;
  bool ok_ = true;
};

}  // namespace byline

#endif  // BYLINE_COMMON_SNAPSHOT_SNAPSHOT_READER_H_
