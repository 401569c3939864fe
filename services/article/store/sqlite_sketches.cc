// The part of SqliteArticleWriter that finds near-copies: sketches, bands,
// pairs.
#include <absl/strings/str_cat.h>

#include <cstring>
#include <set>

#include "services/article/store/sqlite_article_writer.h"

namespace byline::article {
namespace {

// The keys as bytes of this machine's order: a store file stays on one kind of
// machine, or is exported.
std::string PackKeys(const std::vector<uint64_t>& keys) {
  std::string packed(keys.size() * sizeof(uint64_t), '\0');
  std::memcpy(packed.data(), keys.data(), packed.size());
  return packed;
}

std::vector<uint64_t> UnpackKeys(absl::string_view packed) {
  std::vector<uint64_t> keys(packed.size() / sizeof(uint64_t));
  std::memcpy(keys.data(), packed.data(), keys.size() * sizeof(uint64_t));
  return keys;
}

}  // namespace

absl::StatusOr<std::vector<std::string>>
SqliteArticleWriter::NearCopyCandidates(const std::vector<uint64_t>& band_keys,
                                        int limit) {
  SqliteQuery query = database_.Prepare(
      "SELECT a.name FROM band b JOIN article a ON a.key = b.article "
      "WHERE b.key = ? ORDER BY b.article LIMIT ?");
  std::set<std::string> names;
  for (const uint64_t key : band_keys) {
    query.Bind(static_cast<int64_t>(key)).Bind(int64_t{limit});
    auto row = query.Step();
    for (; row.ok() && *row; row = query.Step()) {
      if (names.size() >= static_cast<size_t>(limit)) break;
      names.insert(std::string(query.Text(0)));
    }
    if (!row.ok()) return row.status();
    query.Reset();
  }
  return std::vector<std::string>(names.begin(), names.end());
}

absl::StatusOr<std::optional<Sketch>> SqliteArticleWriter::GetSketch(
    absl::string_view name) {
  SqliteQuery query = database_.Prepare(
      "SELECT s.article, s.words, s.publish_time IS NULL, s.publish_time, "
      "s.canonical, s.band_keys "
      "FROM article a JOIN sketch s ON s.article = a.key WHERE a.name = ?");
  auto row = query.Bind(name).Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::nullopt;
  Sketch sketch;
  const int64_t key = query.Int(0);
  sketch.words = static_cast<int>(query.Int(1));
  if (query.Int(2) == 0) {
    sketch.publish_time = absl::FromUnixMicros(query.Int(3));
  }
  sketch.canonical = std::string(query.Text(4));
  sketch.band_keys = UnpackKeys(query.Blob(5));
  SqliteQuery pairs = database_.Prepare(
      "SELECT a.name, n.similarity FROM near_copy n "
      "JOIN article a ON a.key = n.other WHERE n.article = ? ORDER BY a.name");
  pairs.Bind(key);
  for (row = pairs.Step(); row.ok() && *row; row = pairs.Step()) {
    sketch.near_copies.push_back({std::string(pairs.Text(0)), pairs.Real(1)});
  }
  if (!row.ok()) return row.status();
  return sketch;
}

absl::Status SqliteArticleWriter::SetSketch(absl::string_view name,
                                            const Sketch& sketch) {
  const auto key = KeyOf(name);
  if (!key.ok()) return key.status();
  absl::Status status = RemoveBandsAndPairs(*key);
  if (!status.ok()) return status;
  SqliteQuery insert = database_.Prepare(
      "INSERT INTO sketch (article, words, canonical, band_keys, "
      "publish_time) VALUES (?, ?, ?, ?, CASE ? WHEN 0 THEN NULL ELSE ? END)");
  const std::string packed = PackKeys(sketch.band_keys);
  insert.Bind(*key)
      .Bind(int64_t{sketch.words})
      .Bind(sketch.canonical)
      .BindBlob(packed)
      .Bind(int64_t{sketch.publish_time.has_value()})
      .Bind(sketch.publish_time ? absl::ToUnixMicros(*sketch.publish_time)
                                : int64_t{0});
  status = insert.Run();
  if (!status.ok()) return status;
  SqliteQuery band = database_.Prepare(
      "INSERT OR IGNORE INTO band (key, article) VALUES (?, ?)");
  for (const uint64_t band_key : sketch.band_keys) {
    status = band.Bind(static_cast<int64_t>(band_key)).Bind(*key).Run();
    if (!status.ok()) return status;
    band.Reset();
  }
  SqliteQuery pair = database_.Prepare(
      "INSERT OR REPLACE INTO near_copy (article, other, similarity) "
      "VALUES (?, ?, ?)");
  for (const NearCopy& copy : sketch.near_copies) {
    const auto other = KeyOf(copy.name);
    if (!other.ok()) return other.status();
    status = pair.Bind(*key).Bind(*other).Bind(copy.similarity).Run();
    pair.Reset();
    if (status.ok()) {
      status = pair.Bind(*other).Bind(*key).Bind(copy.similarity).Run();
    }
    pair.Reset();
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status SqliteArticleWriter::SetCanonical(absl::string_view name,
                                               absl::string_view canonical) {
  const auto key = KeyOf(name);
  if (!key.ok()) return key.status();
  SqliteQuery query =
      database_.Prepare("UPDATE sketch SET canonical = ? WHERE article = ?");
  return query.Bind(canonical).Bind(*key).Run();
}

absl::Status SqliteArticleWriter::RemoveSketch(absl::string_view name) {
  const auto key = KeyOf(name);
  if (!key.ok()) return key.status();
  return RemoveBandsAndPairs(*key);
}

absl::Status SqliteArticleWriter::RemoveBandsAndPairs(int64_t key) {
  SqliteQuery sketch =
      database_.Prepare("SELECT band_keys FROM sketch WHERE article = ?");
  const auto row = sketch.Bind(key).Step();
  if (!row.ok()) return row.status();
  if (!*row) return absl::OkStatus();
  const std::vector<uint64_t> band_keys = UnpackKeys(sketch.Blob(0));
  sketch.Reset();
  SqliteQuery band =
      database_.Prepare("DELETE FROM band WHERE key = ? AND article = ?");
  for (const uint64_t band_key : band_keys) {
    const absl::Status status =
        band.Bind(static_cast<int64_t>(band_key)).Bind(key).Run();
    if (!status.ok()) return status;
    band.Reset();
  }
  SqliteQuery pairs = database_.Prepare(
      "DELETE FROM near_copy WHERE other = ?1 AND article IN "
      "(SELECT other FROM near_copy WHERE article = ?1)");
  absl::Status status = pairs.Bind(key).Run();
  if (!status.ok()) return status;
  SqliteQuery own =
      database_.Prepare("DELETE FROM near_copy WHERE article = ?");
  status = own.Bind(key).Run();
  if (!status.ok()) return status;
  SqliteQuery remove =
      database_.Prepare("DELETE FROM sketch WHERE article = ?");
  return remove.Bind(key).Run();
}

}  // namespace byline::article
