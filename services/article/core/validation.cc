#include "services/article/core/validation.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/article/embedding_vector.h"
#include "common/text/language_tag.h"
#include "services/article/core/editorial_summary.h"
#include "services/article/core/similarity_settings.h"
#include "services/article/core/text_check.h"

namespace byline::article {
namespace {

using Lines = FieldCheck::Lines;

constexpr size_t kMaxBlockBytes = 1 << 20;

void CheckTable(FieldCheck& check, const std::string& path,
                const v1::Table& table) {
  check.Count(path + ".rows", table.rows_size(), 1000);
  check.Text(path + ".caption", table.caption(), 2000, Lines::kMany);
  for (int row = 0; row < table.rows_size(); ++row) {
    for (int cell = 0; cell < table.rows(row).cells_size(); ++cell) {
      check.RichText(absl::StrCat(path, ".rows[", row, "].cells[", cell, "]"),
                     table.rows(row).cells(cell));
    }
  }
}

void CheckImage(FieldCheck& check, const std::string& path,
                const v1::Image& image) {
  check.Uri(path + ".uri", image.uri(), UriKind::kResource);
  check.Text(path + ".alt_text", image.alt_text(), 2000, Lines::kMany);
  check.Text(path + ".caption", image.caption(), 2000, Lines::kMany);
  check.Text(path + ".credit", image.credit(), 200);
  if (image.width() < 0 || image.height() < 0) {
    check.Add(path, "has a negative width or height; 0 means unknown");
  }
}

void CheckBlock(FieldCheck& check, const std::string& path,
                const v1::Block& block) {
  switch (block.content_case()) {
    case v1::Block::kParagraph:
      check.RichText(path + ".paragraph.text", block.paragraph().text());
      break;
    case v1::Block::kHeading:
      check.RichText(path + ".heading.text", block.heading().text());
      if (block.heading().level() != 0 &&
          (block.heading().level() < 2 || block.heading().level() > 4)) {
        check.Add(path + ".heading.level", "must be 2 to 4, or 0 for 2");
      }
      break;
    case v1::Block::kQuote:
      check.RichText(path + ".quote.text", block.quote().text());
      check.Text(path + ".quote.speaker", block.quote().speaker(), 200);
      break;
    case v1::Block::kList:
      for (int i = 0; i < block.list().items_size(); ++i) {
        check.RichText(absl::StrCat(path, ".list.items[", i, "]"),
                       block.list().items(i));
      }
      break;
    case v1::Block::kTable:
      CheckTable(check, path + ".table", block.table());
      break;
    case v1::Block::kImage:
      CheckImage(check, path + ".image", block.image());
      break;
    case v1::Block::kEmbed:
      check.Uri(path + ".embed.uri", block.embed().uri(), UriKind::kWeb);
      check.Text(path + ".embed.title", block.embed().title(), 500);
      check.Text(path + ".embed.provider", block.embed().provider(), 200);
      break;
    case v1::Block::kDivider:
      break;
    case v1::Block::CONTENT_NOT_SET:
      check.Add(path,
                "has no content; set paragraph, heading, quote, list, "
                "table, image, embed or divider");
      break;
  }
}

void CheckBlocks(FieldCheck& check, const std::string& prefix,
                 const v1::Article& article) {
  check.Count(prefix + "blocks", article.blocks_size(), 5000);
  size_t bytes = 0;
  for (int i = 0; i < article.blocks_size(); ++i) {
    bytes += article.blocks(i).ByteSizeLong();
    CheckBlock(check, absl::StrCat(prefix, "blocks[", i, "]"),
               article.blocks(i));
  }
  if (bytes > kMaxBlockBytes) {
    check.Add(prefix + "blocks",
              absl::StrCat("have ", bytes, " bytes in all; at most ",
                           kMaxBlockBytes, " are allowed"));
  }
}

void CheckNames(FieldCheck& check, const std::string& field,
                const google::protobuf::RepeatedPtrField<std::string>& names,
                int max_count, size_t max_bytes) {
  check.Count(field, names.size(), max_count);
  for (int i = 0; i < names.size(); ++i) {
    check.RequiredText(absl::StrCat(field, "[", i, "]"), names[i], max_bytes);
  }
}

}  // namespace

std::vector<FieldViolation> CheckArticle(const v1::Article& article,
                                         const std::string& prefix) {
  FieldCheck check;
  check.Text(prefix + "headline", article.headline(), 500);
  if (!article.slug().empty() && !IsSlug(article.slug())) {
    check.Add(
        prefix + "slug",
        "must match [a-z0-9-]{1,80} and neither begin nor end with \"-\"");
  }
  check.Text(prefix + "standfirst", article.standfirst(), 2000, Lines::kMany);
  CheckNames(check, prefix + "authors", article.authors(), 20, 200);
  check.Text(prefix + "section", article.section(), 100);
  CheckNames(check, prefix + "tags", article.tags(), 50, 100);
  if (!article.language_code().empty() &&
      !text::IsLanguageTag(article.language_code())) {
    check.Add(prefix + "language_code",
              "must be a BCP 47 tag such as \"en\" or \"zh-Hans\"");
  }
  if (article.has_publish_time()) {
    check.Time(prefix + "publish_time", article.publish_time());
  }
  if (article.has_update_time()) {
    check.Time(prefix + "update_time", article.update_time());
  }
  if (!article.canonical_uri().empty()) {
    check.Uri(prefix + "canonical_uri", article.canonical_uri(), UriKind::kWeb);
  }
  check.Text(prefix + "external_id", article.external_id(), 500);
  CheckBlocks(check, prefix, article);
  check.Count(prefix + "corrections", article.corrections_size(), 100);
  for (int i = 0; i < article.corrections_size(); ++i) {
    const std::string path = absl::StrCat(prefix, "corrections[", i, "]");
    check.RequiredText(path + ".text", article.corrections(i).text(), 2000,
                       Lines::kMany);
    if (article.corrections(i).has_correct_time()) {
      check.Time(path + ".correct_time", article.corrections(i).correct_time());
    }
  }
  if (article.has_editorial_summary()) {
    CheckEditorialSummary(prefix + "editorial_summary",
                          article.editorial_summary(), check);
  }
  if (article.has_similarity_settings()) {
    CheckSimilaritySettings(prefix + "similarity_settings", article.name(),
                            article.similarity_settings(), check);
  }
  if (article.has_embedding_vector()) {
    for (const FieldViolation& fault : EmbeddingVectorFaults(
             prefix + "embedding_vector", article.embedding_vector())) {
      check.Add(fault.field, fault.description);
    }
  }
  return check.violations();
}

bool IsSlug(absl::string_view slug) {
  return !slug.empty() && slug.size() <= 80 && slug.front() != '-' &&
         slug.back() != '-' &&
         std::all_of(slug.begin(), slug.end(), [](unsigned char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
         });
}

bool IsPrintableAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= 0x20 && c < 0x7f; });
}

absl::Status CheckRequestId(absl::string_view request_id) {
  if (request_id.size() <= 128 && IsPrintableAscii(request_id)) {
    return absl::OkStatus();
  }
  return InvalidField("request_id",
                      "must be 1 to 128 printable ASCII characters, or empty");
}

absl::Status CheckFollower(absl::string_view follower) {
  if (!follower.empty() && follower.size() <= 100 &&
      IsPrintableAscii(follower)) {
    return absl::OkStatus();
  }
  return InvalidField("follower",
                      "must be 1 to 100 printable ASCII characters");
}

absl::Status CheckWithdrawal(absl::string_view reason,
                             absl::string_view public_notice) {
  FieldCheck check;
  check.RequiredText("reason", reason, 2000, Lines::kMany);
  check.Text("public_notice", public_notice, 2000, Lines::kMany);
  return check.ok() ? absl::OkStatus() : InvalidFields(check.violations());
}

}  // namespace byline::article
