#include "services/article/store/sqlite_article_writer.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>

#include <set>
#include <utility>

#include "common/article/collections.h"
#include "services/article/core/article_errors.h"
#include "services/article/store/article_store.h"
#include "services/article/store/sqlite_reads.h"

namespace byline::article {
namespace {

std::vector<absl::string_view> Words(absl::string_view joined) {
  return absl::StrSplit(joined, ' ', absl::SkipEmpty());
}

constexpr absl::Duration kRequestLife = absl::Hours(24);

}  // namespace

std::string SqliteArticleWriter::Row::Listed() const {
  return state == v1::STATE_PUBLISHED && !verdict ? places : "";
}

bool SqliteArticleWriter::Row::SameListing(const Row& other) const {
  return state == other.state && verdict == other.verdict &&
         list_order == other.list_order && places == other.places;
}

absl::StatusOr<std::optional<StoredArticle>> SqliteArticleWriter::Get(
    absl::string_view name) {
  return ReadArticle(database_, name);
}

absl::StatusOr<std::string> SqliteArticleWriter::SlugOwner(
    absl::string_view slug) {
  auto owner = ReadSlugOwner(database_, slug);
  if (!owner.ok()) return owner.status();
  return *owner ? (*owner)->name : std::string();
}

absl::Status SqliteArticleWriter::Put(v1::Article& article) {
  auto before = ReadRow(article.name());
  if (!before.ok()) return before.status();
  Row after;
  after.key = before->key;
  after.state = article.state();
  after.was_published =
      before->was_published || article.state() == v1::STATE_PUBLISHED;
  after.verdict = !article.verdicts().empty();
  after.list_order = PositionOf(article).order;
  after.slug = article.slug();
  after.places = absl::StrJoin(CollectionsOf(article), " ");

  article.set_revision(++newest_number_);
  article.set_etag(NewEtag());
  absl::Status status = WriteRow(after, article);
  if (!status.ok()) return status;
  if (after.key == 0) {
    auto key = KeyOf(article.name());
    if (!key.ok()) return key.status();
    after.key = *key;
  }
  if (after.slug != before->slug) {
    status = BindSlug(after.slug, after.key);
    if (!status.ok()) return status;
  }
  status = KeepExternalId(after.key, article.external_id());
  if (!status.ok()) return status;
  if (before->key == 0 || !after.SameListing(*before)) {
    if (before->key != 0) status = RemoveListing(*before, article.name());
    if (status.ok()) status = AddListing(after, article.name());
    if (!status.ok()) return status;
  }
  return LogChange(*before, after);
}

std::string SqliteArticleWriter::NewEtag() const {
  return absl::StrCat(absl::string_view(epoch_).substr(0, 8), "-",
                      newest_number_);
}

absl::StatusOr<int64_t> SqliteArticleWriter::KeyOf(absl::string_view name) {
  SqliteQuery query =
      database_.Prepare("SELECT key FROM article WHERE name = ?");
  const auto row = query.Bind(name).Step();
  if (!row.ok()) return row.status();
  if (!*row) {
    return absl::InternalError(absl::StrCat(name, " is not in the store"));
  }
  return query.Int(0);
}

absl::StatusOr<SqliteArticleWriter::Row> SqliteArticleWriter::ReadRow(
    absl::string_view name) {
  SqliteQuery query = database_.Prepare(
      "SELECT key, state, was_published, verdict, list_order, slug, places "
      "FROM article WHERE name = ?");
  const auto found = query.Bind(name).Step();
  if (!found.ok()) return found.status();
  Row row;
  if (!*found) return row;
  row.key = query.Int(0);
  row.state = static_cast<v1::State>(query.Int(1));
  row.was_published = query.Int(2) != 0;
  row.verdict = query.Int(3) != 0;
  row.list_order = query.Int(4);
  row.slug = std::string(query.Text(5));
  row.places = std::string(query.Text(6));
  return row;
}

absl::Status SqliteArticleWriter::WriteRow(const Row& row,
                                           const v1::Article& article) {
  SqliteQuery query = database_.Prepare(
      "INSERT INTO article (name, revision, state, was_published, verdict, "
      "list_order, slug, places, commit_time, content) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (name) DO UPDATE SET revision = excluded.revision, "
      "state = excluded.state, was_published = excluded.was_published, "
      "verdict = excluded.verdict, list_order = excluded.list_order, "
      "slug = excluded.slug, places = excluded.places, "
      "commit_time = excluded.commit_time, content = excluded.content");
  const std::string content = article.SerializeAsString();
  return query.Bind(article.name())
      .Bind(article.revision())
      .Bind(int64_t{row.state})
      .Bind(int64_t{row.was_published})
      .Bind(int64_t{row.verdict})
      .Bind(row.list_order)
      .Bind(row.slug)
      .Bind(row.places)
      .Bind(absl::ToUnixMicros(now_))
      .BindBlob(content)
      .Run();
}

absl::Status SqliteArticleWriter::BindSlug(absl::string_view slug,
                                           int64_t key) {
  if (slug.empty()) return absl::OkStatus();
  SqliteQuery query =
      database_.Prepare("SELECT article FROM slug WHERE slug = ?");
  const auto row = query.Bind(slug).Step();
  if (!row.ok()) return row.status();
  if (*row) {
    if (query.Int(0) == key) return absl::OkStatus();
    return SlugTaken(slug);
  }
  SqliteQuery insert =
      database_.Prepare("INSERT INTO slug (slug, article) VALUES (?, ?)");
  return insert.Bind(slug).Bind(key).Run();
}

absl::Status SqliteArticleWriter::RemoveListing(const Row& row,
                                                absl::string_view name) {
  SqliteQuery query = database_.Prepare(
      "DELETE FROM listing WHERE collection = ? AND state = ? AND verdict = ? "
      "AND list_order = ? AND name = ?");
  for (const absl::string_view collection : Words(row.places)) {
    const absl::Status status = query.Bind(collection)
                                    .Bind(int64_t{row.state})
                                    .Bind(int64_t{row.verdict})
                                    .Bind(row.list_order)
                                    .Bind(name)
                                    .Run();
    if (!status.ok()) return status;
    query.Reset();
  }
  return absl::OkStatus();
}

absl::Status SqliteArticleWriter::AddListing(const Row& row,
                                             absl::string_view name) {
  SqliteQuery query = database_.Prepare(
      "INSERT INTO listing (collection, state, verdict, list_order, name, "
      "article) VALUES (?, ?, ?, ?, ?, ?)");
  for (const absl::string_view collection : Words(row.places)) {
    const absl::Status status = query.Bind(collection)
                                    .Bind(int64_t{row.state})
                                    .Bind(int64_t{row.verdict})
                                    .Bind(row.list_order)
                                    .Bind(name)
                                    .Bind(row.key)
                                    .Run();
    if (!status.ok()) return status;
    query.Reset();
  }
  return absl::OkStatus();
}

absl::Status SqliteArticleWriter::LogChange(const Row& before,
                                            const Row& after) {
  const std::string stood_in = before.Listed();
  const std::string stands_in = after.Listed();
  std::set<absl::string_view> collections;
  for (const absl::string_view name : Words(stood_in)) collections.insert(name);
  for (const absl::string_view name : Words(stands_in)) {
    collections.insert(name);
  }
  SqliteQuery collection = database_.Prepare(
      "INSERT INTO collection (name, last_number) VALUES (?, ?) "
      "ON CONFLICT (name) DO UPDATE SET last_number = excluded.last_number");
  for (const absl::string_view name : collections) {
    const absl::Status status =
        collection.Bind(name).Bind(newest_number_).Run();
    if (!status.ok()) return status;
    collection.Reset();
  }
  return AppendToLog(after.key, absl::StrJoin(collections, " "));
}

absl::Status SqliteArticleWriter::AppendToLog(int64_t key,
                                              absl::string_view collections) {
  SqliteQuery change = database_.Prepare(
      "INSERT INTO change (number, article, collections, commit_time) "
      "VALUES (?, ?, ?, ?)");
  return change.Bind(newest_number_)
      .Bind(key)
      .Bind(collections)
      .Bind(absl::ToUnixMicros(now_))
      .Run();
}

absl::Status SqliteArticleWriter::Prune(int64_t keep, int64_t step) {
  SqliteQuery change = database_.Prepare(
      "DELETE FROM change WHERE number <= min(?, "
      "(SELECT min(number) FROM change) + ? - 1)");
  absl::Status status = change.Bind(newest_number_ - keep).Bind(step).Run();
  if (!status.ok()) return status;
  SqliteQuery request = database_.Prepare(
      "DELETE FROM request WHERE id IN "
      "(SELECT id FROM request WHERE time < ? ORDER BY time LIMIT 20)");
  return request.Bind(absl::ToUnixMicros(now_ - kRequestLife)).Run();
}

absl::StatusOr<std::optional<RememberedRequest>>
SqliteArticleWriter::FindRequest(absl::string_view request_id) {
  SqliteQuery query = database_.Prepare(
      "SELECT digest, name FROM request WHERE id = ? AND time >= ?");
  const auto row = query.Bind(request_id)
                       .Bind(absl::ToUnixMicros(now_ - kRequestLife))
                       .Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::nullopt;
  return RememberedRequest{std::string(query.Text(0)),
                           std::string(query.Text(1))};
}

absl::Status SqliteArticleWriter::RememberRequest(
    absl::string_view request_id, const RememberedRequest& request) {
  SqliteQuery query = database_.Prepare(
      "INSERT OR REPLACE INTO request (id, digest, name, time) "
      "VALUES (?, ?, ?, ?)");
  return query.Bind(request_id)
      .Bind(request.digest)
      .Bind(request.name)
      .Bind(absl::ToUnixMicros(now_))
      .Run();
}

}  // namespace byline::article
