// ArticleStore: the truth. Every article, its slugs, what was decided about
// sections, and one gap-free sequence of writes with the log of what each
// changed.
//
// A write happens inside Write: the closure reads and puts through an
// ArticleWriter, every Put takes the next number of the sequence, and all of it
// is committed together, durably, or not at all. Writes are serialised. Numbers
// become visible to readers in order. All methods are thread-safe and block for
// the time of the disk only. Errors: UNAVAILABLE (disk full, busy), INTERNAL
// (I/O, damage); what a method adds is said there. Free of gRPC, so that every
// backend passes the same tests (tests/unit/article/article_store_contract.h).
#ifndef BYLINE_SERVICES_ARTICLE_STORE_ARTICLE_STORE_H_
#define BYLINE_SERVICES_ARTICLE_STORE_ARTICLE_STORE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "common/freshness/revision.h"
#include "services/article/core/list_position.h"
#include "services/article/store/article_writer.h"

namespace byline::article {

struct ListQuery {
  std::string collection = "articles/-";
  v1::State state = v1::STATE_PUBLISHED;
  bool with_verdicts = false;
  std::optional<ListPosition> after = {};  // absent: from the start
  int limit = 50;
  // A page ends early beyond so many bytes; it has at least one article.
  size_t article_bytes = 16 << 20;
};

struct ArticleList {
  std::vector<v1::Article> articles;
  bool more = false;  // whether more follow
};

// One change of one article, or of the settings of one section: then
// section_settings are there, and state, was_published, collections and article
// are not. State, was_published, article and section_settings are as they are
// when it is read: at least as new as the change.
struct StoredChange {
  int64_t number = 0;
  std::string name;
  v1::State state = v1::STATE_UNSPECIFIED;
  bool was_published = false;
  // Lists in which the article stood before or after the change.
  std::vector<std::string> collections;
  absl::Time commit_time;
  std::optional<v1::Article> article;  // where asked for
  std::optional<v1::SectionSettings> section_settings;
};

// How much to read at once. At least one change is read, whatever its size.
struct ReadLimit {
  int changes = 500;
  size_t article_bytes = 1 << 20;
};

// A page of the present state; `next` goes into the next call, 0 at the end.
struct StatePage {
  std::vector<StoredChange> changes;
  int64_t next = 0;
};

struct SlugOwner {
  std::string name;
  std::string slug;  // the article's slug today
};

class ArticleStore {
 public:
  virtual ~ArticleStore() = default;

  // Random id of the store, from its creation on.
  virtual const std::string& StoreId() const = 0;
  // All epochs, oldest first; the last one is the current. Fixed while open.
  virtual const std::vector<EpochStart>& Epochs() const = 0;
  // Number of the newest committed write; 0 before the first.
  virtual int64_t NewestNumber() const = 0;

  // Runs `body` in one write transaction at time `now`. An error of `body`, or
  // of the commit, leaves nothing behind and is returned.
  virtual absl::Status Write(
      absl::Time now,
      const std::function<absl::Status(ArticleWriter&)>& body) = 0;

  virtual absl::StatusOr<std::optional<StoredArticle>> Get(
      absl::string_view name) const = 0;
  // In the order asked for; absent where there is none.
  virtual absl::StatusOr<std::vector<std::optional<StoredArticle>>> BatchGet(
      const std::vector<std::string>& names) const = 0;
  // What was decided about a section; absent where nothing was.
  virtual absl::StatusOr<std::optional<v1::SectionSettings>> GetSectionSettings(
      absl::string_view name) const = 0;
  // The owner of a slug, today's or an old one.
  virtual absl::StatusOr<std::optional<SlugOwner>> FindSlug(
      absl::string_view slug) const = 0;
  virtual absl::StatusOr<ArticleList> List(const ListQuery& query) const = 0;
  // Names of scheduled articles whose time has come, earliest first.
  virtual absl::StatusOr<std::vector<std::string>> DueArticles(
      absl::Time now, int limit) const = 0;

  // Number of the last write of an article ("articles/x") or of section
  // settings ("sectionSettings/x"), or of the last write that touched a
  // collection ("articles/-", "sections/x" ...); 0 if never.
  virtual absl::StatusOr<int64_t> LastChangeOf(
      absl::string_view resource) const = 0;

  // The log from number `from` on, in order. OUT_OF_RANGE where the log no
  // longer keeps it.
  virtual absl::StatusOr<std::vector<StoredChange>> ReadChanges(
      int64_t from, const ReadLimit& limit, bool with_articles) const = 0;
  // The present state, settings of sections first, page by page, from `cursor`
  // 0 on; each page is its own read. What is written meanwhile may come in a
  // later page or not at all: the log from the number before the first page on
  // has it.
  virtual absl::StatusOr<StatePage> ReadState(int64_t cursor,
                                              const ReadLimit& limit,
                                              bool with_articles) const = 0;
  // Waits until a number above `after` is committed, or `timeout` has passed;
  // the newest number. Wake ends all waits.
  virtual int64_t WaitForChange(int64_t after,
                                absl::Duration timeout) const = 0;
  virtual void Wake() = 0;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_STORE_ARTICLE_STORE_H_
