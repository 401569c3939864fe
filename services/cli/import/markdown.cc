#include "services/cli/import/markdown.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <yaml-cpp/yaml.h>

#include <nlohmann/json.hpp>
#include <string>

#include "services/cli/import/json_line.h"
#include "services/cli/import/markdown_blocks.h"

namespace byline::cli {
namespace {

using nlohmann::json;

// A front matter's values as the JSON that a line would have: texts and lists
// of texts.
json ToJson(const YAML::Node& node) {
  if (node.IsSequence()) {
    json array = json::array();
    for (const YAML::Node& item : node) array.push_back(ToJson(item));
    return array;
  }
  if (node.IsScalar()) return node.Scalar();
  if (node.IsMap()) {
    json object = json::object();
    for (const auto& entry : node)
      object[entry.first.Scalar()] = ToJson(entry.second);
    return object;
  }
  return nullptr;
}

// The YAML between a first line "---" and the next "---" or "..."; `rest` is
// what follows. Empty where there is none.
absl::string_view FrontMatter(absl::string_view text, absl::string_view* rest) {
  *rest = text;
  if (!absl::StartsWith(text, "---\n") && !absl::StartsWith(text, "---\r\n"))
    return "";
  const size_t begin = text.find('\n') + 1;
  for (size_t at = begin; at < text.size();) {
    size_t end = text.find('\n', at);
    if (end == absl::string_view::npos) end = text.size();
    absl::string_view line = text.substr(at, end - at);
    if (absl::EndsWith(line, "\r")) line.remove_suffix(1);
    if (line == "---" || line == "...") {
      *rest = text.substr(std::min(end + 1, text.size()));
      return text.substr(begin, at - begin);
    }
    at = end + 1;
  }
  return "";
}

}  // namespace

ParsedArticle ParseMarkdown(absl::string_view text,
                            absl::string_view file_stem) {
  absl::string_view markdown;
  const absl::string_view front_matter = FrontMatter(text, &markdown);
  json fields = json::object();
  std::string yaml_error;
  try {  // yaml-cpp reports by exceptions; they end here.
    const YAML::Node node = YAML::Load(std::string(front_matter));
    if (node.IsMap()) {
      fields = ToJson(node);
    } else if (node.IsDefined() && !node.IsNull()) {
      yaml_error = "is not a YAML mapping of fields";
    }
  } catch (const YAML::Exception& error) {
    yaml_error = absl::StrCat("is not YAML: ", error.what());
  }
  if (!fields.contains("id")) fields["id"] = std::string(file_stem);
  fields.erase("body");
  fields.erase("blocks");
  const std::string line = fields.dump(
      -1, ' ', false, json::error_handler_t::replace);  // bytes that are not
                                                        // UTF-8 become U+FFFD
  ParsedArticle out = ParseJsonLine(line, 1);
  if (!yaml_error.empty())
    out.violations.push_back({"front matter", yaml_error});
  AppendMarkdownBlocks(markdown, out);
  return out;
}

}  // namespace byline::cli
