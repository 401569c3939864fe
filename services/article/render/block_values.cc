#include "services/article/render/block_values.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <string>

#include "common/article/phrases.h"
#include "common/text/sentences.h"
#include "services/article/render/rich_text_runs.h"
#include "services/article/render/template_set.h"

namespace byline::article {
namespace {

using ctemplate::TemplateDictionary;

void AddRuns(TemplateDictionary& values, const v1::RichText& text, size_t begin,
             size_t end) {
  TemplateDictionary& runs = *values.AddIncludeDictionary("RUNS");
  runs.SetFilename("runs.tpl");
  for (const TextRun& run : RunsOf(text, begin, end)) {
    TemplateDictionary& values_of_run = *runs.AddSectionDictionary("RUN");
    values_of_run.SetValue("RUN_TEXT", View(run.text));
    if (run.strong) values_of_run.ShowSection("STRONG");
    if (run.emphasis) values_of_run.ShowSection("EMPHASIS");
    if (run.link_begin) {
      values_of_run.AddSectionDictionary("LINK_BEGIN")
          ->SetValue("LINK_URI", View(run.link));
    }
    if (run.link_end) values_of_run.ShowSection("LINK_END");
  }
}

void AddRuns(TemplateDictionary& values, const v1::RichText& text) {
  AddRuns(values, text, 0, text.text().size());
}

void AddSentences(TemplateDictionary& values, const v1::RichText& text,
                  int index, absl::string_view language) {
  TemplateDictionary& sentences = *values.AddIncludeDictionary("SENTENCES");
  sentences.SetFilename("sentences.tpl");
  const absl::string_view bytes = text.text();
  size_t end = 0;
  for (const text::ByteRange& range : text::SplitSentences(bytes, language)) {
    TemplateDictionary& sentence = *sentences.AddSectionDictionary("SENTENCE");
    sentence.SetValue("BEFORE", View(bytes.substr(end, range.begin - end)));
    sentence.SetValue("SENTENCE_ID",
                      absl::StrCat("b", index, "-", range.begin));
    AddRuns(sentence, text, range.begin, range.end);
    end = range.end;
  }
  sentences.SetValue("AFTER", View(bytes.substr(end)));
}

void AddTable(TemplateDictionary& block, const v1::Table& table,
              absl::string_view language) {
  TemplateDictionary& values = *block.AddSectionDictionary("TABLE");
  values.SetValue("TABLE_LABEL", table.caption().empty()
                                     ? PhraseIn(Phrase::kTable, language)
                                     : table.caption());
  if (!table.caption().empty()) {
    values.SetValueAndShowSection("TABLE_CAPTION_TEXT", table.caption(),
                                  "TABLE_CAPTION");
  }
  for (int i = 0; i < table.rows_size(); ++i) {
    const bool header = i == 0 && table.has_header();
    TemplateDictionary& row =
        *values.AddSectionDictionary(header ? "HEADER_ROW" : "ROW");
    for (const v1::RichText& cell : table.rows(i).cells()) {
      AddRuns(*row.AddSectionDictionary(header ? "HEADER_CELL" : "CELL"), cell);
    }
  }
}

void AddImage(TemplateDictionary& block, const v1::Image& image,
              absl::string_view language) {
  TemplateDictionary& values = *block.AddSectionDictionary("IMAGE");
  values.SetValue("IMAGE_URI", image.uri());
  values.SetValue("IMAGE_ALT", image.alt_text());
  if (image.width() > 0 && image.height() > 0) {
    TemplateDictionary& size = *values.AddSectionDictionary("SIZE");
    size.SetIntValue("IMAGE_WIDTH", image.width());
    size.SetIntValue("IMAGE_HEIGHT", image.height());
  }
  if (image.caption().empty() && image.credit().empty()) return;
  TemplateDictionary& caption = *values.AddSectionDictionary("IMAGE_CAPTION");
  caption.SetValue("IMAGE_CAPTION_TEXT", image.caption());
  if (!image.credit().empty()) {
    caption.SetValueAndShowSection(
        "CREDIT_TEXT", PhraseIn(Phrase::kPhoto, language, image.credit()),
        "CREDIT");
  }
}

// "https://www.example.org/a" -> "www.example.org".
std::string HostOf(absl::string_view uri) {
  const size_t scheme = uri.find("://");
  if (scheme == absl::string_view::npos) return std::string(uri);
  uri.remove_prefix(scheme + 3);
  return std::string(uri.substr(0, uri.find_first_of("/?#")));
}

void AddEmbed(TemplateDictionary& block, const v1::Embed& embed) {
  TemplateDictionary& values = *block.AddSectionDictionary("EMBED");
  values.SetValue("EMBED_URI", embed.uri());
  values.SetValue("EMBED_TITLE",
                  embed.title().empty() ? HostOf(embed.uri()) : embed.title());
  if (!embed.provider().empty()) {
    values.SetValueAndShowSection("PROVIDER_TEXT", embed.provider(),
                                  "PROVIDER");
  }
}

const char* HeadingSection(int level) {
  return level == 4 ? "HEADING_4" : level == 3 ? "HEADING_3" : "HEADING_2";
}

}  // namespace

void AddBlockValues(TemplateDictionary& values, const v1::Block& block,
                    int index, absl::string_view language) {
  TemplateDictionary& section = *values.AddSectionDictionary("BLOCK");
  switch (block.content_case()) {
    case v1::Block::kParagraph:
      AddSentences(*section.AddSectionDictionary("PARAGRAPH"),
                   block.paragraph().text(), index, language);
      break;
    case v1::Block::kHeading:
      AddRuns(*section.AddSectionDictionary(
                  HeadingSection(block.heading().level())),
              block.heading().text());
      break;
    case v1::Block::kQuote: {
      TemplateDictionary& quote = *section.AddSectionDictionary("QUOTE");
      AddSentences(quote, block.quote().text(), index, language);
      if (!block.quote().speaker().empty()) {
        quote.SetValueAndShowSection("SPEAKER_NAME", block.quote().speaker(),
                                     "SPEAKER");
      }
      break;
    }
    case v1::Block::kList: {
      TemplateDictionary& list = *section.AddSectionDictionary(
          block.list().ordered() ? "NUMBERED" : "BULLETS");
      for (const v1::RichText& item : block.list().items()) {
        AddRuns(*list.AddSectionDictionary("ITEM"), item);
      }
      break;
    }
    case v1::Block::kTable:
      AddTable(section, block.table(), language);
      break;
    case v1::Block::kImage:
      AddImage(section, block.image(), language);
      break;
    case v1::Block::kEmbed:
      AddEmbed(section, block.embed());
      break;
    case v1::Block::kDivider:
      section.ShowSection("DIVIDER");
      break;
    case v1::Block::CONTENT_NOT_SET:
      break;
  }
}

}  // namespace byline::article
