// SqliteArticleWriter: the ArticleWriter of one transaction on the writing
// connection. One thread; the connection must outlive it.
#ifndef BYLINE_SERVICES_ARTICLE_STORE_SQLITE_ARTICLE_WRITER_H_
#define BYLINE_SERVICES_ARTICLE_STORE_SQLITE_ARTICLE_WRITER_H_

#include <string>

#include "services/article/store/article_writer.h"
#include "services/article/store/sqlite_database.h"

namespace byline::article {

class SqliteArticleWriter final : public ArticleWriter {
 public:
  SqliteArticleWriter(SqliteDatabase& database, absl::Time now,
                      std::string epoch, int64_t newest_number)
      : database_(database),
        now_(now),
        epoch_(std::move(epoch)),
        newest_number_(newest_number) {}

  int64_t newest_number() const { return newest_number_; }
  // Deletes at most `step` changes that are older than the last `keep`, and a
  // few request ids that are older than a day.
  absl::Status Prune(int64_t keep, int64_t step);

  absl::Time Now() const override { return now_; }
  absl::StatusOr<std::optional<StoredArticle>> Get(
      absl::string_view name) override;
  absl::StatusOr<std::string> SlugOwner(absl::string_view slug) override;
  absl::Status Put(v1::Article& article) override;
  absl::StatusOr<std::optional<v1::SectionSettings>> GetSectionSettings(
      absl::string_view name) override;
  absl::Status PutSectionSettings(v1::SectionSettings& settings) override;
  absl::StatusOr<std::optional<RememberedRequest>> FindRequest(
      absl::string_view request_id) override;
  absl::Status RememberRequest(absl::string_view request_id,
                               const RememberedRequest& request) override;
  absl::StatusOr<std::string> ExternalIdOwner(
      absl::string_view external_id) override;
  absl::StatusOr<std::string> ImportDigest(absl::string_view name) override;
  absl::Status SetImportDigest(absl::string_view name,
                               absl::string_view digest) override;
  absl::StatusOr<std::vector<std::string>> NearCopyCandidates(
      const std::vector<uint64_t>& band_keys, int limit) override;
  absl::StatusOr<std::optional<Sketch>> GetSketch(
      absl::string_view name) override;
  absl::Status SetSketch(absl::string_view name, const Sketch& sketch) override;
  absl::Status SetCanonical(absl::string_view name,
                            absl::string_view canonical) override;
  absl::Status RemoveSketch(absl::string_view name) override;

 private:
  // What an article's row said before a Put.
  struct Row {
    int64_t key = 0;  // 0: a new article
    v1::State state = v1::STATE_UNSPECIFIED;
    bool was_published = false;
    bool verdict = false;
    int64_t list_order = 0;
    std::string slug;
    std::string places;

    // Lists in which readers find the article.
    std::string Listed() const;
    bool SameListing(const Row& other) const;
  };

  // An etag that no write had before: of the newest number.
  std::string NewEtag() const;
  // Key of a stored article; INTERNAL if there is none.
  absl::StatusOr<int64_t> KeyOf(absl::string_view name);
  absl::StatusOr<Row> ReadRow(absl::string_view name);
  absl::Status WriteRow(const Row& row, const v1::Article& article);
  absl::Status BindSlug(absl::string_view slug, int64_t key);
  absl::Status KeepExternalId(int64_t key, absl::string_view id);
  absl::Status RemoveListing(const Row& row, absl::string_view name);
  absl::Status AddListing(const Row& row, absl::string_view name);
  absl::Status LogChange(const Row& before, const Row& after);
  // Adds the newest number to the log; `key` as the table has it.
  absl::Status AppendToLog(int64_t key, absl::string_view collections);
  absl::Status RemoveBandsAndPairs(int64_t key);

  SqliteDatabase& database_;
  const absl::Time now_;
  const std::string epoch_;
  int64_t newest_number_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_STORE_SQLITE_ARTICLE_WRITER_H_
