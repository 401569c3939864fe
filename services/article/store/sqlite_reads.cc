#include "services/article/store/sqlite_reads.h"

#include <absl/strings/match.h>
#include <absl/strings/str_split.h>

#include "common/article/section_settings_name.h"
#include "services/article/core/article_errors.h"
#include "services/article/store/sqlite_section_settings.h"

namespace byline::article {
namespace {

// Columns: name, state, was_published, collections, commit_time, number,
// content of the article (only with articles).
absl::StatusOr<StoredChange> ReadChangeRow(const SqliteQuery& query,
                                           bool with_articles) {
  StoredChange change;
  change.name = std::string(query.Text(0));
  change.state = static_cast<v1::State>(query.Int(1));
  change.was_published = query.Int(2) != 0;
  change.collections = absl::StrSplit(query.Text(3), ' ', absl::SkipEmpty());
  change.commit_time = absl::FromUnixMicros(query.Int(4));
  change.number = query.Int(5);
  if (with_articles) {
    auto article = ParseArticle(query.Blob(6));
    if (!article.ok()) return article.status();
    change.article = *std::move(article);
  }
  return change;
}

// A row of the log, with the content of section settings as another column
// behind those: empty for an article, whose columns are empty otherwise.
absl::StatusOr<StoredChange> ReadLogRow(const SqliteQuery& query,
                                        bool with_articles) {
  const absl::string_view content = query.Blob(7);
  auto change = ReadChangeRow(query, with_articles && content.empty());
  if (!change.ok() || content.empty()) return change;
  auto settings = ParseSectionSettings(content);
  if (!settings.ok()) return settings.status();
  change->section_settings = *std::move(settings);
  return change;
}

// Whether another change fits after `bytes` of articles.
bool Fits(const std::vector<StoredChange>& changes, size_t bytes,
          const ReadLimit& limit) {
  return changes.empty() ||
         (changes.size() < static_cast<size_t>(limit.changes) &&
          bytes <= limit.article_bytes);
}

}  // namespace

absl::StatusOr<v1::Article> ParseArticle(absl::string_view content) {
  v1::Article article;
  if (!article.ParseFromArray(content.data(),
                              static_cast<int>(content.size()))) {
    return absl::InternalError("the article store holds a damaged article");
  }
  return article;
}

absl::StatusOr<int64_t> ReadNewestNumber(SqliteDatabase& database) {
  SqliteQuery query = database.Prepare("SELECT max(number) FROM change");
  const auto row = query.Step();
  if (!row.ok()) return row.status();
  return query.Int(0);
}

absl::StatusOr<std::optional<StoredArticle>> ReadArticle(
    SqliteDatabase& database, absl::string_view name) {
  SqliteQuery query = database.Prepare(
      "SELECT content, was_published FROM article WHERE name = ?");
  const auto row = query.Bind(name).Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::nullopt;
  auto article = ParseArticle(query.Blob(0));
  if (!article.ok()) return article.status();
  return StoredArticle{*std::move(article), query.Int(1) != 0};
}

absl::StatusOr<std::optional<SlugOwner>> ReadSlugOwner(SqliteDatabase& database,
                                                       absl::string_view slug) {
  SqliteQuery query = database.Prepare(
      "SELECT a.name, a.slug FROM slug s JOIN article a ON a.key = s.article "
      "WHERE s.slug = ?");
  const auto row = query.Bind(slug).Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::nullopt;
  return SlugOwner{std::string(query.Text(0)), std::string(query.Text(1))};
}

absl::StatusOr<ArticleList> ReadList(SqliteDatabase& database,
                                     const ListQuery& query) {
  // Rows of one verdict value are in order already; both kinds are merged, each
  // cut to the limit, so that a page costs the same wherever it is.
  SqliteQuery rows = database.Prepare(
      "SELECT a.content FROM ("
      "  SELECT * FROM (SELECT list_order, name, article FROM listing"
      "    WHERE collection = ?1 AND state = ?2 AND verdict = 0"
      "    AND (list_order, name) > (?3, ?4)"
      "    ORDER BY list_order, name LIMIT ?5)"
      "  UNION ALL"
      "  SELECT * FROM (SELECT list_order, name, article FROM listing"
      "    WHERE ?6 AND collection = ?1 AND state = ?2 AND verdict = 1"
      "    AND (list_order, name) > (?3, ?4)"
      "    ORDER BY list_order, name LIMIT ?5)"
      ") l JOIN article a ON a.key = l.article "
      "ORDER BY l.list_order, l.name LIMIT ?5");
  const ListPosition after =
      query.after.value_or(ListPosition{INT64_MIN, std::string()});
  rows.Bind(query.collection)
      .Bind(int64_t{query.state})
      .Bind(after.order)
      .Bind(after.name)
      .Bind(int64_t{query.limit} + 1)
      .Bind(int64_t{query.with_verdicts});
  ArticleList list;
  size_t bytes = 0;
  auto row = rows.Step();
  for (; row.ok() && *row; row = rows.Step()) {
    bytes += rows.Blob(0).size();
    if (list.articles.size() >= static_cast<size_t>(query.limit) ||
        (!list.articles.empty() && bytes > query.article_bytes)) {
      list.more = true;
      break;
    }
    auto article = ParseArticle(rows.Blob(0));
    if (!article.ok()) return article.status();
    list.articles.push_back(*std::move(article));
  }
  if (!row.ok()) return row.status();
  return list;
}

absl::StatusOr<std::vector<std::string>> ReadDueArticles(
    SqliteDatabase& database, absl::Time now, int limit) {
  SqliteQuery query = database.Prepare(
      "SELECT name FROM (SELECT name, list_order FROM listing "
      "WHERE collection = 'articles/-' AND state = ?1 AND verdict = 0 "
      "AND list_order >= ?2 UNION ALL "
      "SELECT name, list_order FROM listing WHERE collection = 'articles/-' "
      "AND state = ?1 AND verdict = 1 AND list_order >= ?2) "
      "ORDER BY list_order DESC, name LIMIT ?3");
  query.Bind(int64_t{v1::STATE_SCHEDULED})
      .Bind(-absl::ToUnixMicros(now))
      .Bind(int64_t{limit});
  std::vector<std::string> names;
  auto row = query.Step();
  for (; row.ok() && *row; row = query.Step()) {
    names.push_back(std::string(query.Text(0)));
  }
  if (!row.ok()) return row.status();
  return names;
}

absl::StatusOr<int64_t> ReadLastChange(SqliteDatabase& database,
                                       absl::string_view resource) {
  const bool is_article =
      absl::StartsWith(resource, "articles/") && resource != "articles/-";
  SqliteQuery query = database.Prepare(
      is_article ? "SELECT revision FROM article WHERE name = ?"
      : IsOfSectionSettings(resource)
          ? "SELECT revision FROM section_settings WHERE name = ?"
          : "SELECT last_number FROM collection WHERE name = ?");
  const auto row = query.Bind(resource).Step();
  if (!row.ok()) return row.status();
  return *row ? query.Int(0) : 0;
}

absl::StatusOr<std::vector<StoredChange>> ReadLog(SqliteDatabase& database,
                                                  int64_t from, int64_t newest,
                                                  const ReadLimit& limit,
                                                  bool with_articles) {
  std::vector<StoredChange> changes;
  if (from > newest) return changes;
  SqliteQuery query = database.Prepare(
      with_articles
          ? "SELECT coalesce(a.name, s.name), a.state, a.was_published, "
            "c.collections, c.commit_time, c.number, a.content, s.content "
            "FROM change c LEFT JOIN article a ON a.key = c.article "
            "LEFT JOIN section_settings s ON s.key = -c.article "
            "WHERE c.number BETWEEN ? AND ? ORDER BY c.number LIMIT ?"
          : "SELECT coalesce(a.name, s.name), a.state, a.was_published, "
            "c.collections, c.commit_time, c.number, NULL, s.content "
            "FROM change c LEFT JOIN article a ON a.key = c.article "
            "LEFT JOIN section_settings s ON s.key = -c.article "
            "WHERE c.number BETWEEN ? AND ? ORDER BY c.number LIMIT ?");
  query.Bind(from).Bind(newest).Bind(int64_t{limit.changes});
  size_t bytes = 0;
  while (true) {
    const auto row = query.Step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    if (with_articles) bytes += query.Blob(6).size();
    if (!Fits(changes, bytes, limit)) break;
    auto change = ReadLogRow(query, with_articles);
    if (!change.ok()) return change.status();
    changes.push_back(*std::move(change));
  }
  if (changes.empty() || changes.front().number != from) {
    return LogPruned(from);
  }
  return changes;
}

absl::StatusOr<StatePage> ReadStatePage(SqliteDatabase& database,
                                        int64_t cursor, const ReadLimit& limit,
                                        bool with_articles) {
  StatePage page;
  if (cursor <= 0) {
    const absl::Status status =
        AddSectionSettings(database, -cursor, limit, page);
    if (!status.ok()) return status;
    if (page.changes.size() >= static_cast<size_t>(limit.changes)) return page;
    cursor = 0;
  }
  SqliteQuery query = database.Prepare(
      with_articles
          ? "SELECT name, state, was_published, "
            "CASE WHEN state = 3 AND verdict = 0 THEN places ELSE '' END, "
            "commit_time, revision, content, key FROM article "
            "WHERE key > ? ORDER BY key LIMIT ?"
          : "SELECT name, state, was_published, "
            "CASE WHEN state = 3 AND verdict = 0 THEN places ELSE '' END, "
            "commit_time, revision, NULL, key FROM article "
            "WHERE key > ? ORDER BY key LIMIT ?");
  query.Bind(cursor).Bind(int64_t{limit.changes} -
                          static_cast<int64_t>(page.changes.size()));
  size_t bytes = 0;
  bool at_end = false;
  while (true) {
    const auto row = query.Step();
    if (!row.ok()) return row.status();
    if (!*row) {
      at_end = page.changes.size() < static_cast<size_t>(limit.changes);
      break;
    }
    if (with_articles) bytes += query.Blob(6).size();
    if (!Fits(page.changes, bytes, limit)) break;
    auto change = ReadChangeRow(query, with_articles);
    if (!change.ok()) return change.status();
    page.changes.push_back(*std::move(change));
    page.next = query.Int(7);
  }
  if (at_end) page.next = 0;
  return page;
}

}  // namespace byline::article
