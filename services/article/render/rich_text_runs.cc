#include "services/article/render/rich_text_runs.h"

#include <algorithm>
#include <set>

namespace byline::article {

std::vector<TextRun> RunsOf(const v1::RichText& text, size_t begin,
                            size_t end) {
  std::set<size_t> cuts = {begin, end};
  std::vector<const v1::Mark*> marks;
  for (const v1::Mark& mark : text.marks()) {
    const size_t from = std::max<size_t>(begin, mark.begin());
    const size_t to = std::min<size_t>(end, mark.end());
    if (from >= to) continue;
    marks.push_back(&mark);
    cuts.insert(from);
    cuts.insert(to);
  }

  std::vector<TextRun> runs;
  const v1::Mark* link_before = nullptr;
  for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
    const size_t from = *cut;
    const size_t to = *std::next(cut);
    TextRun run;
    run.text = absl::string_view(text.text()).substr(from, to - from);
    const v1::Mark* link = nullptr;
    for (const v1::Mark* mark : marks) {
      if (static_cast<size_t>(mark->begin()) > from ||
          static_cast<size_t>(mark->end()) < to) {
        continue;
      }
      run.strong |= mark->has_strong();
      run.emphasis |= mark->has_emphasis();
      if (mark->has_link()) link = mark;
    }
    if (link) run.link = link->link().uri();
    run.link_begin = link && link != link_before;
    if (!runs.empty() && link_before && link != link_before) {
      runs.back().link_end = true;
    }
    link_before = link;
    runs.push_back(run);
  }
  if (!runs.empty() && link_before) runs.back().link_end = true;
  return runs;
}

}  // namespace byline::article
