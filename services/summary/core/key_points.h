// Which sentences are the key points. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_KEY_POINTS_H_
#define BYLINE_SERVICES_SUMMARY_CORE_KEY_POINTS_H_

#include <cstddef>
#include <vector>

#include "services/summary/core/sentence.h"
#include "services/summary/core/term_space.h"

namespace byline::summary {

// How many key points suit a text: 3 below 400 words, 4 to 900, 5 above.
int PointCountFor(int words);

// Indexes of at most `count` sentences, ascending: best score first, none that
// shares three terms in a row with one chosen or is more than half alike to it,
// none that needs the sentence before unless that is chosen. Where fewer than
// three such are found, what reads badly alone may fill up; where none is,
// anything. Not empty unless `sentences` is.
std::vector<size_t> ChooseKeyPoints(const std::vector<Sentence>& sentences,
                                    const TermSpace& space, int count);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_KEY_POINTS_H_
