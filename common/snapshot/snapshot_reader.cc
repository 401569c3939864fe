#include "common/snapshot/snapshot_reader.h"

#include <absl/strings/str_cat.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>

namespace byline {

absl::StatusOr<std::unique_ptr<SnapshotReader>> SnapshotReader::Open(
    const std::string& path, uint64_t magic, uint64_t format) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) {
    return absl::NotFoundError(absl::StrCat(path, ": there is none"));
  }
  const auto unreadable = [&path] {
    return absl::UnavailableError(
        absl::StrCat(path, ": ", std::strerror(errno)));
  };
  if (file < 0) return unreadable();
  struct stat facts {};
  const bool known = fstat(file, &facts) == 0;
  const auto size = static_cast<size_t>(known ? facts.st_size : 0);
  constexpr size_t kHeader = sizeof magic + sizeof format;
  constexpr size_t kDigest = sizeof(uint64_t);
  if (known && size < kHeader + kDigest) {
    close(file);
    return absl::DataLossError(absl::StrCat(path, ": is cut off"));
  }
  void* const mapped =
      known ? mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  const absl::Status error = unreadable();
  close(file);
  if (mapped == MAP_FAILED) return error;
  madvise(mapped, size, MADV_SEQUENTIAL | MADV_WILLNEED);
  std::unique_ptr<SnapshotReader> reader(new SnapshotReader(mapped, size));
  const absl::string_view bytes(static_cast<const char*>(mapped), size);
  reader->rest_ = bytes.substr(0, size - kDigest);
  uint64_t digest = 0;
  std::memcpy(&digest, bytes.data() + size - kDigest, kDigest);
  const auto read_magic = reader->Read<uint64_t>();
  const auto read_format = reader->Read<uint64_t>();
  if (read_magic != magic || read_format != format) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, ": is of another kind or format"));
  }
  if (XXH3_64bits(bytes.data(), size - kDigest) != digest) {
    return absl::DataLossError(
        absl::StrCat(path, ": is damaged: its checksum is another one"));
  }
  return reader;
}

SnapshotReader::~SnapshotReader() { munmap(mapped_, size_); }

absl::string_view SnapshotReader::Take(size_t size) {
  if (size > rest_.size()) {
    ok_ = false;
    rest_ = {};
    return {};
  }
  const absl::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

std::string SnapshotReader::ReadString() {
  return std::string(Take(Read<uint64_t>()));
}

}  // namespace byline
