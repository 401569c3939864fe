// What a run of byline-quality-check-points counted, and the copied runs of a
// highlight.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_CHECK_POINTS_REPORT_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_CHECK_POINTS_REPORT_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/summary/core/point_check.h"
#include "tests/quality/summary/planted_faults.h"

namespace byline::quality {

// The runs of five words or more of `highlight` that stand in `body` with the
// same bytes, from word to word, each as long as can be.
std::vector<std::string> CopiedRuns(const std::string& highlight,
                                    const std::string& body);

struct CheckReport {
  struct Untouched {
    int points = 0;
    // With a hard fault.
    int alarms = 0;
    // With any fault.
    int faulty = 0;
    // Hard faults by kind.
    std::map<std::string, int> kinds;
  };
  struct Planted {
    int points = 0;
    int caught = 0;
    int of_its_kind = 0;
  };

  void AddUntouched(const std::string& set,
                    const summary::CheckedPoint& checked);
  void AddPlanted(const std::string& set, Plant plant,
                  const summary::CheckedPoint& checked);
  void Print(absl::string_view file, absl::string_view half) const;
  // At least 95% of names, numbers, negations and speakers caught over all
  // sets, at most 5% of sentences and copied runs with an alarm.
  bool KeepsPromise() const;

  std::map<std::string, Untouched> untouched;
  std::map<std::pair<Plant, std::string>, Planted> planted;
  double seconds = 0;
  size_t checks = 0;
  // Whether misses and alarms may be printed.
  bool shows = false;

 private:
  Planted Sum(std::initializer_list<Plant> plants) const;
};

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_CHECK_POINTS_REPORT_H_
