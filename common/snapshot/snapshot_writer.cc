#include "common/snapshot/snapshot_writer.h"

#include <absl/strings/str_cat.h>
#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace byline {
namespace {

constexpr size_t kBufferSize = 1 << 20;

absl::Status ErrorAt(const std::string& path) {
  return absl::UnavailableError(absl::StrCat(path, ": ", std::strerror(errno)));
}

}  // namespace

class SnapshotWriter::Hash {
 public:
  Hash() : state_(XXH3_createState()) { XXH3_64bits_reset(state_); }
  ~Hash() { XXH3_freeState(state_); }
  Hash(const Hash&) = delete;
  Hash& operator=(const Hash&) = delete;

  void Add(const char* bytes, size_t size) {
    XXH3_64bits_update(state_, bytes, size);
  }
  uint64_t Digest() const { return XXH3_64bits_digest(state_); }

 private:
  XXH3_state_t* const state_;
};

absl::StatusOr<std::unique_ptr<SnapshotWriter>> SnapshotWriter::Create(
    const std::string& path, uint64_t magic, uint64_t format) {
  const std::string aside = path + ".new";
  const int file =
      open(aside.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return ErrorAt(aside);
  std::unique_ptr<SnapshotWriter> writer(new SnapshotWriter(path, file));
  writer->Write(magic);
  writer->Write(format);
  return writer;
}

SnapshotWriter::SnapshotWriter(std::string path, int file)
    : path_(std::move(path)),
      aside_(path_ + ".new"),
      file_(file),
      hash_(std::make_unique<Hash>()) {
  buffer_.reserve(kBufferSize);
}

SnapshotWriter::~SnapshotWriter() {
  if (file_ >= 0) close(file_);
  if (!finished_) unlink(aside_.c_str());
}

void SnapshotWriter::WriteString(absl::string_view text) {
  Write(uint64_t{text.size()});
  WriteBytes(text.data(), text.size());
}

void SnapshotWriter::WriteBytes(const void* bytes, size_t size) {
  if (!status_.ok() || size == 0) return;
  if (buffer_.size() + size > kBufferSize) Flush();
  const char* const begin = static_cast<const char*>(bytes);
  if (size >= kBufferSize) {
    hash_->Add(begin, size);
    Put(begin, size);
  } else {
    buffer_.append(begin, size);
  }
}

void SnapshotWriter::Flush() {
  hash_->Add(buffer_.data(), buffer_.size());
  Put(buffer_.data(), buffer_.size());
  buffer_.clear();
}

void SnapshotWriter::Put(const char* bytes, size_t size) {
  while (status_.ok() && size > 0) {
    const ssize_t put = write(file_, bytes, size);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) {
      status_ = ErrorAt(aside_);
      return;
    }
    bytes += put;
    size -= static_cast<size_t>(put);
  }
}

absl::Status SnapshotWriter::Finish() {
  Flush();
  const uint64_t digest = hash_->Digest();
  Put(reinterpret_cast<const char*>(&digest), sizeof digest);
  if (status_.ok() && fsync(file_) != 0) status_ = ErrorAt(aside_);
  if (close(std::exchange(file_, -1)) != 0 && status_.ok()) {
    status_ = ErrorAt(aside_);
  }
  if (!status_.ok()) return status_;
  if (std::rename(aside_.c_str(), path_.c_str()) != 0) return ErrorAt(path_);
  finished_ = true;
  // The new name outlives the machine's power once its directory does.
  const std::string parent = std::filesystem::path(path_).parent_path();
  const int directory =
      open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_CLOEXEC);
  if (directory < 0) return ErrorAt(parent);
  if (fsync(directory) != 0) status_ = ErrorAt(parent);
  close(directory);
  return status_;
}

}  // namespace byline
