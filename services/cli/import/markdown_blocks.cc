#include "services/cli/import/markdown_blocks.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <string>

#include "common/article/link_target.h"

namespace byline::cli {
namespace {

using byline::article::v1::Article;
using byline::article::v1::Block;
using byline::article::v1::Mark;
using byline::article::v1::RichText;

std::string Literal(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? "" : literal;
}

std::string Url(cmark_node* node) {
  const char* url = cmark_node_get_url(node);
  return url == nullptr ? "" : url;
}

// Walks a parsed document and builds blocks.
class BlockBuilder {
 public:
  explicit BlockBuilder(ParsedArticle& out) : out_(out) {}

  void AddChildren(cmark_node* parent) {
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr;
         node = cmark_node_next(node))
      Add(node);
  }

 private:
  Block* NewBlock() { return out_.article.add_blocks(); }

  void Drop(const std::string& what) {
    if (std::find(out_.dropped.begin(), out_.dropped.end(), what) ==
        out_.dropped.end())
      out_.dropped.push_back(what);
  }

  void Add(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH) {
      AddParagraph(node);
    } else if (type == CMARK_NODE_HEADING) {
      AddHeading(node);
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
      AddQuote(node);
    } else if (type == CMARK_NODE_LIST) {
      auto* list = NewBlock()->mutable_list();
      list->set_ordered(cmark_node_get_list_type(node) == CMARK_ORDERED_LIST);
      AddItems(node, list);
    } else if (type == CMARK_NODE_THEMATIC_BREAK) {
      NewBlock()->mutable_divider();
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      NewBlock()->mutable_paragraph()->mutable_text()->set_text(
          std::string(absl::StripTrailingAsciiWhitespace(Literal(node))));
    } else if (absl::string_view(cmark_node_get_type_string(node)) == "table") {
      AddTable(node);
    } else {
      Drop("raw HTML");
    }
  }

  void AddParagraph(cmark_node* node) {
    cmark_node* only = cmark_node_first_child(node);
    if (only != nullptr && cmark_node_next(only) == nullptr &&
        cmark_node_get_type(only) == CMARK_NODE_IMAGE) {
      auto* image = NewBlock()->mutable_image();
      image->set_uri(Url(only));
      image->set_alt_text(Inline(only).text());
      if (const char* title = cmark_node_get_title(only); title != nullptr)
        image->set_caption(title);
      return;
    }
    RichText text = Inline(node);
    if (!text.text().empty())
      *NewBlock()->mutable_paragraph()->mutable_text() = std::move(text);
  }

  void AddHeading(cmark_node* node) {
    const int level = cmark_node_get_heading_level(node);
    RichText text = Inline(node);
    if (level == 1 && out_.article.headline().empty() &&
        out_.article.blocks().empty()) {
      out_.article.set_headline(text.text());
      return;
    }
    auto* heading = NewBlock()->mutable_heading();
    heading->set_level(std::clamp(level, 2, 4));
    *heading->mutable_text() = std::move(text);
  }

