#include "services/article/store/sqlite_article_store.h"

#include <absl/strings/str_cat.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "services/article/store/sqlite_article_writer.h"
#include "services/article/store/sqlite_reads.h"
#include "services/article/store/sqlite_section_settings.h"
#include "services/article/store/sqlite_transaction.h"

namespace byline::article {
namespace {

// The log is kept short by at most this many deletions a write, so that a write
// never pays for a long backlog.
constexpr int64_t kPruneStep = 100;

absl::Status TuneConnection(SqliteDatabase& database) {
  return database.Execute(
      "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;");
}

}  // namespace

// An exclusive lock on a file beside the store; the kernel lets go of it when
// the process ends, however it ends.
class SqliteArticleStore::FileLock {
 public:
  static absl::StatusOr<std::unique_ptr<FileLock>> Take(
      const std::string& path) {
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
      return absl::UnavailableError(
          absl::StrCat("cannot open ", path, ": ", strerror(errno)));
    }
    auto lock = std::unique_ptr<FileLock>(new FileLock(file));
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
      return absl::FailedPreconditionError(absl::StrCat(
          path, " is locked: another process has this store open"));
    }
    return lock;
  }
  ~FileLock() { close(file_); }

 private:
  explicit FileLock(int file) : file_(file) {}
  const int file_;
};

// Lends a reading connection to the current scope.
class SqliteArticleStore::Reader {
 public:
  explicit Reader(const SqliteArticleStore& store) : store_(store) {
    MutexLock lock(store_.readers_mutex_);
    while (store_.free_readers_.empty()) {
      store_.reader_free_.Wait(store_.readers_mutex_);
    }
    database_ = std::move(store_.free_readers_.back());
    store_.free_readers_.pop_back();
  }
  ~Reader() {
    MutexLock lock(store_.readers_mutex_);
    store_.free_readers_.push_back(std::move(database_));
    store_.reader_free_.NotifyOne();
  }

  SqliteDatabase& operator*() { return *database_; }

 private:
  const SqliteArticleStore& store_;
  std::unique_ptr<SqliteDatabase> database_;
};

absl::StatusOr<std::unique_ptr<SqliteArticleStore>> SqliteArticleStore::Open(
    const SqliteStoreOptions& options) {
  auto file_lock = FileLock::Take(absl::StrCat(options.path, ".lock"));
  if (!file_lock.ok()) return file_lock.status();
  // Drafts are for the newsroom only; what SQLite makes beside the file gets
  // the same mode.
  const int made =
      open(options.path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made >= 0) close(made);
  auto writer =
      SqliteDatabase::Open(options.path, SqliteDatabase::Mode::kReadWrite);
  if (!writer.ok()) return writer.status();
  // Before anything is written: a file that is not ours stays as it is.
  absl::Status status = PrepareSchema(**writer, options.path);
  if (status.ok()) {
    status = (*writer)->Execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  }
  if (status.ok()) status = TuneConnection(**writer);
  if (!status.ok()) return status;
  auto identity = BeginEpoch(**writer);
  if (!identity.ok()) return identity.status();

  std::vector<std::unique_ptr<SqliteDatabase>> readers;
  for (int i = 0; i < std::max(1, options.readers); ++i) {
    auto reader =
        SqliteDatabase::Open(options.path, SqliteDatabase::Mode::kReadOnly);
    if (!reader.ok()) return reader.status();
    status = TuneConnection(**reader);
    if (!status.ok()) return status;
    readers.push_back(*std::move(reader));
  }
  return std::unique_ptr<SqliteArticleStore>(new SqliteArticleStore(
      options, *std::move(file_lock), *std::move(identity), *std::move(writer),
      std::move(readers)));
}

SqliteArticleStore::SqliteArticleStore(
    SqliteStoreOptions options, std::unique_ptr<FileLock> file_lock,
    StoreIdentity identity, std::unique_ptr<SqliteDatabase> writer,
    std::vector<std::unique_ptr<SqliteDatabase>> readers)
    : options_(std::move(options)),
      file_lock_(std::move(file_lock)),
      identity_(std::move(identity)),
      writer_(std::move(writer)),
      free_readers_(std::move(readers)),
      newest_(identity_.newest_number) {}

