#include "tests/quality/recommendation/similar_score.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cmath>

#include "common/article/plain_body.h"
#include "common/text/placeholder.h"
#include "common/text/words.h"

namespace byline::recommendation {
namespace {

constexpr size_t kDepth = 10;
constexpr size_t kRecallDepth = 5;

std::vector<std::string> ParagraphsOf(const std::string& body) {
  std::vector<std::string> paragraphs;
  for (const PlainBlock& block : BlocksOfBody(body)) {
    for (const BodySpan& span : block.spans) {
      paragraphs.push_back(body.substr(span.begin, span.end - span.begin));
    }
  }
  return paragraphs;
}

bool HasLittleText(const OfflineArticle& article, const std::string& language,
                   int min_words) {
  return text::CountWords(article.body) < min_words ||
         text::PlaceholderReason(article.title, ParagraphsOf(article.body),
                                 language)
             .has_value();
}

size_t CountRelevant(const ArchiveLabels& labels, size_t query,
                     const std::vector<size_t>& list, size_t depth) {
  return static_cast<size_t>(std::count_if(
      list.begin(),
      list.begin() + static_cast<ptrdiff_t>(std::min(depth, list.size())),
      [&](size_t article) { return labels.IsRelevant(query, article); }));
}

double DiscountedGain(const ArchiveLabels& labels, size_t query,
                      const std::vector<size_t>& list, size_t depth) {
  double sum = 0;
  for (size_t i = 0; i < list.size() && i < depth; ++i) {
    sum += labels.Gain(query, list[i]) / std::log2(static_cast<double>(i) + 2);
  }
  return sum;
}

// Adds one query; its nDCG@5.
double AddQuery(const ArchiveLabels& labels, size_t query,
                const std::vector<size_t>& list,
                const std::vector<size_t>& ideal, RankFigures* figures) {
  const auto normalised = [&](size_t depth) {
    return DiscountedGain(labels, query, list, depth) /
           DiscountedGain(labels, query, ideal, depth);
  };
  const size_t wanted =
      std::min(kRecallDepth, CountRelevant(labels, query, ideal, ideal.size()));
  ++figures->queries;
  figures->precision1 +=
      static_cast<double>(CountRelevant(labels, query, list, 1));
  figures->recall5 +=
      static_cast<double>(CountRelevant(labels, query, list, kRecallDepth)) /
      static_cast<double>(wanted);
  figures->ndcg10 += normalised(10);
  const double ndcg5 = normalised(5);
  figures->ndcg5 += ndcg5;
  return ndcg5;
}

void DivideByQueries(RankFigures* figures) {
  const double queries = std::max(1, figures->queries);
  for (double* figure : {&figures->precision1, &figures->recall5,
                         &figures->ndcg5, &figures->ndcg10}) {
    *figure /= queries;
  }
}

}  // namespace

// The sums that become a SimilarScore.
class SimilarScorer::Tally {
 public:
  explicit Tally(const SimilarScorer& scorer)
      : archive_(scorer.archive_),
        labels_(scorer.labels_),
        little_text_(scorer.has_little_text_) {
    score_.articles = static_cast<int>(archive_.articles.size());
    score_.by_event = labels_.HaveEvents();
  }

  void AddUnknown() { ++score_.unknown; }

  void Add(size_t query, const RankedList* given) {
    if (given == nullptr) ++score_.missing;
    static const RankedList* const none = new RankedList;
    const std::vector<size_t> list =
        Clean(query, given == nullptr ? *none : *given);
    AddChecks(query, list);
    if (!labels_.IsQuery(query)) return;
    const std::vector<size_t> ideal = labels_.Ideal(query, 2 * kDepth);
    AddQuery(labels_, query, list, ideal, &score_.all);
    const std::vector<size_t> distinct_ideal =
        labels_.DistinctIdeal(query, kDepth);
    if (CountRelevant(labels_, query, distinct_ideal, kDepth) == 0) return;
    score_.ndcg5_by_query.push_back(
        AddQuery(labels_, query, labels_.Distinct(query, list, kDepth),
                 distinct_ideal, &score_.distinct));
  }

