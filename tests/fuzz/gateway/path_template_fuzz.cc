// Path templates, paths, queries and routes on any bytes: the first line is a
// template, the rest a target.
#include <cstdint>
#include <string>

#include "byline/article/v1/article_service.pb.h"
#include "services/gateway/page/route.h"
#include "services/gateway/page/target.h"
#include "services/gateway/transcode/field_binding.h"
#include "services/gateway/transcode/path_template.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace byline::gateway;
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  const size_t line = bytes.find('\n');
  const absl::string_view target =
      line == absl::string_view::npos ? bytes : bytes.substr(line + 1);
  const size_t mark = target.find('?');
  const absl::string_view path = target.substr(0, mark);
  const absl::string_view query = mark == absl::string_view::npos
                                      ? absl::string_view()
                                      : target.substr(mark + 1);
  if (const auto parsed = PathTemplate::Parse(bytes.substr(0, line));
      parsed.ok()) {
    parsed->Match(SplitPath(path, {parsed->verb(), "publish"}));
  }
  ParseRoute(path, query);
  if (const auto parameters = ParseQuery(query)) {
    byline::article::v1::UpdateArticleRequest update;
    static_cast<void>(BindQuery(*parameters, {}, &update));
    byline::article::v1::ListArticlesRequest list;
    static_cast<void>(BindQuery(*parameters, {"page_size"}, &list));
  }
  return 0;
}
