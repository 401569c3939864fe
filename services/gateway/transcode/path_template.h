// PathTemplate: the path of a google.api.http rule, such as
// "/v1/{name=articles/*}/fragments/body" or
// "/v1/articles:batchGet": literals, "*", "**", variables with an inner
// template, and a verb. Pure.
#ifndef BYLINE_SERVICES_GATEWAY_TRANSCODE_PATH_TEMPLATE_H_
#define BYLINE_SERVICES_GATEWAY_TRANSCODE_PATH_TEMPLATE_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <string>
#include <utility>
#include <vector>

namespace byline::gateway {

// A request's path, split: segments as they came (escaped), and the verb behind
// the last ":" where that is one of `verbs`.
struct PathParts {
  std::vector<absl::string_view> segments;
  absl::string_view verb;
};

class PathTemplate {
 public:
  // Field path and decoded value of each variable, in order.
  using Bindings = std::vector<std::pair<std::string, std::string>>;

  // INVALID_ARGUMENT with the place where the text is no template.
  static absl::StatusOr<PathTemplate> Parse(absl::string_view text);

  // The variables, where the path fits. A variable of one segment is decoded
  // wholly, a longer one keeps %2F and other reserved characters. "**" takes
  // any number of segments.
  absl::optional<Bindings> Match(const PathParts& path) const;

  const std::string& verb() const { return verb_; }
  const std::string& text() const { return text_; }
  // Field paths of the variables, in order.
  std::vector<std::string> Variables() const;
  // Among templates that fit the same path the one with more literal segments
  // is meant.
  int literals() const;

 private:
  enum class Kind { kLiteral, kOne, kMany };
  struct Segment {
    Kind kind;
    std::string literal;
  };
  struct Variable {
    std::string field_path;
    size_t begin;  // segments [begin, end)
    size_t end;
  };
  class Parser;

  std::string text_;
  std::vector<Segment> segments_;
  std::vector<Variable> variables_;
  std::string verb_;
};

// Splits a path that begins with "/". A verb is only what some template calls
// one; ":" is also allowed inside a segment.
PathParts SplitPath(absl::string_view path,
                    const std::vector<std::string>& verbs);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_TRANSCODE_PATH_TEMPLATE_H_
