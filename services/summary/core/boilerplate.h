// What stands in an article's text and is not its prose: pointers to other
// pages, captions, bylines, agency lines, pieces without an end; and the key
// points that an article brings along itself. Pure, thread-safe, total on any
// bytes.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_BOILERPLATE_H_
#define BYLINE_SERVICES_SUMMARY_CORE_BOILERPLATE_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <vector>

#include "services/summary/core/source_document.h"

namespace byline::summary {

// Whether a sentence points elsewhere ("Read more", "Sign up"), tells of the
// page or its making ("Image copyright", "Editor's note", "Reporting by"), or
// is a byline, a date or another piece of few words without an end.
bool IsBoilerplate(absl::string_view sentence, int words);

// For each block whether it belongs to a list of key points that the article
// brings along: a heading or a line with a colon that announces it ("In
// summary, ... several key points:"), its items, and, where it closes the
// article, up to two paragraphs behind it.
std::vector<bool> FindOwnSummary(const std::vector<SourceBlock>& blocks);

// How many bytes at the front are a dateline of a known agency: "LONDON
// (Reuters) - ", "(CNN) -- ". 0 where there is none, or where what is left
// would not be a sentence.
size_t DatelineLength(absl::string_view sentence);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_BOILERPLATE_H_
