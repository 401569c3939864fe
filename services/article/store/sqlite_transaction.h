// SqliteTransaction: a transaction that is rolled back unless it is committed.
// Lives on the stack of the thread that uses the connection.
#ifndef BYLINE_SERVICES_ARTICLE_STORE_SQLITE_TRANSACTION_H_
#define BYLINE_SERVICES_ARTICLE_STORE_SQLITE_TRANSACTION_H_

#include <absl/status/status.h>

#include "services/article/store/sqlite_database.h"

namespace byline::article {

class SqliteTransaction {
 public:
  explicit SqliteTransaction(SqliteDatabase& database) : database_(database) {}
  ~SqliteTransaction() {
    // A failed statement may have rolled back already.
    if (database_.InTransaction()) (void)database_.Execute("ROLLBACK");
  }
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;

  absl::Status Begin() { return database_.Execute("BEGIN IMMEDIATE"); }
  // A read transaction: sees one state of the store from its first read on.
  absl::Status BeginRead() { return database_.Execute("BEGIN"); }
  absl::Status Commit() { return database_.Execute("COMMIT"); }

 private:
  SqliteDatabase& database_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_STORE_SQLITE_TRANSACTION_H_
