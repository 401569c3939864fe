// PartSource: where the parts of a page come from. Behind it stand the three
// services (grpc_part_source.h), in tests a fake. Every call comes back exactly
// once, on any thread, at the latest shortly after its deadline.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_PART_SOURCE_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_PART_SOURCE_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <functional>
#include <string>

#include "byline/article/v1/article_service.pb.h"
#include "byline/fragment/v1/fragment.pb.h"
#include "common/freshness/revision.h"

namespace byline::gateway {

class PartSource {
 public:
  using Fragment = fragment::v1::Fragment;
  using LookupResult = absl::StatusOr<article::v1::LookupArticleResponse>;
  using LookupDone = std::function<void(LookupResult)>;
  using FragmentDone = std::function<void(absl::StatusOr<Fragment>)>;

  struct Call {
    absl::Time deadline;
    std::string request_id;
    Revision min_revision;  // number 0: no condition
  };

  virtual ~PartSource() = default;

  // Answered by the truth itself.
  virtual void Lookup(const std::string& slug, const Call& call,
                      LookupDone done) = 0;
  virtual void Body(const std::string& article, const Call& call,
                    FragmentDone done) = 0;
  virtual void List(const std::string& collection,
                    const std::string& page_token, const Call& call,
                    FragmentDone done) = 0;
  // Made from followed knowledge: to be judged before they are given.
  virtual void Summary(const std::string& article, const Call& call,
                       FragmentDone done) = 0;
  virtual void Similar(const std::string& article, const Call& call,
                       FragmentDone done) = 0;
  // What is read most in a language (primary subtag; empty: in all).
  virtual void Trending(const std::string& language, const Call& call,
                        FragmentDone done) = 0;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_PART_SOURCE_H_
