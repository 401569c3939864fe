// Doubles for tests of pages: a judge whose knowledge is set by hand, a source
// whose calls wait to be answered, an executor that runs when told to. Not
// thread-safe.
#ifndef BYLINE_TESTS_UNIT_GATEWAY_PAGE_FAKES_H_
#define BYLINE_TESTS_UNIT_GATEWAY_PAGE_FAKES_H_

#include <absl/strings/str_cat.h>

#include <deque>
#include <functional>
#include <list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/freshness/judge.h"
#include "services/gateway/http/executor.h"
#include "services/gateway/page/part_source.h"

namespace byline::gateway {

class FakeJudge final : public FreshnessJudge {
 public:
  enum class Lease { kHeld, kStale, kNone };
  Freshness Judge(const Revision& as_of,
                  const std::vector<std::string>& depends_on) const override {
    if (as_of.epoch != epoch) return Freshness::kUnknownRevision;
    if (as_of.number > applied) return Freshness::kAhead;
    for (const std::string& name : depends_on) {
      const auto found = changed.find(name);
      if (found != changed.end() && found->second > as_of.number)
        return Freshness::kChanged;
    }
    return lease == Lease::kHeld    ? Freshness::kFresh
           : lease == Lease::kStale ? Freshness::kStale
                                    : Freshness::kNoLease;
  }
  Revision AsOf() const override { return {epoch, applied}; }
  absl::Status WaitFor(const Revision&, absl::Time) const override {
    return absl::OkStatus();
  }

  // A change of `name` that has been applied.
  void Change(const std::string& name) { changed[name] = ++applied; }

  std::string epoch = "e1";
  int64_t applied = 10;
  std::map<std::string, int64_t> changed;
  Lease lease = Lease::kHeld;
};

class FakeExecutor final : public Executor {
 public:
  void Post(std::function<void()> step) override {
    steps_.push_back(std::move(step));
  }
  void After(absl::Duration, std::function<void()> step) override {
    timers_.push_back(std::move(step));
  }
  void Run() {
    while (!steps_.empty()) {
      const auto step = std::move(steps_.front());
      steps_.pop_front();
      step();
    }
  }
  // Fires the timers that are set now.
  void RunTimers() {
    std::deque<std::function<void()>> due;
    due.swap(timers_);
    for (const auto& step : due) step();
    Run();
  }
  bool has_timers() const { return !timers_.empty(); }
  // Forgets what has not run, as an executor does that ends: a step may hold
  // what holds the executor.
  void End() {
    steps_.clear();
    timers_.clear();
  }

 private:
  std::deque<std::function<void()>> steps_, timers_;
};

class FakeSource final : public PartSource {
 public:
  struct Asked {
    std::string what;  // "lookup a-slug", "body articles/a", ...
    Call call;
    LookupDone lookup_done;
    FragmentDone fragment_done;
  };
  void Lookup(const std::string& slug, const Call& call,
              LookupDone done) override {
    asked.push_back(
        {absl::StrCat("lookup ", slug), call, std::move(done), nullptr});
  }
  void Body(const std::string& article, const Call& call,
            FragmentDone done) override {
    asked.push_back(
        {absl::StrCat("body ", article), call, nullptr, std::move(done)});
  }
  void List(const std::string& collection, const std::string& token,
            const Call& call, FragmentDone done) override {
    asked.push_back({absl::StrCat("list ", collection, " ", token), call,
                     nullptr, std::move(done)});
  }
  void Summary(const std::string& article, const Call& call,
               FragmentDone done) override {
    asked.push_back(
        {absl::StrCat("summary ", article), call, nullptr, std::move(done)});
  }
  void Similar(const std::string& article, const Call& call,
               FragmentDone done) override {
    asked.push_back(
        {absl::StrCat("similar ", article), call, nullptr, std::move(done)});
  }
  void Trending(const std::string& language, const Call& call,
                FragmentDone done) override {
    asked.push_back(
        {absl::StrCat("trending ", language), call, nullptr, std::move(done)});
  }

  // Takes the oldest open call whose name begins with `what`; fails the test's
  // expectations by an empty `what` where none is.
  Asked Take(const std::string& what) {
    for (auto it = asked.begin(); it != asked.end(); ++it) {
      if (it->what.rfind(what, 0) != 0) continue;
      Asked taken = std::move(*it);
      asked.erase(it);
      return taken;
    }
    return {"", {}, [](LookupResult) {}, [](absl::StatusOr<Fragment>) {}};
  }
  std::vector<std::string> Open() const {
    std::vector<std::string> open;
    for (const Asked& call : asked) open.push_back(call.what);
    return open;
  }
  std::list<Asked> asked;
};

inline fragment::v1::Fragment MakeFragment(
    const std::string& html, int64_t as_of, int64_t article_revision,
    const std::vector<std::string>& depends_on,
    int64_t max_age_seconds = 3600) {
  fragment::v1::Fragment fragment;
  fragment.set_html(html);
  fragment.set_lang("en");
  fragment.set_dir("ltr");
  fragment.mutable_as_of_revision()->set_epoch("e1");
  fragment.mutable_as_of_revision()->set_number(as_of);
  fragment.set_article_revision(article_revision);
  for (const std::string& name : depends_on) fragment.add_depends_on(name);
  fragment.mutable_max_age()->set_seconds(max_age_seconds);
  return fragment;
}

inline article::v1::LookupArticleResponse Found(const std::string& slug,
                                                int64_t revision = 10) {
  article::v1::LookupArticleResponse response;
  response.set_name("articles/a");
  response.set_slug(slug);
  response.set_state(article::v1::STATE_PUBLISHED);
  response.set_language_code("en");
  response.mutable_revision()->set_epoch("e1");
  response.mutable_revision()->set_number(revision);
  return response;
}

}  // namespace byline::gateway

#endif  // BYLINE_TESTS_UNIT_GATEWAY_PAGE_FAKES_H_
