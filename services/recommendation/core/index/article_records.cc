#include "services/recommendation/core/index/article_records.h"

#include <absl/strings/str_cat.h>
#include <xxhash.h>

#include <cstring>

#include "byline/recommendation/index/v1/article_record.pb.h"
#include "common/base/log.h"
#include "common/base/timestamps.h"
#include "services/recommendation/core/index/term_record.h"

namespace byline::recommendation {
namespace {

using index::v1::ArticleCard;

// A header that asks for more is damaged: an article has at most 1 MiB of text.
constexpr uint32_t kMostBytes = 64 << 20;
// What a first read of a card asks for: most come with it.
constexpr size_t kUsualCardBytes = 512;
constexpr size_t kUsualTextBytes = 8 << 10;

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

}  // namespace

std::unique_ptr<ArticleRecords> ArticleRecords::Temporary() {
  return std::unique_ptr<ArticleRecords>(
      new ArticleRecords(RecordFile::Temporary(), RecordFile::Temporary(), 0));
}

absl::StatusOr<std::unique_ptr<ArticleRecords>> ArticleRecords::Open(
    const std::string& path, const RecordSizes& sizes) {
  auto cards = RecordFile::Open(path + ".cards", sizes.cards);
  if (!cards.ok()) return cards.status();
  auto texts = RecordFile::Open(path + ".texts", sizes.texts);
  if (!texts.ok()) return texts.status();
  (*texts)->ExpectRandomReads();
  return std::unique_ptr<ArticleRecords>(
      new ArticleRecords(*std::move(cards), *std::move(texts), sizes.count));
}

uint64_t ArticleRecords::Append(const PreparedArticle& article) {
  std::string text;
  text.reserve(kUsualTextBytes);
  AppendTermRecord(article, text);
  const std::string card = CardBytes(article.facts);
  const Header header{texts_->Append(text), static_cast<uint32_t>(text.size()),
                      Hash(text), static_cast<uint32_t>(card.size()),
                      Hash(card)};
  std::string bytes(sizeof header, '\0');
  std::memcpy(bytes.data(), &header, sizeof header);
  count_.fetch_add(1, std::memory_order_acq_rel);
  return cards_->Append(bytes += card);
}

RecordSizes ArticleRecords::sizes() const {
  // A card is behind its text: of each that counts the text does.
  RecordSizes sizes;
  sizes.cards = cards_->size();
  sizes.texts = texts_->size();
  sizes.count = count_.load(std::memory_order_acquire);
  return sizes;
}

absl::Status ArticleRecords::Sync() {
  absl::Status synced = texts_->Sync();
  synced.Update(cards_->Sync());
  return synced;
}

void ArticleRecords::NoteDamage() const {
  // Once says enough: the index is filled anew.
  if (damaged_++ > 0) return;
  Log(Severity::kError, "a record of the index is damaged");
}

ArticleRecords::Header ArticleRecords::HeaderOf(absl::string_view card) const {
  Header header;
  if (card.size() >= sizeof header) {
    std::memcpy(&header, card.data(), sizeof header);
    if (header.card_size > 0 && header.card_size <= kMostBytes &&
        header.text_size <= kMostBytes) {
      return header;
    }
  }
  NoteDamage();
  return {};
}

ArticleRecords::Card ArticleRecords::ReadCard(uint64_t record) const {
  std::string bytes = cards_->Read(record, kUsualCardBytes);
  const Header header = HeaderOf(bytes);
  if (header.card_size == 0) return {};
  const size_t size = sizeof header + header.card_size;
  if (size > bytes.size()) bytes = cards_->Read(record, size);
  Card card{header, bytes.substr(sizeof header, header.card_size)};
  if (card.bytes.size() == header.card_size &&
      Hash(card.bytes) == header.card_hash) {
    return card;
  }
  NoteDamage();
  return {};
}

absl::string_view ArticleRecords::Checked(const Header& header,
                                          absl::string_view text) const {
  if (text.size() == header.text_size && Hash(text) == header.text_hash) {
    return text;
  }
  NoteDamage();
  return "";
}

std::string ArticleRecords::Text(const Header& header) const {
  if (header.text_size == 0) return "";
  std::string text = texts_->Read(header.text_at, header.text_size);
  if (Checked(header, text).empty()) text.clear();
  return text;
}

std::string ArticleRecords::TextOf(uint64_t record) const {
  return Text(HeaderOf(cards_->Read(record, sizeof(Header))));
}

void ArticleRecords::TextScan::Read(uint64_t record,
                                    std::vector<PreparedTerm>& terms,
                                    CopyWords* words) {
  terms.clear();
  if (words != nullptr) words->clear();
  const Header header = records_.HeaderOf(cards_.Read(record, sizeof(Header)));
  if (header.text_size == 0) return;
  const absl::string_view text =
      records_.Checked(header, texts_.Read(header.text_at, header.text_size));
  AppendTermsOfRecord(text, terms);
  if (words != nullptr) *words = CopyWordsOfRecord(text);
}

ArticleFacts ArticleRecords::Facts(uint64_t record) const {
  return FactsOf(ReadCard(record).bytes);
}

PreparedArticle ArticleRecords::Article(uint64_t record) const {
  const Card card = ReadCard(record);
  PreparedArticle article;
  article.facts = FactsOf(card.bytes);
  if (!card.bytes.empty()) ReadTermRecord(Text(card.header), article);
  return article;
}

std::vector<PreparedTerm> ArticleRecords::Terms(uint64_t record) const {
  std::vector<PreparedTerm> terms;
  AppendTermsOfRecord(TextOf(record), terms);
  return terms;
}

CopyWords ArticleRecords::Words(uint64_t record) const {
  return CopyWordsOfRecord(TextOf(record));
}

}  // namespace byline::recommendation
