#include "services/recommendation/rpc/reader_answers.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>

#include "common/article/article_name.h"
#include "common/base/errors.h"
#include "common/fragment/revision_message.h"
#include "common/text/fold.h"
#include "common/text/language.h"
#include "common/text/language_tag.h"

namespace byline::recommendation {
namespace {

constexpr int kMostEvents = 500;
constexpr int kMostBatches = 32;
constexpr int kTrendingPageSize = 10;
constexpr int kMostOnPage = 50;
constexpr size_t kMostSectionBytes = 200;
constexpr size_t kDefaultHalfLife = 1;  // 6 hours

absl::StatusOr<int> PageSizeOf(int32_t page_size, int by_default) {
  if (page_size < 0) {
    return InvalidField(
        "page_size", absl::StrCat(page_size, " is negative; 1 to ", kMostOnPage,
                                  ", or 0 for the default of ", by_default));
  }
  return page_size == 0 ? by_default : std::min(page_size, kMostOnPage);
}

absl::StatusOr<size_t> HalfLifeOf(
    const v1::ListTrendingArticlesRequest& request) {
  if (!request.has_half_life()) return kDefaultHalfLife;
  const absl::Duration wanted = absl::Seconds(request.half_life().seconds()) +
                                absl::Nanoseconds(request.half_life().nanos());
  const auto* const found =
      std::find(kHalfLives.begin(), kHalfLives.end(), wanted);
  if (found == kHalfLives.end()) {
    return InvalidField("half_life",
                        absl::StrCat(absl::FormatDuration(wanted),
                                     " is none; 3600s, 21600s, 86400s and "
                                     "604800s are (1, 6, 24 hours, 7 days)"));
  }
  return static_cast<size_t>(found - kHalfLives.begin());
}

}  // namespace

std::vector<TrendingResult> FindTrending(const SimilarityIndex& index,
                                         const Behaviour& behaviour,
                                         const TrendingRequest& request) {
  std::vector<TrendingResult> results;
  const std::string section = text::Fold(request.section);
  const auto ranking = behaviour.MostRead(request.half_life);
  for (const ReadMost& most : *ranking) {
    if (static_cast<int>(results.size()) >= request.page_size ||
        most.views < request.least_views) {
      break;
    }
    absl::StatusOr<ArticleFacts> facts = index.Facts(most.article);
    if (!facts.ok() || !IsOfferable(*facts) ||
        (!section.empty() && text::Fold(facts->section) != section) ||
        (!request.language.empty() && facts->language != request.language)) {
      continue;
    }
    results.push_back({*std::move(facts), most.views});
  }
  return results;
}

std::vector<AlsoReadResult> FindAlsoRead(const SimilarityIndex& index,
                                         const Behaviour& behaviour,
                                         const ArticleFacts& article,
                                         int page_size) {
  std::vector<AlsoReadResult> results;
  for (AlsoRead& read : behaviour.ReadWith(article.name)) {
    if (static_cast<int>(results.size()) >= page_size) break;
    absl::StatusOr<ArticleFacts> other = index.Facts(read.article);
    if (!other.ok() || !IsOfferable(*other) ||
        other->language != article.language) {
      continue;
    }
    results.push_back({std::move(read), *std::move(other)});
  }
  return results;
}

absl::Status CheckTrendingScope(absl::string_view section,
                                absl::string_view language_code) {
  if (section.size() > kMostSectionBytes) {
    return InvalidField("section",
                        absl::StrCat("has ", section.size(), " bytes; at most ",
                                     kMostSectionBytes));
  }
  if (!language_code.empty() && !text::IsLanguageTag(language_code)) {
    return InvalidField("language_code",
                        "is no BCP 47 tag such as \"en\" or \"fr-CA\"");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::RecordReaderEventsResponse> ReaderAnswers::Record(
    const v1::RecordReaderEventsRequest& request) {
  if (request.events_size() < 1 || request.events_size() > kMostEvents) {
    return InvalidField("events", absl::StrCat("are ", request.events_size(),
                                               "; 1 to ", kMostEvents));
  }
  struct UnderWay {
    explicit UnderWay(std::atomic<int>& batches)
        : batches(batches), are_too_many(++batches > kMostBatches) {}
    ~UnderWay() { --batches; }
    std::atomic<int>& batches;
    const bool are_too_many;
  };
  const UnderWay batch(batches_);
  if (batch.are_too_many) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted,
                           "TOO_MANY_BATCHES",
                           absl::StrCat("more than ", kMostBatches,
                                        " batches at once; send less often"));
  }
  return intake_.Record(request, [this](const std::string& article) {
    const absl::StatusOr<ArticleFacts> facts = index_.Facts(article);
    return facts.ok() && facts->state == article::v1::STATE_PUBLISHED;
  });
}

absl::StatusOr<Given<v1::ListTrendingArticlesResponse>> ReaderAnswers::Trending(
    const v1::ListTrendingArticlesRequest& request, absl::Time deadline) const {
  const absl::Status scope =
      CheckTrendingScope(request.section(), request.language_code());
  if (!scope.ok()) return scope;
  const absl::StatusOr<size_t> half_life = HalfLifeOf(request);
  if (!half_life.ok()) return half_life.status();
  const absl::StatusOr<int> page_size =
      PageSizeOf(request.page_size(), kTrendingPageSize);
  if (!page_size.ok()) return page_size.status();
  const TrendingRequest wanted = {
      .section = request.section(),
      .language = text::PrimaryLanguage(request.language_code()),
      .half_life = *half_life,
      .page_size = *page_size};
  Given<v1::ListTrendingArticlesResponse> response;
  const absl::Status status = JudgedAnswer(
      judge_, FromMessage(request.min_revision()), deadline, response.stale,
      [&](const Revision& as_of, std::vector<std::string>& depends_on) {
        response.message.Clear();
        for (TrendingResult& result :
             FindTrending(index_, behaviour_, wanted)) {
          v1::TrendingArticle& article = *response.message.add_articles();
          article.set_article(result.facts.name);
          article.set_headline(std::move(result.facts.headline));
          article.set_slug(std::move(result.facts.slug));
          article.set_section(std::move(result.facts.section));
          article.set_views(result.views);
          depends_on.push_back(std::move(result.facts.name));
        }
        *response.message.mutable_as_of_revision() = ToMessage(as_of);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<Given<v1::ListAlsoReadArticlesResponse>>
ReaderAnswers::AlsoReadWith(const v1::ListAlsoReadArticlesRequest& request,
                            absl::Time deadline) const {
  const absl::Status name = CheckArticleName("article", request.article());
  if (!name.ok()) return name;
  const absl::StatusOr<int> page_size =
      PageSizeOf(request.page_size(), kAlsoReadPageSize);
  if (!page_size.ok()) return page_size.status();
  Given<v1::ListAlsoReadArticlesResponse> response;
  const absl::Status status = JudgedAnswer(
      judge_, FromMessage(request.min_revision()), deadline, response.stale,
      [&](const Revision& as_of, std::vector<std::string>& depends_on) {
        response.message.Clear();
        depends_on.push_back(request.article());
        const absl::StatusOr<ArticleFacts> facts =
            index_.Facts(request.article());
        if (!facts.ok() || facts->state != article::v1::STATE_PUBLISHED) {
          // Refused for the reason for which it has no list of similar ones.
          return index_.List(request.article(), {}).status();
        }
        for (AlsoReadResult& result :
             FindAlsoRead(index_, behaviour_, *facts, *page_size)) {
          v1::AlsoReadArticle& article = *response.message.add_articles();
          article.set_article(result.read.article);
          article.set_headline(std::move(result.facts.headline));
          article.set_slug(std::move(result.facts.slug));
          article.set_lift(result.read.lift);
          article.set_sessions(result.read.visits);
          depends_on.push_back(std::move(result.read.article));
        }
        *response.message.mutable_as_of_revision() = ToMessage(as_of);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return response;
}

}  // namespace byline::recommendation
