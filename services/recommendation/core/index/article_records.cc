#include "services/recommendation/core/index/article_records.h"

#include <absl/strings/str_cat.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "byline/recommendation/index/v1/article_record.pb.h"
#include "common/base/log.h"
#include "common/base/timestamps.h"
#include "services/recommendation/core/index/term_record.h"

namespace byline::recommendation {
namespace {

using index::v1::ArticleCard;

// In front of each record, in the machine's own byte order: the file never
// leaves it.
struct Header {
  uint32_t card_size = 0;
  uint32_t terms_size = 0;
  uint32_t card_hash = 0;
  uint32_t terms_hash = 0;
};

// A header that asks for more is damaged: an article has at most 1 MiB of text.
constexpr uint32_t kMostBytes = 64 << 20;
// What a first read asks for.
constexpr size_t kUsualCardBytes = 512;
constexpr size_t kUsualBytes = 16 << 10;

uint32_t Hash(absl::string_view bytes) {
  return static_cast<uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

std::string CardBytes(const ArticleFacts& facts) {
  ArticleCard card;
  card.set_name(facts.name);
  card.set_headline(facts.headline);
  card.set_slug(facts.slug);
  card.set_section(facts.section);
  card.set_language(facts.language);
  card.set_state(facts.state);
  for (const ArticleVerdict& verdict : facts.verdicts) {
    ArticleCard::Verdict& added = *card.add_verdicts();
    added.set_kind(verdict.kind);
    added.set_text(verdict.text);
  }
  if (facts.publish_time.has_value()) {
    *card.mutable_publish_time() = ToTimestamp(*facts.publish_time);
  }
  if (facts.correct_time.has_value()) {
    *card.mutable_correct_time() = ToTimestamp(*facts.correct_time);
  }
  card.set_revision(facts.revision);
  return card.SerializeAsString();
}

ArticleFacts FactsOf(absl::string_view bytes) {
  ArticleCard card;
  ArticleFacts facts;
  if (bytes.empty() ||
      !card.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return facts;
  }
  facts.name = card.name();
  facts.headline = card.headline();
  facts.slug = card.slug();
  facts.section = card.section();
  facts.language = card.language();
  facts.state = card.state();
  for (const ArticleCard::Verdict& verdict : card.verdicts()) {
    facts.verdicts.push_back({verdict.kind(), verdict.text()});
  }
  if (card.has_publish_time()) facts.publish_time = ToTime(card.publish_time());
  if (card.has_correct_time()) facts.correct_time = ToTime(card.correct_time());
  facts.revision = card.revision();
  return facts;
}

bool ReadAll(int file, uint64_t offset, char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t got = pread(file, bytes, size, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    size -= static_cast<size_t>(got);
    offset += static_cast<uint64_t>(got);
  }
  return true;
}

void WriteAll(int file, uint64_t offset, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put =
        pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) {
      Log(Severity::kError, "the records of the index cannot be written",
          {{"error", std::strerror(errno)}});
      std::abort();
    }
    bytes.remove_prefix(static_cast<size_t>(put));
    offset += static_cast<uint64_t>(put);
  }
}

}  // namespace

std::unique_ptr<ArticleRecords> ArticleRecords::Temporary() {
  const char* const directory = std::getenv("TMPDIR");
  int file = open(directory == nullptr ? "/tmp" : directory,
                  O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) file = memfd_create("byline-records", MFD_CLOEXEC);
  if (file < 0) {
    Log(Severity::kError, "no file for the records of the index can be made",
        {{"error", std::strerror(errno)}});
    std::abort();
  }
  return std::unique_ptr<ArticleRecords>(new ArticleRecords(file, 0, 0));
}

