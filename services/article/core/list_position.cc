#include "services/article/core/list_position.h"

#include <google/protobuf/util/time_util.h>

namespace byline::article {

ListPosition PositionOf(const v1::Article& article) {
  ListPosition position{ListPosition::kUndated, article.name()};
  if (article.has_publish_time()) {
    position.order = -google::protobuf::util::TimeUtil::TimestampToMicroseconds(
        article.publish_time());
  }
  return position;
}

bool IsListed(const v1::Article& article) {
  return article.state() == v1::STATE_PUBLISHED && article.verdicts().empty();
}

}  // namespace byline::article
