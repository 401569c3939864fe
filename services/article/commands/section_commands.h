// SectionCommands: what the newsroom decides about sections. Each command is
// one write transaction of the store. Thread-safe; store and clock must outlive
// it.
//
// Errors are those of the contract (article_service.proto) and of the store.
#ifndef BYLINE_SERVICES_ARTICLE_COMMANDS_SECTION_COMMANDS_H_
#define BYLINE_SERVICES_ARTICLE_COMMANDS_SECTION_COMMANDS_H_

#include <absl/status/statusor.h>

#include "byline/article/v1/section_settings.pb.h"
#include "common/base/clock.h"
#include "services/article/store/article_store.h"

namespace byline::article {

class SectionCommands {
 public:
  SectionCommands(ArticleStore& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  // Replaces what was decided about the section that `settings` names, and
  // returns what holds now. The same again is no write.
  absl::StatusOr<v1::SectionSettings> Update(
      const v1::SectionSettings& settings);

 private:
  ArticleStore& store_;
  const Clock& clock_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_COMMANDS_SECTION_COMMANDS_H_
