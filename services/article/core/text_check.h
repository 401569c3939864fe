// Checks of single values of an article. Each adds what is wrong, and what
// would be right, to a list that it does not own. One thread; keep on the
// stack.
//
//   FieldCheck check;
//   check.Text("article.headline", article.headline(), 500);
//   if (!check.ok()) return InvalidFields(check.violations());
#ifndef BYLINE_SERVICES_ARTICLE_CORE_TEXT_CHECK_H_
#define BYLINE_SERVICES_ARTICLE_CORE_TEXT_CHECK_H_

#include <absl/strings/string_view.h>
#include <google/protobuf/timestamp.pb.h>

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "common/article/link_target.h"
#include "common/base/errors.h"

namespace byline::article {

class FieldCheck {
 public:
  enum class Lines { kOne, kMany };

  // UTF-8 of at most `max_bytes`, without control characters; line feeds only
  // with kMany.
  void Text(absl::string_view field, absl::string_view value, size_t max_bytes,
            Lines lines = Lines::kOne);
  // As Text, and not empty.
  void RequiredText(absl::string_view field, absl::string_view value,
                    size_t max_bytes, Lines lines = Lines::kOne);
  void RichText(const std::string& field, const v1::RichText& value);
  // As IsAllowedUri. Empty values are an error.
  void Uri(absl::string_view field, absl::string_view value, UriKind kind);
  void Time(absl::string_view field, const google::protobuf::Timestamp& value);
  void Count(absl::string_view field, int count, int max);
  void Add(absl::string_view field, absl::string_view description);

  bool ok() const { return violations_.empty(); }
  // All of them; beyond the first few only their number is told, so that an
  // error stays small.
  std::vector<FieldViolation> violations() const;

 private:
  std::vector<FieldViolation> violations_;
  size_t left_out_ = 0;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_TEXT_CHECK_H_
