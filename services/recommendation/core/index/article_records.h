// ArticleRecords: what the index keeps of articles outside of its memory, in
// two files: cards for answers, which are small and read all the time, and
// texts as terms, which are large and read where they are needed: for the
// query's own article, for an exact comparison, and when weights are made anew.
// The space of a record that is replaced is lost.
//
// Records are read by several threads at once; Append is called by one at a
// time. A record is read back as it was written or the read fails: each has
// checksums. A disk that is full ends the process.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_ARTICLE_RECORDS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_ARTICLE_RECORDS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/recommendation/core/index/record_file.h"
#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

// How much was written: bytes of cards and of texts, and the number of records,
// those that have been replaced too.
struct RecordSizes {
  uint64_t cards = 0;
  uint64_t texts = 0;
  uint64_t count = 0;
};

class ArticleRecords {
 public:
  // In files as RecordFile::Temporary gives them.
  static std::unique_ptr<ArticleRecords> Temporary();
  // In PATH.cards and PATH.texts, of which so much counts; errors as those of
  // RecordFile::Open.
  static absl::StatusOr<std::unique_ptr<ArticleRecords>> Open(
      const std::string& path, const RecordSizes& sizes = {});

  // Returns where the record lies.
  uint64_t Append(const PreparedArticle& article);
  RecordSizes sizes() const;
  // Makes sure that all of them outlive the machine's power.
  absl::Status Sync();
  // RecordFile::SetPassing of the texts.
  void SetPassing(bool passes) { texts_->SetPassing(passes); }

  // How often a read met a damaged record.
  uint64_t damaged() const { return damaged_; }

  // The facts of an article; nothing, without a name, where the record is
  // damaged.
  ArticleFacts Facts(uint64_t record) const;
  // All of it but the sketch.
  PreparedArticle Article(uint64_t record) const;
  std::vector<PreparedTerm> Terms(uint64_t record) const;
  CopyWords Words(uint64_t record) const;
  std::vector<uint32_t> Shingles(uint64_t record) const {
    return CopyShingles(Words(record));
  }

  // Reads the texts of many articles, whose records come in rising order.
  class TextScan {
   public:
    // It must outlive this.
    explicit TextScan(const ArticleRecords& records)
        : records_(records), cards_(*records.cards_), texts_(*records.texts_) {}

    // The words, as PreparedArticle::copy_words, where they are asked for.
    void Read(uint64_t record, std::vector<PreparedTerm>& terms,
              CopyWords* words = nullptr);

   private:
    const ArticleRecords& records_;
    RecordScan cards_;
    RecordScan texts_;
  };

 private:
  ArticleRecords(std::unique_ptr<RecordFile> cards,
                 std::unique_ptr<RecordFile> texts, uint64_t count)
      : cards_(std::move(cards)), texts_(std::move(texts)), count_(count) {}

  // In front of each card, in the machine's own byte order: the files never
  // leave it.
  struct Header {
    uint64_t text_at = 0;
    uint32_t text_size = 0;
    uint32_t text_hash = 0;
    uint32_t card_size = 0;
    uint32_t card_hash = 0;
  };
  // What a card begins with; nothing of either where it cannot be.
  Header HeaderOf(absl::string_view card) const;
  // Empty where it is damaged.
  absl::string_view Checked(const Header& header, absl::string_view text) const;
  void NoteDamage() const;
  // Empty where it cannot be read.
  std::string Text(const Header& header) const;
  std::string TextOf(uint64_t record) const;
  // A record's header and card; nothing where they cannot be read.
  struct Card {
    Header header;
    std::string bytes;
  };
  Card ReadCard(uint64_t record) const;

  const std::unique_ptr<RecordFile> cards_;
  const std::unique_ptr<RecordFile> texts_;
  std::atomic<uint64_t> count_;
  mutable std::atomic<uint64_t> damaged_ = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_ARTICLE_RECORDS_H_
