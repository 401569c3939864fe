// The tables of a store file, and what is done when one is opened. Errors:
// FAILED_PRECONDITION for a file that is not a store or is of a newer Byline,
// in one clear line; otherwise those of SqliteDatabase.
#ifndef BYLINE_SERVICES_ARTICLE_STORE_SQLITE_SCHEMA_H_
#define BYLINE_SERVICES_ARTICLE_STORE_SQLITE_SCHEMA_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "services/article/store/article_store.h"
#include "services/article/store/sqlite_database.h"

namespace byline::article {

// Makes the tables in a new file, or checks that they are ours and brings those
// of an older Byline up to date.
absl::Status PrepareSchema(SqliteDatabase& database, const std::string& path);

// What a file knows of itself and its history.
struct StoreIdentity {
  std::string store_id;
  std::vector<EpochStart> epochs;
  int64_t newest_number = 0;
};

// Begins a new epoch. The last one is dropped first if it holds no write: it
// numbers nothing, so whoever heard its id can only find it unknown and begin
// anew, and a process that restarts in a loop does not fill the table.
absl::StatusOr<StoreIdentity> BeginEpoch(SqliteDatabase& database);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_STORE_SQLITE_SCHEMA_H_
