#include "services/gateway/transcode/path_template.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <cstring>

#include "services/gateway/page/target.h"

namespace byline::gateway {

// Template = "/" Segments [ ":" Verb ]; Segment = "*" | "**" | LITERAL | "{"
// FieldPath [ "=" Segments ] "}".
class PathTemplate::Parser {
 public:
  Parser(absl::string_view text, PathTemplate* out) : text_(text), out_(out) {}

  absl::Status Parse() {
    if (!Take('/')) return Error("a template begins with \"/\"");
    if (absl::Status status = ParseSegments(false); !status.ok()) return status;
    if (Take(':')) {
      out_->verb_ = TakeLiteral();
      if (out_->verb_.empty()) return Error("the verb is empty");
    }
    if (at_ != text_.size()) return Error("unexpected character");
    for (size_t i = 0; i + 1 < out_->segments_.size(); ++i) {
      if (out_->segments_[i].kind == Kind::kMany)
        return Error("\"**\" must be the last segment");
    }
    return absl::OkStatus();
  }

 private:
  absl::Status ParseSegments(bool inside) {
    do {
      absl::Status status = ParseSegment(inside);
      if (!status.ok()) return status;
    } while (Take('/'));
    return absl::OkStatus();
  }

  absl::Status ParseSegment(bool inside) {
    if (Take('{')) {
      if (inside) return Error("a variable stands inside another one");
      return ParseVariable();
    }
    if (Take('*')) {
      out_->segments_.push_back({Take('*') ? Kind::kMany : Kind::kOne, ""});
      return absl::OkStatus();
    }
    std::string literal = TakeLiteral();
    if (literal.empty()) return Error("a segment is empty");
    out_->segments_.push_back({Kind::kLiteral, std::move(literal)});
    return absl::OkStatus();
  }

  absl::Status ParseVariable() {
    Variable variable;
    variable.begin = out_->segments_.size();
    while (at_ < text_.size() && (absl::ascii_isalnum(text_[at_]) ||
                                  text_[at_] == '_' || text_[at_] == '.')) {
      variable.field_path.push_back(text_[at_++]);
    }
    if (variable.field_path.empty()) return Error("a variable has no name");
    if (Take('=')) {
      if (absl::Status status = ParseSegments(true); !status.ok())
        return status;
    } else {
      out_->segments_.push_back({Kind::kOne, ""});
    }
    if (!Take('}')) return Error("a variable does not end in \"}\"");
    variable.end = out_->segments_.size();
    out_->variables_.push_back(std::move(variable));
    return absl::OkStatus();
  }

  bool Take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string TakeLiteral() {
    std::string literal;
    while (at_ < text_.size() && std::strchr("/:*{}=", text_[at_]) == nullptr)
      literal.push_back(text_[at_++]);
    return literal;
  }

  absl::Status Error(absl::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrCat("path template \"", text_, "\", byte ", at_, ": ", what));
  }

  const absl::string_view text_;
  PathTemplate* const out_;
  size_t at_ = 0;
};

absl::StatusOr<PathTemplate> PathTemplate::Parse(absl::string_view text) {
  PathTemplate parsed;
  parsed.text_ = std::string(text);
  if (absl::Status status = Parser(text, &parsed).Parse(); !status.ok())
    return status;
  return parsed;
}

absl::optional<PathTemplate::Bindings> PathTemplate::Match(
    const PathParts& path) const {
  if (path.verb != verb_) return absl::nullopt;
  const bool has_many =
      !segments_.empty() && segments_.back().kind == Kind::kMany;
  const size_t fixed = segments_.size() - (has_many ? 1 : 0);
  if (has_many ? path.segments.size() < fixed : path.segments.size() != fixed)
    return absl::nullopt;
  for (size_t i = 0; i < fixed; ++i) {
    if (path.segments[i].empty()) return absl::nullopt;
    if (segments_[i].kind != Kind::kLiteral) continue;
    const auto decoded = PercentDecode(path.segments[i]);
    if (!decoded || *decoded != segments_[i].literal) return absl::nullopt;
  }
  Bindings bindings;
  for (const Variable& variable : variables_) {
    const bool is_open = has_many && variable.end == segments_.size();
    const size_t end = is_open ? path.segments.size() : variable.end;
    const bool is_single = variable.end - variable.begin == 1 &&
                           segments_[variable.begin].kind != Kind::kMany;
    std::string value;
    for (size_t i = variable.begin; i < end; ++i) {
      const auto decoded = is_single
                               ? PercentDecode(path.segments[i])
                               : PercentDecodeUnreserved(path.segments[i]);
      if (!decoded) return absl::nullopt;
      absl::StrAppend(&value, i == variable.begin ? "" : "/", *decoded);
    }
    bindings.emplace_back(variable.field_path, std::move(value));
  }
  return bindings;
}

std::vector<std::string> PathTemplate::Variables() const {
  std::vector<std::string> paths;
  for (const Variable& variable : variables_)
    paths.push_back(variable.field_path);
  return paths;
}

int PathTemplate::literals() const {
  return static_cast<int>(std::count_if(
      segments_.begin(), segments_.end(),
      [](const Segment& segment) { return segment.kind == Kind::kLiteral; }));
}

PathParts SplitPath(absl::string_view path,
                    const std::vector<std::string>& verbs) {
  PathParts parts;
  if (path.empty() || path[0] != '/') return parts;
  path.remove_prefix(1);
  const size_t last_slash = path.rfind('/');
  const size_t colon = path.rfind(':');
  if (colon != absl::string_view::npos &&
      (last_slash == absl::string_view::npos || colon > last_slash) &&
      std::find(verbs.begin(), verbs.end(), path.substr(colon + 1)) !=
          verbs.end()) {
    parts.verb = path.substr(colon + 1);
    path = path.substr(0, colon);
  }
  parts.segments = absl::StrSplit(path, '/');
  return parts;
}

}  // namespace byline::gateway
