// What the SQLite store reads of section settings, on any connection. Errors as
// SqliteDatabase.
#ifndef BYLINE_SERVICES_ARTICLE_STORE_SQLITE_SECTION_SETTINGS_H_
#define BYLINE_SERVICES_ARTICLE_STORE_SQLITE_SECTION_SETTINGS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <cstdint>
#include <optional>

#include "services/article/store/article_store.h"
#include "services/article/store/sqlite_database.h"

namespace byline::article {

// Settings as their row keeps them; INTERNAL for damaged content.
absl::StatusOr<v1::SectionSettings> ParseSectionSettings(
    absl::string_view content);

absl::StatusOr<std::optional<v1::SectionSettings>> ReadSectionSettings(
    SqliteDatabase& database, absl::string_view name);

// Adds to `page` the settings whose keys come after `key`, as many as its limit
// has room for; `next` is then the last one's key below 0.
absl::Status AddSectionSettings(SqliteDatabase& database, int64_t key,
                                const ReadLimit& limit, StatePage& page);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_STORE_SQLITE_SECTION_SETTINGS_H_
