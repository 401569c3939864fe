#include "services/article/store/sqlite_schema.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include "common/base/crypto.h"
#include "services/article/store/sqlite_reads.h"
#include "services/article/store/sqlite_transaction.h"

namespace byline::article {
namespace {

constexpr int64_t kApplicationId = 0x42594c4e;  // "BYLN"
constexpr int64_t kSchemaVersion = 4;
// Of the first version that keeps external ids.
constexpr int64_t kExternalIdsSince = 3;

// Lists, bands and pairs name an article by its short `key`. `places` are all
// collections that the article's fields name, apart by spaces; it stands in
// `listing` under each of them, by state and whether it has a verdict.
constexpr char kTables[] = R"sql(
  PRAGMA application_id = 0x42594c4e;
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE epoch (
    ordinal INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    first_number INTEGER NOT NULL);
  CREATE TABLE article (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state INTEGER NOT NULL,
    was_published INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    list_order INTEGER NOT NULL,
    slug TEXT NOT NULL,
    places TEXT NOT NULL,
    commit_time INTEGER NOT NULL,
    content BLOB NOT NULL);
  CREATE TABLE slug (slug TEXT PRIMARY KEY, article INTEGER NOT NULL)
    WITHOUT ROWID;
  CREATE TABLE listing (
    collection TEXT NOT NULL,
    state INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    list_order INTEGER NOT NULL,
    name TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (collection, state, verdict, list_order, name)) WITHOUT ROWID;
  CREATE TABLE change (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    collections TEXT NOT NULL,
    commit_time INTEGER NOT NULL);
  CREATE TABLE collection (name TEXT PRIMARY KEY, last_number INTEGER NOT NULL)
    WITHOUT ROWID;
  CREATE TABLE request (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    time INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX request_by_time ON request (time);
  CREATE TABLE sketch (
    article INTEGER PRIMARY KEY,
    words INTEGER NOT NULL,
    publish_time INTEGER,
    canonical TEXT NOT NULL,
    band_keys BLOB NOT NULL);
  CREATE TABLE band (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (key, article)) WITHOUT ROWID;
  CREATE TABLE near_copy (
    article INTEGER NOT NULL,
    other INTEGER NOT NULL,
    similarity REAL NOT NULL,
    PRIMARY KEY (article, other)) WITHOUT ROWID;
)sql";

// What came after the first version, so that a new file and an older one end
// alike. Every statement must bear being run again. A change of section
// settings stands in `change` with their key below 0 as `article`.
constexpr char kTablesSinceFirst[] = R"sql(
  CREATE TABLE IF NOT EXISTS import_source (
    article INTEGER PRIMARY KEY,
    digest TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS external_id (
    article INTEGER PRIMARY KEY,
    id TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS external_id_by_id ON external_id (id);
  CREATE TABLE IF NOT EXISTS section_settings (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    commit_time INTEGER NOT NULL,
    content BLOB NOT NULL);
  PRAGMA user_version = 4;
)sql";

absl::StatusOr<int64_t> ReadInt(SqliteDatabase& database, const char* sql) {
  SqliteQuery query = database.Prepare(sql);
  const auto row = query.Step();
  if (!row.ok()) return row.status();
  return *row ? query.Int(0) : 0;
}

absl::Status NotAStore(const std::string& path) {
  return absl::FailedPreconditionError(absl::StrCat(
      path, " is not a Byline article store; give another --data directory"));
}

absl::Status CreateTables(SqliteDatabase& database) {
  SqliteTransaction transaction(database);
  absl::Status status = transaction.Begin();
  if (status.ok()) status = database.Execute(kTables);
  if (status.ok()) status = database.Execute(kTablesSinceFirst);
  if (!status.ok()) return status;
  const std::string store_id = RandomHex(8);
  SqliteQuery query =
      database.Prepare("INSERT INTO meta (key, value) VALUES ('store_id', ?)");
  status = query.Bind(store_id).Run();
  if (!status.ok()) return status;
  query.Reset();
  return transaction.Commit();
}

// Of the articles that an older Byline stored.
absl::Status IndexExternalIds(SqliteDatabase& database) {
  SqliteQuery insert = database.Prepare(
      "INSERT OR REPLACE INTO external_id (article, id) VALUES (?, ?)");
  SqliteQuery query = database.Prepare("SELECT key, content FROM article");
  auto row = query.Step();
  for (; row.ok() && *row; row = query.Step()) {
    const auto article = ParseArticle(query.Blob(1));
    if (!article.ok()) return article.status();
    if (article->external_id().empty()) continue;
    const absl::Status status =
        insert.Bind(query.Int(0)).Bind(article->external_id()).Run();
    if (!status.ok()) return status;
    insert.Reset();
  }
  return row.status();
}

absl::Status UpgradeTables(SqliteDatabase& database, int64_t version) {
  SqliteTransaction transaction(database);
  absl::Status status = transaction.Begin();
  if (status.ok()) status = database.Execute(kTablesSinceFirst);
  if (status.ok() && version < kExternalIdsSince) {
    status = IndexExternalIds(database);
  }
  return status.ok() ? transaction.Commit() : status;
}

absl::Status ReadIdentity(SqliteDatabase& database, StoreIdentity& identity) {
  auto newest = ReadInt(database, "SELECT max(number) FROM change");
  if (!newest.ok()) return newest.status();
  identity.newest_number = *newest;
  SqliteQuery id =
      database.Prepare("SELECT value FROM meta WHERE key = 'store_id'");
  auto row = id.Step();
  if (!row.ok()) return row.status();
  if (!*row) return absl::InternalError("the article store has lost its id");
  identity.store_id = std::string(id.Text(0));
  SqliteQuery epochs =
      database.Prepare("SELECT id, first_number FROM epoch ORDER BY ordinal");
  for (row = epochs.Step(); row.ok() && *row; row = epochs.Step()) {
    identity.epochs.push_back({std::string(epochs.Text(0)), epochs.Int(1)});
  }
  return row.status();
}

}  // namespace

absl::Status PrepareSchema(SqliteDatabase& database, const std::string& path) {
  const auto tables = ReadInt(database, "SELECT count(*) FROM sqlite_master");
  // The first read of a file that is no database at all fails.
  if (!tables.ok()) {
    return absl::StrContains(tables.status().message(), "not a database")
               ? NotAStore(path)
               : tables.status();
  }
  const auto application = ReadInt(database, "PRAGMA application_id");
  if (!application.ok()) return application.status();
  const auto version = ReadInt(database, "PRAGMA user_version");
  if (!version.ok()) return version.status();
  if (*tables == 0 && *application == 0 && *version == 0) {
    return CreateTables(database);
  }
  if (*application != kApplicationId) return NotAStore(path);
  if (*version > kSchemaVersion) {
    return absl::FailedPreconditionError(absl::StrCat(
        path, " was written by a newer Byline (schema ", *version,
        "; this program knows ", kSchemaVersion, "): start the newer program"));
  }
  return *version < kSchemaVersion ? UpgradeTables(database, *version)
                                   : absl::OkStatus();
}

absl::StatusOr<StoreIdentity> BeginEpoch(SqliteDatabase& database) {
  StoreIdentity identity;
  SqliteTransaction transaction(database);
  absl::Status status = transaction.Begin();
  if (status.ok()) status = ReadIdentity(database, identity);
  if (!status.ok()) return status;
  const int64_t first = identity.newest_number + 1;
  SqliteQuery drop =
      database.Prepare("DELETE FROM epoch WHERE first_number >= ?");
  status = drop.Bind(first).Run();
  if (!status.ok()) return status;
  drop.Reset();
  while (!identity.epochs.empty() &&
         identity.epochs.back().first_number >= first) {
    identity.epochs.pop_back();
  }
  identity.epochs.push_back({RandomHex(8), first});
  SqliteQuery insert =
      database.Prepare("INSERT INTO epoch (id, first_number) VALUES (?, ?)");
  status = insert.Bind(identity.epochs.back().id).Bind(first).Run();
  if (!status.ok()) return status;
  insert.Reset();
  status = transaction.Commit();
  if (!status.ok()) return status;
  return identity;
}

}  // namespace byline::article
