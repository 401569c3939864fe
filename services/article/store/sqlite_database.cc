#include "services/article/store/sqlite_database.h"

#include <absl/strings/str_cat.h>

#include <utility>

#include "common/base/errors.h"

namespace byline::article {
namespace {

absl::Status ErrorOf(sqlite3* connection, int code) {
  const std::string message =
      absl::StrCat("the article store: ", sqlite3_errmsg(connection));
  switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_BUSY:
    case SQLITE_NOMEM:
      return ErrorWithReason(absl::StatusCode::kUnavailable,
                             "STORE_UNAVAILABLE", message);
    default:
      return ErrorWithReason(absl::StatusCode::kInternal, "STORE_FAULT",
                             message);
  }
}

}  // namespace

SqliteQuery::~SqliteQuery() { Reset(); }

SqliteQuery& SqliteQuery::Bind(int64_t value) {
  if (statement_) sqlite3_bind_int64(statement_, ++bound_, value);
  return *this;
}

SqliteQuery& SqliteQuery::Bind(double value) {
  if (statement_) sqlite3_bind_double(statement_, ++bound_, value);
  return *this;
}

SqliteQuery& SqliteQuery::Bind(absl::string_view text) {
  // A null pointer would bind NULL instead of the empty text.
  const char* data = text.empty() ? "" : text.data();
  if (statement_) {
    sqlite3_bind_text64(statement_, ++bound_, data, text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
  }
  return *this;
}

SqliteQuery& SqliteQuery::BindBlob(absl::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  if (statement_) {
    sqlite3_bind_blob64(statement_, ++bound_, data, bytes.size(),
                        SQLITE_STATIC);
  }
  return *this;
}

absl::StatusOr<bool> SqliteQuery::Step() {
  if (!error_.ok()) return error_;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return ErrorOf(connection_, code);
}

absl::Status SqliteQuery::Run() { return Step().status(); }

void SqliteQuery::Reset() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  bound_ = 0;
}

int64_t SqliteQuery::Int(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double SqliteQuery::Real(int column) const {
  return sqlite3_column_double(statement_, column);
}

absl::string_view SqliteQuery::Text(int column) const {
  const auto* text = sqlite3_column_text(statement_, column);
  return {reinterpret_cast<const char*>(text),
          static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

absl::string_view SqliteQuery::Blob(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  return {static_cast<const char*>(bytes),
          static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(
    const std::string& path, Mode mode) {
  const int flags =
      SQLITE_OPEN_NOMUTEX |
      (mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY
                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &connection, flags, nullptr);
  // Even a failed opening gives a connection that must be closed.
  std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(connection));
  if (code != SQLITE_OK) {
    return absl::UnavailableError(absl::StrCat(
        "cannot open ", path, ": ",
        connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code)));
  }
  sqlite3_extended_result_codes(connection, 1);
  sqlite3_busy_timeout(connection, 5000);
  return database;
}

SqliteDatabase::~SqliteDatabase() {
  for (const auto& [sql, statement] : statements_) {
    sqlite3_finalize(statement);
  }
  sqlite3_close(connection_);
}

SqliteQuery SqliteDatabase::Prepare(const char* sql) {
  sqlite3_stmt*& statement = statements_[sql];
  if (!statement) {
    const int code = sqlite3_prepare_v3(
        connection_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
      return {connection_, nullptr, ErrorOf(connection_, code)};
    }
  }
  return {connection_, statement, absl::OkStatus()};
}

absl::Status SqliteDatabase::Execute(const char* sql) {
  const int code = sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : ErrorOf(connection_, code);
}

int64_t SqliteDatabase::Changes() const {
  return sqlite3_changes64(connection_);
}

bool SqliteDatabase::InTransaction() const {
  return sqlite3_get_autocommit(connection_) == 0;
}

}  // namespace byline::article
