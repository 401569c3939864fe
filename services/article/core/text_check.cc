#include "services/article/core/text_check.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <climits>

#include "common/text/fold.h"

namespace byline::article {
namespace {

constexpr size_t kMaxViolations = 12;
constexpr size_t kMaxRichTextBytes = 100'000;
// 0001-01-01 and 9999-12-31, as protobuf's Timestamp allows.
constexpr int64_t kFirstSecond = -62'135'596'800;
constexpr int64_t kLastSecond = 253'402'300'799;

bool IsBoundary(absl::string_view text, int64_t offset) {
  if (offset < 0 || offset > static_cast<int64_t>(text.size())) return false;
  return offset == static_cast<int64_t>(text.size()) ||
         (static_cast<unsigned char>(text[offset]) & 0xc0) != 0x80;
}

absl::string_view AllowedForms(UriKind kind) {
  switch (kind) {
    case UriKind::kWeb:
      return "must be an http:// or https:// URL of at most 2,000 bytes";
    case UriKind::kResource:
      return "must be an http:// or https:// URL, or a path of this site that "
             "begins with one \"/\", of at most 2,000 bytes";
    case UriKind::kLink:
      return "must be an http, https, mailto or tel URI, or a path of this "
             "site that begins with one \"/\", of at most 2,000 bytes";
  }
  return "";
}

}  // namespace

void FieldCheck::Text(absl::string_view field, absl::string_view value,
                      size_t max_bytes, Lines lines) {
  if (value.size() > max_bytes) {
    Add(field, absl::StrCat("has ", value.size(), " bytes; at most ", max_bytes,
                            " are allowed"));
  }
  if (!text::IsValidUtf8(value)) {
    Add(field, "is not valid UTF-8; send UTF-8");
    return;
  }
  const bool many = lines == Lines::kMany;
  if (const auto at = text::FindControl(value, many)) {
    Add(field,
        absl::StrCat("has a control character at byte ", *at,
                     many ? "; only line feeds are allowed" : "; remove it"));
  }
}

void FieldCheck::RequiredText(absl::string_view field, absl::string_view value,
                              size_t max_bytes, Lines lines) {
  if (value.empty()) {
    Add(field, absl::StrCat("is empty; 1 to ", max_bytes, " bytes are needed"));
  }
  Text(field, value, max_bytes, lines);
}

void FieldCheck::RichText(const std::string& field, const v1::RichText& value) {
  Text(absl::StrCat(field, ".text"), value.text(), kMaxRichTextBytes,
       Lines::kMany);
  int last_begin = INT_MIN;
  int last_link_end = 0;
  for (int i = 0; i < value.marks_size(); ++i) {
    const v1::Mark& mark = value.marks(i);
    const std::string path = absl::StrCat(field, ".marks[", i, "]");
    if (mark.begin() >= mark.end() || !IsBoundary(value.text(), mark.begin()) ||
        !IsBoundary(value.text(), mark.end())) {
      Add(path, absl::StrCat("covers bytes ", mark.begin(), " to ", mark.end(),
                             " of ", value.text().size(),
                             "; a mark covers at least one whole character "
                             "inside the text"));
    }
    if (mark.begin() < last_begin) {
      Add(path, "begins before the mark before it; order marks by begin");
    }
    last_begin = mark.begin();
    switch (mark.kind_case()) {
      case v1::Mark::kLink:
        Uri(absl::StrCat(path, ".link.uri"), mark.link().uri(), UriKind::kLink);
        if (mark.begin() < last_link_end) {
          Add(path, "overlaps the link before it; links may not overlap");
        }
        last_link_end = std::max(last_link_end, mark.end());
        break;
      case v1::Mark::KIND_NOT_SET:
        Add(path, "has no kind; set emphasis, strong or link");
        break;
      default:
        break;
    }
  }
}

void FieldCheck::Uri(absl::string_view field, absl::string_view value,
                     UriKind kind) {
  if (!IsAllowedUri(value, kind)) Add(field, AllowedForms(kind));
}

void FieldCheck::Time(absl::string_view field,
                      const google::protobuf::Timestamp& value) {
  if (value.seconds() < kFirstSecond || value.seconds() > kLastSecond ||
      value.nanos() < 0 || value.nanos() > 999'999'999) {
    Add(field, "is no valid time; it must lie in the years 1 to 9999");
  }
}

void FieldCheck::Count(absl::string_view field, int count, int max) {
  if (count > max) {
    Add(field, absl::StrCat("has ", count, " elements; at most ", max,
                            " are allowed"));
  }
}

void FieldCheck::Add(absl::string_view field, absl::string_view description) {
  if (violations_.size() >= kMaxViolations) {
    ++left_out_;
    return;
  }
  violations_.push_back({std::string(field), std::string(description)});
}

std::vector<FieldViolation> FieldCheck::violations() const {
  std::vector<FieldViolation> all = violations_;
  if (left_out_ > 0) {
    all.back().description +=
        absl::StrCat(" (and ", left_out_, " more fields are wrong)");
  }
  return all;
}

}  // namespace byline::article
