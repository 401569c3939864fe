#include "services/article/commands/section_commands.h"

#include <string>
#include <utility>

#include "services/article/core/article_errors.h"
#include "services/article/core/similarity_settings.h"

namespace byline::article {
namespace {

// Only what an editor may set.
v1::SectionSettings Decision(const v1::SectionSettings& settings) {
  v1::SectionSettings decision = settings;
  decision.clear_etag();
  decision.clear_revision();
  return decision;
}

}  // namespace

absl::StatusOr<v1::SectionSettings> SectionCommands::Update(
    const v1::SectionSettings& settings) {
  absl::Status status = CheckSectionSettings(settings);
  if (!status.ok()) return status;
  const v1::SectionSettings decision = Decision(settings);
  v1::SectionSettings result;
  status =
      store_.Write(clock_.Now(), [&](ArticleWriter& writer) -> absl::Status {
        auto stored = writer.GetSectionSettings(settings.name());
        if (!stored.ok()) return stored.status();
        if (*stored) {
          result = **std::move(stored);
        } else {
          result.set_name(settings.name());
        }
        if (!settings.etag().empty() && settings.etag() != result.etag()) {
          return EtagMismatch(result.name(), result.etag());
        }
        if (Decision(result).SerializeAsString() ==
            decision.SerializeAsString()) {
          return absl::OkStatus();
        }
        result = decision;
        return writer.PutSectionSettings(result);
      });
  if (!status.ok()) return status;
  return result;
}

}  // namespace byline::article