absl::StatusOr<std::unique_ptr<ArticleRecords>> ArticleRecords::Open(
    const std::string& path, uint64_t size, uint64_t count) {
  const int file = open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) {
    return absl::UnavailableError(
        absl::StrCat(path, ": ", std::strerror(errno)));
  }
  std::unique_ptr<ArticleRecords> records(
      new ArticleRecords(file, size, count));
  struct stat facts {};
  if (fstat(file, &facts) != 0 || static_cast<uint64_t>(facts.st_size) < size) {
    return absl::DataLossError(absl::StrCat(path, ": has ", facts.st_size,
                                            " bytes, ", size, " were written"));
  }
  if (ftruncate(file, static_cast<off_t>(size)) != 0) {
    return absl::UnavailableError(
        absl::StrCat(path, ": ", std::strerror(errno)));
  }
  return records;
}

ArticleRecords::~ArticleRecords() { close(file_); }

uint64_t ArticleRecords::Append(const PreparedArticle& article) {
  const std::string card = CardBytes(article.facts);
  std::string bytes(sizeof(Header), '\0');
  bytes.reserve(kUsualBytes);
  bytes += card;
  AppendTermRecord(article, bytes);
  const absl::string_view terms =
      absl::string_view(bytes).substr(sizeof(Header) + card.size());
  const Header header{static_cast<uint32_t>(card.size()),
                      static_cast<uint32_t>(terms.size()), Hash(card),
                      Hash(terms)};
  std::memcpy(bytes.data(), &header, sizeof header);
  const uint64_t record = size();
  WriteAll(file_, record, bytes);
  size_.store(record + bytes.size(), std::memory_order_release);
  count_.fetch_add(1, std::memory_order_acq_rel);
  return record;
}

absl::Status ArticleRecords::Sync() const {
  if (fdatasync(file_) == 0) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("the records of the index: ", std::strerror(errno)));
}

ArticleRecords::Parts ArticleRecords::Read(uint64_t record,
                                           bool with_terms) const {
  // Most records come with the first read.
  const uint64_t left = size() > record ? size() - record : 0;
  const size_t at_once =
      std::min<uint64_t>(left, with_terms ? kUsualBytes : kUsualCardBytes);
  Parts parts;
  parts.bytes.resize(at_once);
  Header header;
  if (at_once < sizeof header ||
      !ReadAll(file_, record, parts.bytes.data(), at_once)) {
    return {};
  }
  std::memcpy(&header, parts.bytes.data(), sizeof header);
  if (header.card_size > kMostBytes || header.terms_size > kMostBytes ||
      sizeof header + header.card_size + header.terms_size > left) {
    return {};
  }
  const size_t wanted =
      sizeof header + header.card_size + (with_terms ? header.terms_size : 0);
  parts.bytes.resize(wanted);
  if (wanted > at_once &&
      !ReadAll(file_, record + at_once, parts.bytes.data() + at_once,
               wanted - at_once)) {
    return {};
  }
  parts.card_size = header.card_size;
  if (Hash(parts.Card()) != header.card_hash ||
      (with_terms && Hash(parts.Terms()) != header.terms_hash)) {
    Log(Severity::kError, "a record of the index is damaged",
        {{"offset", absl::StrCat(record)}});
    return {};
  }
  return parts;
}

absl::string_view ArticleRecords::Parts::Card() const {
  return absl::string_view(bytes).substr(std::min(bytes.size(), sizeof(Header)),
                                         card_size);
}

absl::string_view ArticleRecords::Parts::Terms() const {
  return absl::string_view(bytes).substr(
      std::min(bytes.size(), sizeof(Header) + card_size));
}

ArticleFacts ArticleRecords::Facts(uint64_t record) const {
  return FactsOf(Read(record, /*with_terms=*/false).Card());
}

PreparedArticle ArticleRecords::Article(uint64_t record) const {
  const Parts parts = Read(record, /*with_terms=*/true);
  PreparedArticle article;
  article.facts = FactsOf(parts.Card());
  ReadTermRecord(parts.Terms(), article);
  return article;
}

std::vector<PreparedTerm> ArticleRecords::Terms(uint64_t record) const {
  return TermsOfRecord(Read(record, /*with_terms=*/true).Terms());
}

std::vector<uint32_t> ArticleRecords::Shingles(uint64_t record) const {
  return ShinglesOfRecord(Read(record, /*with_terms=*/true).Terms());
}

}  // namespace byline::recommendation
