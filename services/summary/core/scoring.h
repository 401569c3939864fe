// How much a sentence deserves to stand for the article: a weighted sum of
// position, length, centrality, headline overlap and surface, less penalties on
// what reads badly alone. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_SCORING_H_
#define BYLINE_SERVICES_SUMMARY_CORE_SCORING_H_

#include <vector>

#include "services/summary/core/sentence.h"
#include "services/summary/core/term_space.h"

namespace byline::summary {

// Sets `score` of each.
void ScoreSentences(const TermSpace& space, std::vector<Sentence>& sentences);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_SCORING_H_
