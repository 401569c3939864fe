#include "services/article/store/sqlite_section_settings.h"

#include <utility>

#include "services/article/store/sqlite_article_writer.h"

namespace byline::article {

absl::StatusOr<v1::SectionSettings> ParseSectionSettings(
    absl::string_view content) {
  v1::SectionSettings settings;
  if (!settings.ParseFromArray(content.data(),
                               static_cast<int>(content.size()))) {
    return absl::InternalError(
        "the article store holds damaged settings of a section");
  }
  return settings;
}

absl::StatusOr<std::optional<v1::SectionSettings>> ReadSectionSettings(
    SqliteDatabase& database, absl::string_view name) {
  SqliteQuery query =
      database.Prepare("SELECT content FROM section_settings WHERE name = ?");
  const auto row = query.Bind(name).Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::nullopt;
  auto settings = ParseSectionSettings(query.Blob(0));
  if (!settings.ok()) return settings.status();
  return *std::move(settings);
}

absl::Status AddSectionSettings(SqliteDatabase& database, int64_t key,
                                const ReadLimit& limit, StatePage& page) {
  SqliteQuery query = database.Prepare(
      "SELECT key, commit_time, content FROM section_settings "
      "WHERE key > ? ORDER BY key LIMIT ?");
  query.Bind(key).Bind(int64_t{limit.changes});
  auto row = query.Step();
  for (; row.ok() && *row; row = query.Step()) {
    auto settings = ParseSectionSettings(query.Blob(2));
    if (!settings.ok()) return settings.status();
    StoredChange& change = page.changes.emplace_back();
    change.number = settings->revision();
    change.name = settings->name();
    change.commit_time = absl::FromUnixMicros(query.Int(1));
    change.section_settings = *std::move(settings);
    page.next = -query.Int(0);
  }
  return row.status();
}

absl::StatusOr<std::optional<v1::SectionSettings>>
SqliteArticleWriter::GetSectionSettings(absl::string_view name) {
  return ReadSectionSettings(database_, name);
}

absl::Status SqliteArticleWriter::PutSectionSettings(
    v1::SectionSettings& settings) {
  settings.set_revision(++newest_number_);
  settings.set_etag(NewEtag());
  const std::string content = settings.SerializeAsString();
  SqliteQuery put = database_.Prepare(
      "INSERT INTO section_settings (name, revision, commit_time, content) "
      "VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
      "revision = excluded.revision, commit_time = excluded.commit_time, "
      "content = excluded.content");
  const absl::Status status = put.Bind(settings.name())
                                  .Bind(settings.revision())
                                  .Bind(absl::ToUnixMicros(now_))
                                  .BindBlob(content)
                                  .Run();
  if (!status.ok()) return status;
  SqliteQuery query =
      database_.Prepare("SELECT key FROM section_settings WHERE name = ?");
  const auto row = query.Bind(settings.name()).Step();
  if (!row.ok()) return row.status();
  return AppendToLog(-query.Int(0), "");
}

}  // namespace byline::article
