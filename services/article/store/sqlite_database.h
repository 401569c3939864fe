// SqliteDatabase and SqliteQuery: one connection to SQLite and its prepared
// statements, each prepared once and kept. Not thread-safe: a connection
// belongs to one thread at a time. Errors: UNAVAILABLE (full, busy, out of
// memory), INTERNAL (the rest), with SQLite's words.
//
//   SqliteQuery query = database.Prepare("SELECT a FROM t WHERE b = ?");
//   query.Bind(42);
//   absl::StatusOr<bool> row = query.Step();
//   if (row.ok() && *row) Use(query.Int(0));
#ifndef BYLINE_SERVICES_ARTICLE_STORE_SQLITE_DATABASE_H_
#define BYLINE_SERVICES_ARTICLE_STORE_SQLITE_DATABASE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

namespace byline::article {

// A statement in use. Resets the statement when it goes out of scope; the same
// SQL text must not be in use twice at once.
class SqliteQuery {
 public:
  SqliteQuery(sqlite3* connection, sqlite3_stmt* statement, absl::Status error)
      : connection_(connection),
        statement_(statement),
        error_(std::move(error)) {}
  ~SqliteQuery();
  SqliteQuery(const SqliteQuery&) = delete;
  SqliteQuery& operator=(const SqliteQuery&) = delete;

  // The next parameter, from the first on. Texts and blobs must outlive Step.
  SqliteQuery& Bind(int64_t value);
  SqliteQuery& Bind(double value);
  SqliteQuery& Bind(absl::string_view text);
  SqliteQuery& BindBlob(absl::string_view bytes);

  // Whether there is a row (another row).
  absl::StatusOr<bool> Step();
  // For statements without rows.
  absl::Status Run();
  // Back to the start, to bind and run again.
  void Reset();

  // Columns of the row; views are valid until the next Step.
  int64_t Int(int column) const;
  double Real(int column) const;
  absl::string_view Text(int column) const;
  absl::string_view Blob(int column) const;

 private:
  sqlite3* connection_;
  sqlite3_stmt* statement_;
  absl::Status error_;
  int bound_ = 0;
};

class SqliteDatabase {
 public:
  enum class Mode { kReadWrite, kReadOnly };

  // Opens (and, read-write, creates) the file.
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(
      const std::string& path, Mode mode);
  ~SqliteDatabase();
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  // `sql` must be a literal: statements are kept by its address.
  SqliteQuery Prepare(const char* sql);
  // One or more statements without parameters and rows.
  absl::Status Execute(const char* sql);
  // How many rows the last statement changed.
  int64_t Changes() const;
  bool InTransaction() const;

 private:
  explicit SqliteDatabase(sqlite3* connection) : connection_(connection) {}

  sqlite3* connection_;
  std::unordered_map<const char*, sqlite3_stmt*> statements_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_STORE_SQLITE_DATABASE_H_