SqliteArticleStore::~SqliteArticleStore() = default;

absl::Status SqliteArticleStore::Write(
    absl::Time now, const std::function<absl::Status(ArticleWriter&)>& body) {
  MutexLock lock(write_mutex_);
  SqliteTransaction transaction(*writer_);
  absl::Status status = transaction.Begin();
  if (!status.ok()) return status;
  auto newest = ReadNewestNumber(*writer_);
  if (!newest.ok()) return newest.status();
  SqliteArticleWriter writer(*writer_, now, identity_.epochs.back().id,
                             *newest);
  status = body(writer);
  if (status.ok() && writer.newest_number() > *newest) {
    status = writer.Prune(std::max<int64_t>(1, options_.log_changes),
                          kPruneStep + writer.newest_number() - *newest);
  }
  if (status.ok()) status = transaction.Commit();
  if (!status.ok()) return status;
  if (writer.newest_number() > *newest) {
    MutexLock change_lock(change_mutex_);
    newest_ = writer.newest_number();
    changed_.NotifyAll();
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<StoredArticle>> SqliteArticleStore::Get(
    absl::string_view name) const {
  Reader reader(*this);
  return ReadArticle(*reader, name);
}

absl::StatusOr<std::vector<std::optional<StoredArticle>>>
SqliteArticleStore::BatchGet(const std::vector<std::string>& names) const {
  Reader reader(*this);
  SqliteTransaction snapshot(*reader);
  absl::Status status = snapshot.BeginRead();
  if (!status.ok()) return status;
  std::vector<std::optional<StoredArticle>> articles;
  articles.reserve(names.size());
  for (const std::string& name : names) {
    auto article = ReadArticle(*reader, name);
    if (!article.ok()) return article.status();
    articles.push_back(*std::move(article));
  }
  return articles;
}

absl::StatusOr<std::optional<v1::SectionSettings>>
SqliteArticleStore::GetSectionSettings(absl::string_view name) const {
  Reader reader(*this);
  return ReadSectionSettings(*reader, name);
}

absl::StatusOr<std::optional<SlugOwner>> SqliteArticleStore::FindSlug(
    absl::string_view slug) const {
  Reader reader(*this);
  return ReadSlugOwner(*reader, slug);
}

absl::StatusOr<ArticleList> SqliteArticleStore::List(
    const ListQuery& query) const {
  Reader reader(*this);
  return ReadList(*reader, query);
}

absl::StatusOr<std::vector<std::string>> SqliteArticleStore::DueArticles(
    absl::Time now, int limit) const {
  Reader reader(*this);
  return ReadDueArticles(*reader, now, limit);
}

absl::StatusOr<int64_t> SqliteArticleStore::LastChangeOf(
    absl::string_view resource) const {
  Reader reader(*this);
  return ReadLastChange(*reader, resource);
}

absl::StatusOr<std::vector<StoredChange>> SqliteArticleStore::ReadChanges(
    int64_t from, const ReadLimit& limit, bool with_articles) const {
  Reader reader(*this);
  return ReadLog(*reader, from, NewestNumber(), limit, with_articles);
}

absl::StatusOr<StatePage> SqliteArticleStore::ReadState(
    int64_t cursor, const ReadLimit& limit, bool with_articles) const {
  Reader reader(*this);
  return ReadStatePage(*reader, cursor, limit, with_articles);
}

int64_t SqliteArticleStore::WaitForChange(int64_t after,
                                          absl::Duration timeout) const {
  const auto until =
      std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(timeout);
  MutexLock lock(change_mutex_);
  const uint64_t wakes = wakes_;
  while (newest_ <= after && wakes_ == wakes) {
    const auto left = until - std::chrono::steady_clock::now();
    if (left.count() <= 0) break;
    changed_.WaitFor(change_mutex_, left);
  }
  return newest_;
}

void SqliteArticleStore::Wake() {
  MutexLock lock(change_mutex_);
  ++wakes_;
  changed_.NotifyAll();
}

}  // namespace byline::article
