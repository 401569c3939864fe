// How an article's text as terms is laid out in a record: flat arrays one
// behind the other, in the machine's own byte order: the file never leaves it.
// Pure. Bytes that AppendTermRecord did not make are told by their sizes where
// these do not add up; what the arrays hold is the record's checksum's matter.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_RECORD_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_RECORD_H_

#include <absl/strings/string_view.h>

#include <cstdint>
#include <string>
#include <vector>

#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

// Appends terms, spellings, words and the publisher's vector.
void AppendTermRecord(const PreparedArticle& article, std::string& bytes);

// Nothing where the bytes are none of a record.
void AppendTermsOfRecord(absl::string_view bytes,
                         std::vector<PreparedTerm>& terms);
CopyWords CopyWordsOfRecord(absl::string_view bytes);
// Fills in all that AppendTermRecord wrote.
void ReadTermRecord(absl::string_view bytes, PreparedArticle& article);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_TERM_RECORD_H_
