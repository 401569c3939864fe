// ArticleWriter: what a write transaction of the store can do. It reads its own
// writes. Handed to the closure of ArticleStore::Write and valid only within
// it; used by one thread. Errors end the transaction when the closure returns
// them.
#ifndef BYLINE_SERVICES_ARTICLE_STORE_ARTICLE_WRITER_H_
#define BYLINE_SERVICES_ARTICLE_STORE_ARTICLE_WRITER_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "byline/article/v1/section_settings.pb.h"

namespace byline::article {

struct StoredArticle {
  v1::Article article;
  bool was_published = false;  // now or ever
};

// An earlier request with a request id, kept for 24 hours.
struct RememberedRequest {
  std::string digest;  // of what it asked for
  std::string name;    // the article that it wrote
};

// Two articles that are near-copies of one another.
struct NearCopy {
  std::string name;
  double similarity = 0;  // Jaccard, 0.5 to 1

  bool operator==(const NearCopy&) const = default;
};

// What is kept of a published article to find near-copies of it.
struct Sketch {
  std::vector<uint64_t> band_keys;
  int words = 0;
  std::optional<absl::Time> publish_time;
  std::string canonical;  // the article it is a duplicate of; empty for none
  std::vector<NearCopy> near_copies;
};

class ArticleWriter {
 public:
  virtual ~ArticleWriter() = default;

  // Time of the transaction.
  virtual absl::Time Now() const = 0;

  virtual absl::StatusOr<std::optional<StoredArticle>> Get(
      absl::string_view name) = 0;
  // Name of the article that has or had the slug; empty if none.
  virtual absl::StatusOr<std::string> SlugOwner(absl::string_view slug) = 0;

  // Stores the article under its name as the next write: sets its revision and
  // etag, binds its slug to it for ever, and adds the change to the log.
  // ALREADY_EXISTS if the slug is another article's.
  virtual absl::Status Put(v1::Article& article) = 0;

  virtual absl::StatusOr<std::optional<v1::SectionSettings>> GetSectionSettings(
      absl::string_view name) = 0;
  // Stores the settings under their name as the next write, as Put does.
  virtual absl::Status PutSectionSettings(v1::SectionSettings& settings) = 0;

  virtual absl::StatusOr<std::optional<RememberedRequest>> FindRequest(
      absl::string_view request_id) = 0;
  virtual absl::Status RememberRequest(absl::string_view request_id,
                                       const RememberedRequest& request) = 0;

  // Name of the article with this external id, the smallest where several have
  // it; empty if none.
  virtual absl::StatusOr<std::string> ExternalIdOwner(
      absl::string_view external_id) = 0;

  // Digest of the source from which the article was last imported; empty for
  // one that was never imported.
  virtual absl::StatusOr<std::string> ImportDigest(absl::string_view name) = 0;
  // Replaces it, for a stored article. Not a change of the article.
  virtual absl::Status SetImportDigest(absl::string_view name,
                                       absl::string_view digest) = 0;

  // Names of articles that share a band with `band_keys`, at most `limit`.
  virtual absl::StatusOr<std::vector<std::string>> NearCopyCandidates(
      const std::vector<uint64_t>& band_keys, int limit) = 0;
  virtual absl::StatusOr<std::optional<Sketch>> GetSketch(
      absl::string_view name) = 0;
  // Replaces the sketch of a stored article; its near-copies, which must have
  // sketches, learn of it too.
  virtual absl::Status SetSketch(absl::string_view name,
                                 const Sketch& sketch) = 0;
  // Changes only the canonical article of a sketch.
  virtual absl::Status SetCanonical(absl::string_view name,
                                    absl::string_view canonical) = 0;
  // Removes the sketch and all pairs with it, if there is one.
  virtual absl::Status RemoveSketch(absl::string_view name) = 0;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_STORE_ARTICLE_WRITER_H_
