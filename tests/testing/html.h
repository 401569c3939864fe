// Just enough reading of the suite's own HTML for tests. Every function works
// on bytes and never fails: what is not there is empty.
#ifndef BYLINE_TESTS_TESTING_HTML_H_
#define BYLINE_TESTS_TESTING_HTML_H_

#include <string>
#include <vector>

namespace byline::testing {

// Text that a reader sees: without head, script and tags, the five entities and
// &#39; decoded, white space collapsed.
std::string VisibleText(const std::string& html);
// How often `part` occurs.
int CountOf(const std::string& text, const std::string& part);
// From the first `begin` up to the next `end`, both without; empty where one is
// missing.
std::string Between(const std::string& html, const std::string& begin,
                    const std::string& end);
// Contents of all elements of a name that does not nest.
std::vector<std::string> Elements(const std::string& html,
                                  const std::string& name);
// Values of all attributes of a name.
std::vector<std::string> Attributes(const std::string& html,
                                    const std::string& name);
// Content of the span with this id.
std::string ElementWithId(const std::string& html, const std::string& id);

}  // namespace byline::testing

#endif  // BYLINE_TESTS_TESTING_HTML_H_