  // A last line of the quote that begins with a dash names the speaker.
  void AddQuote(cmark_node* node) {
    RichText text;
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr;
         child = cmark_node_next(child)) {
      if (!text.text().empty()) text.mutable_text()->append("\n");
      AppendInline(child, text);
    }
    std::string speaker;
    const size_t last = text.text().rfind('\n');
    if (last != std::string::npos) {
      absl::string_view line = absl::string_view(text.text()).substr(last + 1);
      for (absl::string_view dash : {"\u2014", "\u2013", "--", "- "}) {
        if (!absl::StartsWith(line, dash)) continue;
        speaker =
            std::string(absl::StripAsciiWhitespace(line.substr(dash.size())));
        text.mutable_text()->resize(last);
        // Marks of the speaker's line went with it.
        auto* marks = text.mutable_marks();
        marks->erase(std::remove_if(marks->begin(), marks->end(),
                                    [&](const Mark& mark) {
                                      return mark.end() >
                                             static_cast<int>(last);
                                    }),
                     marks->end());
        break;
      }
    }
    auto* quote = NewBlock()->mutable_quote();
    *quote->mutable_text() = std::move(text);
    quote->set_speaker(speaker);
  }

  // Items of nested lists follow their parent's item.
  void AddItems(cmark_node* list, byline::article::v1::List* out) {
    for (cmark_node* item = cmark_node_first_child(list); item != nullptr;
         item = cmark_node_next(item)) {
      RichText text;
      for (cmark_node* child = cmark_node_first_child(item); child != nullptr;
           child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) == CMARK_NODE_LIST) continue;
        if (!text.text().empty()) text.mutable_text()->append("\n");
        AppendInline(child, text);
      }
      if (!text.text().empty()) *out->add_items() = std::move(text);
      for (cmark_node* child = cmark_node_first_child(item); child != nullptr;
           child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) != CMARK_NODE_LIST) continue;
        Drop("nesting of lists");
        AddItems(child, out);
      }
    }
  }

  void AddTable(cmark_node* table) {
    auto* out = NewBlock()->mutable_table();
    for (cmark_node* row = cmark_node_first_child(table); row != nullptr;
         row = cmark_node_next(row)) {
      auto* out_row = out->add_rows();
      if (cmark_gfm_extensions_get_table_row_is_header(row))
        out->set_has_header(true);
      for (cmark_node* cell = cmark_node_first_child(row); cell != nullptr;
           cell = cmark_node_next(cell)) {
        *out_row->add_cells() = Inline(cell);
      }
    }
  }

  RichText Inline(cmark_node* parent) {
    RichText text;
    AppendInline(parent, text);
    return text;
  }

  void AppendInline(cmark_node* parent, RichText& out) {
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr;
         node = cmark_node_next(node)) {
      switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
          out.mutable_text()->append(Literal(node));
          break;
        case CMARK_NODE_SOFTBREAK:
          out.mutable_text()->append(" ");
          break;
        case CMARK_NODE_LINEBREAK:
          out.mutable_text()->append("\n");
          break;
        case CMARK_NODE_HTML_INLINE:
          Drop("raw HTML");
          break;
        case CMARK_NODE_IMAGE:
          Drop("images inside a line");
          AppendInline(node, out);
          break;
        default:
          AppendMarked(node, out);
      }
    }
  }

  void AppendMarked(cmark_node* node, RichText& out) {
    const cmark_node_type type = cmark_node_get_type(node);
    const int index = out.marks_size();
    Mark mark;
    mark.set_begin(static_cast<int>(out.text().size()));
    if (type == CMARK_NODE_EMPH) {
      mark.mutable_emphasis();
    } else if (type == CMARK_NODE_STRONG) {
      mark.mutable_strong();
    } else if (type == CMARK_NODE_LINK) {
      if (IsAllowedUri(Url(node), UriKind::kLink)) {
        mark.mutable_link()->set_uri(Url(node));
      } else {
        Drop("links with a scheme other than http, https, mailto and tel");
      }
    }
    if (mark.kind_case() != Mark::KIND_NOT_SET) *out.add_marks() = mark;
    AppendInline(node, out);
    if (mark.kind_case() == Mark::KIND_NOT_SET) return;
    const int end = static_cast<int>(out.text().size());
    if (end > mark.begin()) {
      out.mutable_marks(index)->set_end(end);
    } else {
      out.mutable_marks()->DeleteSubrange(index, 1);
    }
  }

  ParsedArticle& out_;
};

}  // namespace

void AppendMarkdownBlocks(absl::string_view markdown, ParsedArticle& out) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, void (*)(cmark_parser*)> parser(
      cmark_parser_new(CMARK_OPT_VALIDATE_UTF8), cmark_parser_free);
  for (const char* name : {"table", "strikethrough", "autolink"}) {
    cmark_parser_attach_syntax_extension(parser.get(),
                                         cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const std::unique_ptr<cmark_node, void (*)(cmark_node*)> document(
      cmark_parser_finish(parser.get()), cmark_node_free);
  BlockBuilder(out).AddChildren(document.get());
}

}  // namespace byline::cli
