// RouteTable: which method of which service an HTTP request means, by the
// google.api.http annotations in the descriptors that are linked into the
// program. Served are the methods that read: GET, one request, one reply; all
// others are known, so that they get the right error. Does not change once
// built; thread-safe.
#ifndef BYLINE_SERVICES_GATEWAY_TRANSCODE_ROUTE_TABLE_H_
#define BYLINE_SERVICES_GATEWAY_TRANSCODE_ROUTE_TABLE_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "services/gateway/transcode/path_template.h"

namespace byline::gateway {

struct ApiRoute {
  std::string http_method;  // "GET"
  PathTemplate path;
  const google::protobuf::MethodDescriptor* method;
  std::string rpc_path;  // "/byline.article.v1.ArticleService/GetArticle"
  size_t service;  // index into the services that the table was built from
  bool is_served;
};

class RouteTable {
 public:
  // FAILED_PRECONDITION where an annotation is malformed or names a field that
  // its request does not have.
  static absl::StatusOr<RouteTable> Build(
      const std::vector<const google::protobuf::ServiceDescriptor*>& services);

  struct Found {
    const ApiRoute* route = nullptr;  // null: no route of that method
    PathTemplate::Bindings bindings;
    // The served HTTP methods of that path, for Allow; "" where there is
    // nothing at all at that path.
    std::string allow;
    bool is_known_path = false;
  };
  Found Find(absl::string_view http_method, absl::string_view path) const;

  const std::vector<ApiRoute>& routes() const { return routes_; }

 private:
  std::vector<ApiRoute> routes_;
  std::vector<std::string> verbs_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_TRANSCODE_ROUTE_TABLE_H_
