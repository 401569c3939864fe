// SqliteArticleStore: an ArticleStore in one SQLite file (WAL,
// synchronous=FULL), with a lock file beside it so that two processes never
// write the same store.
//
// One connection writes, under a mutex; a few more read, each lent to one
// thread at a time, so that a reader never waits for a writer. The newest
// number is kept in memory too: only this process writes, so it is the truth.
//
// The log keeps at least the last `log_changes` changes; what is older is
// deleted a little with every write. Request ids are kept for 24 hours.
#ifndef BYLINE_SERVICES_ARTICLE_STORE_SQLITE_ARTICLE_STORE_H_
#define BYLINE_SERVICES_ARTICLE_STORE_SQLITE_ARTICLE_STORE_H_

#include <absl/status/statusor.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "common/base/mutex.h"
#include "services/article/store/article_store.h"
#include "services/article/store/sqlite_database.h"
#include "services/article/store/sqlite_schema.h"

namespace byline::article {

struct SqliteStoreOptions {
  std::string path;
  int64_t log_changes = 1'000'000;  // at least 1
  int readers = 4;
};

class SqliteArticleStore final : public ArticleStore {
 public:
  // Opens the file, or makes it, and begins a new epoch. Errors:
  // FAILED_PRECONDITION (not a store, of a newer Byline, in use by another
  // process), UNAVAILABLE, INTERNAL.
  static absl::StatusOr<std::unique_ptr<SqliteArticleStore>> Open(
      const SqliteStoreOptions& options);
  ~SqliteArticleStore() override;

  const std::string& StoreId() const override { return identity_.store_id; }
  const std::vector<EpochStart>& Epochs() const override {
    return identity_.epochs;
  }
  int64_t NewestNumber() const override { return newest_.load(); }

  absl::Status Write(
      absl::Time now,
      const std::function<absl::Status(ArticleWriter&)>& body) override;
  absl::StatusOr<std::optional<StoredArticle>> Get(
      absl::string_view name) const override;
  absl::StatusOr<std::vector<std::optional<StoredArticle>>> BatchGet(
      const std::vector<std::string>& names) const override;
  absl::StatusOr<std::optional<v1::SectionSettings>> GetSectionSettings(
      absl::string_view name) const override;
  absl::StatusOr<std::optional<SlugOwner>> FindSlug(
      absl::string_view slug) const override;
  absl::StatusOr<ArticleList> List(const ListQuery& query) const override;
  absl::StatusOr<std::vector<std::string>> DueArticles(
      absl::Time now, int limit) const override;
  absl::StatusOr<int64_t> LastChangeOf(
      absl::string_view resource) const override;
  absl::StatusOr<std::vector<StoredChange>> ReadChanges(
      int64_t from, const ReadLimit& limit, bool with_articles) const override;
  absl::StatusOr<StatePage> ReadState(int64_t cursor, const ReadLimit& limit,
                                      bool with_articles) const override;
  int64_t WaitForChange(int64_t after, absl::Duration timeout) const override;
  void Wake() override;

 private:
  class FileLock;
  class Reader;

  SqliteArticleStore(SqliteStoreOptions options,
                     std::unique_ptr<FileLock> file_lock,
                     StoreIdentity identity,
                     std::unique_ptr<SqliteDatabase> writer,
                     std::vector<std::unique_ptr<SqliteDatabase>> readers);

  const SqliteStoreOptions options_;
  const std::unique_ptr<FileLock> file_lock_;
  const StoreIdentity identity_;

  Mutex write_mutex_;
  const std::unique_ptr<SqliteDatabase> writer_ PT_GUARDED_BY(write_mutex_);

  mutable Mutex readers_mutex_;
  mutable CondVar reader_free_;
  mutable std::vector<std::unique_ptr<SqliteDatabase>> free_readers_
      GUARDED_BY(readers_mutex_);

  std::atomic<int64_t> newest_;
  mutable Mutex change_mutex_;
  mutable CondVar changed_;
  uint64_t wakes_ GUARDED_BY(change_mutex_) = 0;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_STORE_SQLITE_ARTICLE_STORE_H_
