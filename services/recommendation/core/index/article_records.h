// ArticleRecords: what the index keeps of articles outside of its memory, one
// record after the other in a file: a card for answers and the text as terms.
// Read again where it is needed: cards for an answer, shingles for an exact
// comparison, terms when weights are made anew. The space of a record that is
// replaced is lost.
//
// Records are read by several threads at once; Append is called by one at a
// time. A record is read back as it was written or the read fails: each has a
// checksum. A disk that is full ends the process: what was not written cannot
// be answered.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_ARTICLE_RECORDS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_ARTICLE_RECORDS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

class ArticleRecords {
 public:
  // A file that nobody else sees and that ends with the process: in the
  // directory for temporary files or, where none can be made there, in memory.
  static std::unique_ptr<ArticleRecords> Temporary();
  // The file at `path`, made where it is not there; `size` bytes of it count,
  // with `count` records; what lies behind is cut off. Errors: UNAVAILABLE
  // (cannot be opened), DATA_LOSS (it is shorter).
  static absl::StatusOr<std::unique_ptr<ArticleRecords>> Open(
      const std::string& path, uint64_t size, uint64_t count);
  ~ArticleRecords();
  ArticleRecords(const ArticleRecords&) = delete;
  ArticleRecords& operator=(const ArticleRecords&) = delete;

  // Returns where the record lies.
  uint64_t Append(const PreparedArticle& article);
  // Bytes written.
  uint64_t size() const { return size_.load(std::memory_order_acquire); }
  // Records written, those that have been replaced too.
  uint64_t count() const { return count_.load(std::memory_order_acquire); }
  // Makes sure that all of them outlive the machine's power.
  absl::Status Sync() const;

  // The facts of an article; nothing where the record is damaged.
  ArticleFacts Facts(uint64_t record) const;
  // All of it but the sketch.
  PreparedArticle Article(uint64_t record) const;
  std::vector<PreparedTerm> Terms(uint64_t record) const;
  std::vector<uint32_t> Shingles(uint64_t record) const;

 private:
  ArticleRecords(int file, uint64_t size, uint64_t count)
      : file_(file), size_(size), count_(count) {}

  // A record as it lies in the file; empty where it cannot be read.
  struct Parts {
    std::string bytes;
    size_t card_size = 0;

    absl::string_view Card() const;
    absl::string_view Terms() const;
  };
  Parts Read(uint64_t record, bool with_terms) const;

  const int file_;
  std::atomic<uint64_t> size_;
  std::atomic<uint64_t> count_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_ARTICLE_RECORDS_H_
