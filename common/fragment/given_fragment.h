// GivenFragment: a fragment as a FragmentCache gives it, shared and read-only,
// and whether it is given although the truth is silent. A plain value, used
// like a pointer; never null but where it was default-made.
#ifndef BYLINE_COMMON_FRAGMENT_GIVEN_FRAGMENT_H_
#define BYLINE_COMMON_FRAGMENT_GIVEN_FRAGMENT_H_

#include <memory>

#include "byline/fragment/v1/fragment.pb.h"

namespace byline {

struct GivenFragment {
  std::shared_ptr<const fragment::v1::Fragment> fragment;
  bool is_stale = false;

  const fragment::v1::Fragment& operator*() const { return *fragment; }
  const fragment::v1::Fragment* operator->() const { return fragment.get(); }
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRAGMENT_GIVEN_FRAGMENT_H_