  SimilarScore Result() && {
    DivideByQueries(&score_.all);
    DivideByQueries(&score_.distinct);
    const double all = std::max(1, score_.articles);
    score_.empty_lists = (all - filled_) / all;
    score_.mean_length /= all;
    score_.lists_with_self /= all;
    const double filled = std::max(1, filled_);
    score_.lists_with_copies /= filled;
    score_.lists_with_other_language /= filled;
    score_.lists_with_little_text /= filled;
    if (score_.articles > 0 && timed_ == score_.articles) {
      score_.milliseconds = milliseconds_ / all;
    }
    return std::move(score_);
  }

 private:
  // What stands in the list, less what cannot have a rank.
  std::vector<size_t> Clean(size_t query, const RankedList& given) {
    score_.mean_length +=
        static_cast<double>(std::min(kDepth, given.similar.size()));
    if (given.milliseconds) {
      milliseconds_ += *given.milliseconds;
      ++timed_;
    }
    std::vector<size_t> list;
    bool with_self = false;
    std::set<std::string> seen;
    for (const std::string& id : given.similar) {
      const std::optional<size_t> article = labels_.Find(id);
      score_.unknown += article ? 0 : 1;
      const bool first = seen.insert(id).second;
      score_.repeated += first ? 0 : 1;
      with_self = with_self || article == query;
      if (article && first && *article != query) list.push_back(*article);
    }
    score_.lists_with_self += with_self ? 1 : 0;
    return list;
  }

  void AddChecks(size_t query, const std::vector<size_t>& list) {
    if (list.empty()) return;
    ++filled_;
    const std::vector<size_t> shown(
        list.begin(),
        list.begin() + static_cast<ptrdiff_t>(std::min(kDepth, list.size())));
    if (labels_.Distinct(query, shown, kDepth).size() < shown.size()) {
      ++score_.lists_with_copies;
    }
    // Where one of the two is not known nothing can be said.
    const auto in_other_language = [&](size_t article) {
      const std::string& a = archive_.languages[query];
      const std::string& b = archive_.languages[article];
      return !a.empty() && !b.empty() && a != b;
    };
    if (std::any_of(shown.begin(), shown.end(), in_other_language)) {
      ++score_.lists_with_other_language;
    }
    if (std::any_of(shown.begin(), shown.end(),
                    [&](size_t article) { return little_text_[article]; })) {
      ++score_.lists_with_little_text;
    }
  }

  const LabelledArchive& archive_;
  const ArchiveLabels& labels_;
  const std::vector<bool>& little_text_;
  SimilarScore score_;
  int filled_ = 0;
  double milliseconds_ = 0;
  int timed_ = 0;
};

SimilarScorer::SimilarScorer(const LabelledArchive& archive, int min_words)
    : archive_(archive), labels_(archive) {
  absl::flat_hash_map<std::string, size_t> events;
  for (size_t i = 0; i < archive.articles.size(); ++i) {
    has_little_text_.push_back(
        HasLittleText(archive.articles[i], archive.languages[i], min_words));
    if (!labels_.IsQuery(i) ||
        CountRelevant(labels_, i, labels_.DistinctIdeal(i, kDepth), kDepth) ==
            0) {
      continue;
    }
    // An article without an event stands for itself.
    const std::string group = archive.events[i].empty()
                                  ? absl::StrCat(i)
                                  : absl::StrCat("event ", archive.events[i]);
    event_of_query_.push_back(
        events.emplace(group, events.size()).first->second);
  }
}

SimilarScore SimilarScorer::Score(const RankedLists& lists) const {
  Tally tally(*this);
  for (const auto& [id, list] : lists) {
    if (!labels_.Find(id)) tally.AddUnknown();
  }
  for (size_t i = 0; i < archive_.articles.size(); ++i) {
    const auto found = lists.find(archive_.articles[i].id);
    tally.Add(i, found == lists.end() ? nullptr : &found->second);
  }
  return std::move(tally).Result();
}

quality::Interval SimilarScorer::Difference(const SimilarScore& a,
                                            const SimilarScore& b) const {
  std::vector<double> differences;
  for (size_t i = 0; i < event_of_query_.size(); ++i) {
    differences.push_back(a.ndcg5_by_query[i] - b.ndcg5_by_query[i]);
  }
  return quality::Bootstrap(differences, event_of_query_);
}

}  // namespace byline::recommendation
