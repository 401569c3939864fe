#include "services/recommendation/core/index_files.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "common/base/crypto.h"
#include "common/base/log.h"

namespace byline::recommendation {
namespace {

constexpr char kSnapshotFile[] = "similarity.snapshot";
constexpr char kRecordsPrefix[] = "records-";
// "BYLSIMIL", and a number that grows with every change of what is written, or
// of how texts become terms; sizes of what goes as it lies in memory are part
// of it.
constexpr uint64_t kMagic = 0x4C494D49534C5942;
constexpr uint64_t kFormat = uint64_t{6} << 48 | sizeof(Document) << 32 |
                             sizeof(CopySketch) << 16 | kLatentDimensions;
// Records of articles that have changed since may be so many times those that
// count, and this many more.
constexpr uint64_t kMostDeadRecords = 2;
constexpr uint64_t kFewRecords = 10'000;

absl::Status ErrorAt(const std::string& path) {
  return absl::UnavailableError(absl::StrCat(path, ": ", std::strerror(errno)));
}

}  // namespace

IndexFiles::IndexFiles(std::string directory, int lock)
    : directory_(std::move(directory)), lock_(lock) {}

IndexFiles::~IndexFiles() { close(lock_); }

std::string IndexFiles::Path(const std::string& file) const {
  return absl::StrCat(directory_, "/", file);
}

absl::StatusOr<std::unique_ptr<IndexFiles>> IndexFiles::Open(
    const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat(directory, ": ", error.message()));
  }
  const std::string lock_path = directory + "/lock";
  const int lock = open(lock_path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (lock < 0) return ErrorAt(lock_path);
  std::unique_ptr<IndexFiles> files(new IndexFiles(directory, lock));
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    return absl::FailedPreconditionError(absl::StrCat(
        directory, ": another process uses it; each needs one of its own"));
  }
  const absl::Status opened = files->OpenSnapshot();
  if (opened.ok()) return files;
  files->snapshot_.reset();
  if (!absl::IsNotFound(opened)) {
    Log(Severity::kWarning,
        "the snapshot of the index is not used; it is filled from the feed",
        {{"why", opened.message()}});
  }
  absl::Status begun = files->BeginRecords();
  if (!begun.ok()) return begun;
  return files;
}

absl::Status IndexFiles::OpenSnapshot() {
  auto snapshot = SnapshotReader::Open(Path(kSnapshotFile), kMagic, kFormat);
  if (!snapshot.ok()) return snapshot.status();
  snapshot_ = *std::move(snapshot);
  records_id_ = snapshot_->ReadString();
  const auto sizes = snapshot_->Read<RecordSizes>();
  const auto counting = snapshot_->Read<uint64_t>();
  if (sizes.count > kFewRecords + kMostDeadRecords * counting) {
    return absl::FailedPreconditionError(
        absl::StrCat("of ", sizes.count, " records ", counting, " count"));
  }
  auto records =
      ArticleRecords::Open(Path(kRecordsPrefix + records_id_), sizes);
  if (!records.ok()) return records.status();
  records_ = *std::move(records);
  RemoveOtherRecords();
  return absl::OkStatus();
}

absl::Status IndexFiles::BeginRecords() {
  // The old snapshot would be without its records.
  const std::string old = Path(kSnapshotFile);
  if (unlink(old.c_str()) != 0 && errno != ENOENT) return ErrorAt(old);
  records_id_ = RandomHex(8);
  auto records = ArticleRecords::Open(Path(kRecordsPrefix + records_id_));
  if (!records.ok()) return records.status();
  records_ = *std::move(records);
  RemoveOtherRecords();
  return absl::OkStatus();
}

void IndexFiles::RemoveOtherRecords() const {
  std::error_code error;
  for (const auto& entry :
       std::filesystem::directory_iterator(directory_, error)) {
    const std::string name = entry.path().filename();
    if (absl::StartsWith(name, kRecordsPrefix) &&
        !absl::StartsWith(name, kRecordsPrefix + records_id_)) {
      std::filesystem::remove(entry.path(), error);
    }
  }
}

bool IndexFiles::Load(SimilarityIndex& index, FollowedTruth& truth) {
  const auto snapshot = std::exchange(snapshot_, nullptr);
  if (snapshot == nullptr) return false;
  if (index.Load(*snapshot) && truth.Load(*snapshot) && snapshot->AtEnd()) {
    Log(Severity::kInfo, "the index was read from its snapshot",
        {{"articles", absl::StrCat(index.SearchableCount())},
         {"revision", absl::StrCat(truth.AsOf().number)}});
    return true;
  }
  Log(Severity::kWarning,
      "the snapshot of the index says what cannot be; it is filled from the "
      "feed",
      {});
  index.Clear();
  truth.Forget();
  return false;
}

absl::Status IndexFiles::Save(const SimilarityIndex& index,
                              const FollowedTruth& truth) const {
  // First what is known: whatever is applied later comes again.
  const int64_t applied = truth.AsOf().number;
  if (applied == 0) return absl::OkStatus();
  const auto frozen = index.Freeze();
  const RecordSizes sizes = index.records().sizes();
  absl::Status synced = index.records().Sync();
  if (!synced.ok()) return synced;
  auto writer = SnapshotWriter::Create(Path(kSnapshotFile), kMagic, kFormat);
  if (!writer.ok()) return writer.status();
  (*writer)->WriteString(records_id_);
  (*writer)->Write(sizes);
  (*writer)->Write(uint64_t{index.ArticleCount()});
  SimilarityIndex::Save(*frozen, **writer);
  // The store began anew meanwhile: nothing is known of its present state yet.
  if (!truth.Save(applied, **writer)) return absl::OkStatus();
  return (*writer)->Finish();
}

}  // namespace byline::recommendation
