// What readers see of an article in more than one place: addresses, title,
// description, times. Pure and thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_RENDER_SHOWN_TEXT_H_
#define BYLINE_SERVICES_ARTICLE_RENDER_SHOWN_TEXT_H_

#include <absl/strings/string_view.h>
#include <google/protobuf/timestamp.pb.h>

#include <string>

#include "byline/article/v1/article.pb.h"
#include "byline/fragment/v1/fragment.pb.h"

namespace byline::article {

// "/articles/{slug}".
std::string ArticlePath(const v1::Article& article);
// The headline, or the first words where there is none.
std::string TitleOf(const v1::Article& article);
// The standfirst, or the first words of the text: at most about 200 characters,
// cut at a word.
std::string DescriptionOf(const v1::Article& article);
// "rtl" or "ltr".
const char* DirectionOf(absl::string_view language);
// "2026-01-02T03:04:05Z".
std::string MachineTime(const google::protobuf::Timestamp& time);
// The etag of a fragment's html and head_html.
std::string FragmentEtag(const fragment::v1::Fragment& fragment);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_RENDER_SHOWN_TEXT_H_
