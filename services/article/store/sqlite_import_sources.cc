// What SqliteArticleWriter keeps of an article's source.
#include "services/article/store/sqlite_article_writer.h"

namespace byline::article {

absl::Status SqliteArticleWriter::KeepExternalId(int64_t key,
                                                 absl::string_view id) {
  if (id.empty()) {
    SqliteQuery query =
        database_.Prepare("DELETE FROM external_id WHERE article = ?");
    return query.Bind(key).Run();
  }
  SqliteQuery query = database_.Prepare(
      "INSERT INTO external_id (article, id) VALUES (?, ?) "
      "ON CONFLICT (article) DO UPDATE SET id = excluded.id "
      "WHERE id <> excluded.id");
  return query.Bind(key).Bind(id).Run();
}

absl::StatusOr<std::string> SqliteArticleWriter::ExternalIdOwner(
    absl::string_view external_id) {
  SqliteQuery query = database_.Prepare(
      "SELECT min(a.name) FROM external_id e "
      "JOIN article a ON a.key = e.article WHERE e.id = ?");
  const auto row = query.Bind(external_id).Step();
  if (!row.ok()) return row.status();
  return std::string(query.Text(0));
}

absl::StatusOr<std::string> SqliteArticleWriter::ImportDigest(
    absl::string_view name) {
  SqliteQuery query = database_.Prepare(
      "SELECT i.digest FROM article a "
      "JOIN import_source i ON i.article = a.key WHERE a.name = ?");
  const auto row = query.Bind(name).Step();
  if (!row.ok()) return row.status();
  return *row ? std::string(query.Text(0)) : std::string();
}

absl::Status SqliteArticleWriter::SetImportDigest(absl::string_view name,
                                                  absl::string_view digest) {
  const auto key = KeyOf(name);
  if (!key.ok()) return key.status();
  SqliteQuery query = database_.Prepare(
      "INSERT OR REPLACE INTO import_source (article, digest) VALUES (?, ?)");
  return query.Bind(*key).Bind(digest).Run();
}

}  // namespace byline::article
