#include "services/gateway/transcode/route_table.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include "google/api/annotations.pb.h"

namespace byline::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::string HttpMethodOf(const google::api::HttpRule& rule) {
  switch (rule.pattern_case()) {
    case google::api::HttpRule::kGet:
      return "GET";
    case google::api::HttpRule::kPut:
      return "PUT";
    case google::api::HttpRule::kPost:
      return "POST";
    case google::api::HttpRule::kDelete:
      return "DELETE";
    case google::api::HttpRule::kPatch:
      return "PATCH";
    case google::api::HttpRule::kCustom:
      return rule.custom().kind();
    case google::api::HttpRule::PATTERN_NOT_SET:
      break;
  }
  return "";
}

const std::string& PathOf(const google::api::HttpRule& rule) {
  switch (rule.pattern_case()) {
    case google::api::HttpRule::kPut:
      return rule.put();
    case google::api::HttpRule::kPost:
      return rule.post();
    case google::api::HttpRule::kDelete:
      return rule.delete_();
    case google::api::HttpRule::kPatch:
      return rule.patch();
    case google::api::HttpRule::kCustom:
      return rule.custom().path();
    default:
      return rule.get();
  }
}

// A path variable is a single field, neither repeated nor a message.
bool IsBindable(const Descriptor* type, const std::string& field_path) {
  const FieldDescriptor* field = nullptr;
  for (const absl::string_view name : absl::StrSplit(field_path, '.')) {
    if (type == nullptr) return false;
    field = type->FindFieldByName(std::string(name));
    if (field == nullptr || field->is_repeated()) return false;
    type = field->message_type();
  }
  return field != nullptr && type == nullptr;
}

}  // namespace

absl::StatusOr<RouteTable> RouteTable::Build(
    const std::vector<const google::protobuf::ServiceDescriptor*>& services) {
  RouteTable table;
  const auto add = [&table](size_t service,
                            const google::protobuf::MethodDescriptor* method,
                            const google::api::HttpRule& rule) -> absl::Status {
    auto path = PathTemplate::Parse(PathOf(rule));
    if (!path.ok()) {
      return absl::FailedPreconditionError(
          absl::StrCat(method->full_name(), ": ", path.status().message()));
    }
    for (const std::string& variable : path->Variables()) {
      if (IsBindable(method->input_type(), variable)) continue;
      return absl::FailedPreconditionError(absl::StrCat(
          method->full_name(), ": path variable \"", variable,
          "\" is no single field of ", method->input_type()->full_name()));
    }
    const std::string http_method = HttpMethodOf(rule);
    const bool is_unary =
        !method->client_streaming() && !method->server_streaming();
    if (!path->verb().empty()) table.verbs_.push_back(path->verb());
    table.routes_.push_back(
        {http_method, *std::move(path), method,
         absl::StrCat("/", method->service()->full_name(), "/", method->name()),
         service,
         is_unary && http_method == "GET" && rule.body().empty() &&
             rule.response_body().empty()});
    return absl::OkStatus();
  };
  for (size_t i = 0; i < services.size(); ++i) {
    for (int j = 0; j < services[i]->method_count(); ++j) {
      const auto* method = services[i]->method(j);
      if (!method->options().HasExtension(google::api::http)) continue;
      const google::api::HttpRule& rule =
          method->options().GetExtension(google::api::http);
      if (absl::Status status = add(i, method, rule); !status.ok())
        return status;
      for (const auto& more : rule.additional_bindings()) {
        if (absl::Status status = add(i, method, more); !status.ok())
          return status;
      }
    }
  }
  return table;
}

RouteTable::Found RouteTable::Find(absl::string_view http_method,
                                   absl::string_view path) const {
  const PathParts parts = SplitPath(path, verbs_);
  Found found;
  bool serves_get = false;
  for (const ApiRoute& route : routes_) {
    auto bindings = route.path.Match(parts);
    if (!bindings) continue;
    found.is_known_path = true;
    if (route.is_served) serves_get = true;
    if (route.http_method != http_method) continue;
    if (found.route != nullptr &&
        found.route->path.literals() >= route.path.literals())
      continue;
    found.route = &route;
    found.bindings = *std::move(bindings);
  }
  if (serves_get) found.allow = "GET, HEAD";
  return found;
}

}  // namespace byline::gateway
