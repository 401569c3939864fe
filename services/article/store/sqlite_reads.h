// What the SQLite store reads, on any connection. Errors as SqliteDatabase.
#ifndef BYLINE_SERVICES_ARTICLE_STORE_SQLITE_READS_H_
#define BYLINE_SERVICES_ARTICLE_STORE_SQLITE_READS_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <optional>
#include <string>
#include <vector>

#include "services/article/store/article_store.h"
#include "services/article/store/sqlite_database.h"

namespace byline::article {

// An article as its row keeps it; INTERNAL for damaged content.
absl::StatusOr<v1::Article> ParseArticle(absl::string_view content);

absl::StatusOr<int64_t> ReadNewestNumber(SqliteDatabase& database);
absl::StatusOr<std::optional<StoredArticle>> ReadArticle(
    SqliteDatabase& database, absl::string_view name);
absl::StatusOr<std::optional<SlugOwner>> ReadSlugOwner(SqliteDatabase& database,
                                                       absl::string_view slug);
absl::StatusOr<ArticleList> ReadList(SqliteDatabase& database,
                                     const ListQuery& query);
absl::StatusOr<std::vector<std::string>> ReadDueArticles(
    SqliteDatabase& database, absl::Time now, int limit);
absl::StatusOr<int64_t> ReadLastChange(SqliteDatabase& database,
                                       absl::string_view resource);
// Changes from `from` to `newest`; OUT_OF_RANGE if the log begins later.
absl::StatusOr<std::vector<StoredChange>> ReadLog(SqliteDatabase& database,
                                                  int64_t from, int64_t newest,
                                                  const ReadLimit& limit,
                                                  bool with_articles);
absl::StatusOr<StatePage> ReadStatePage(SqliteDatabase& database,
                                        int64_t cursor, const ReadLimit& limit,
                                        bool with_articles);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_STORE_SQLITE_READS_H_
