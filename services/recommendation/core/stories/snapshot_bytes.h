// ByteWriter and ByteReader: whole numbers as little-endian bytes, one behind
// the other. The reader is total: beyond the end it gives zeros and says so.
// Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_SNAPSHOT_BYTES_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_SNAPSHOT_BYTES_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace byline::recommendation {

class ByteWriter {
 public:
  template <typename Number>
  void Write(Number number) {
    static_assert(std::is_integral_v<Number>);
    auto rest = static_cast<uint64_t>(number);
    for (size_t i = 0; i < sizeof(Number); ++i, rest >>= 8) {
      bytes_.push_back(static_cast<char>(rest & 0xFF));
    }
  }
  // Their count, then each.
  void WriteAll(const std::vector<uint32_t>& numbers) {
    Write(uint64_t{numbers.size()});
    for (const uint32_t number : numbers) Write(number);
  }

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(absl::string_view bytes) : rest_(bytes) {}

  template <typename Number>
  Number Read() {
    static_assert(std::is_integral_v<Number>);
    if (rest_.size() < sizeof(Number)) {
      ok_ = false;
      return 0;
    }
    uint64_t number = 0;
    for (size_t i = sizeof(Number); i > 0; --i) {
      number = (number << 8) | static_cast<uint8_t>(rest_[i - 1]);
    }
    rest_.remove_prefix(sizeof(Number));
    return static_cast<Number>(number);
  }
  // A count of things of at least `least_size` bytes each: not more than there
  // is room for, so that whoever reads may reserve.
  size_t ReadCount(size_t least_size) {
    const auto count = Read<uint64_t>();
    if (count > rest_.size() / least_size) {
      ok_ = false;
      return 0;
    }
    return static_cast<size_t>(count);
  }
  std::vector<uint32_t> ReadAll() {
    std::vector<uint32_t> numbers(ReadCount(sizeof(uint32_t)));
    for (uint32_t& number : numbers) number = Read<uint32_t>();
    return numbers;
  }

  // Whether everything that was read was there.
  bool ok() const { return ok_; }
  bool AtEnd() const { return rest_.empty(); }

 private:
  absl::string_view rest_;
  bool ok_ = true;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_STORIES_SNAPSHOT_BYTES_H_
