#include "tests/bench/recommendation/archive_statistics.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <cmath>

#include "common/text/near_copy.h"
#include "common/text/sentences.h"
#include "common/text/words.h"

namespace byline::bench {
namespace {

using MeasuredWord = uint32_t;

// An article as the ids of its words, in order.
struct CountedText {
  std::vector<MeasuredWord> headline;
  std::vector<MeasuredWord> body;
  // Of each word of the body: whether it has a capital and is not the first one
  // of its sentence.
  std::vector<bool> is_name;
};

// Reads texts into ids and counts what only the texts tell.
class TextReader {
 public:
  CountedText Read(const MeasuredText& text) {
    CountedText counted;
    std::vector<bool> ignored;
    AddWords(text.headline, &counted.headline, &ignored);
    for (const std::string& paragraph : text.paragraphs) {
      const absl::string_view view = paragraph;
      for (const text::ByteRange sentence :
           text::SplitSentences(paragraph, "en")) {
        AddWords(view.substr(sentence.begin, sentence.end - sentence.begin),
                 &counted.body, &counted.is_name);
        ++sentences_;
      }
    }
    paragraphs_ += static_cast<double>(text.paragraphs.size());
    return counted;
  }

  double sentences() const { return sentences_; }
  double paragraphs() const { return paragraphs_; }
  size_t vocabulary() const { return ids_.size(); }

 private:
  void AddWords(absl::string_view text, std::vector<MeasuredWord>* words,
                std::vector<bool>* is_name) {
    bool first = true;
    for (const text::ByteRange range : text::SplitWords(text)) {
      const absl::string_view word =
          text.substr(range.begin, range.end - range.begin);
      words->push_back(static_cast<MeasuredWord>(
          ids_.emplace(absl::AsciiStrToLower(word), ids_.size())
              .first->second));
      is_name->push_back(
          !first && absl::ascii_isupper(static_cast<unsigned char>(word[0])));
      first = false;
    }
  }

  absl::flat_hash_map<std::string, size_t> ids_;
  double sentences_ = 0;
  double paragraphs_ = 0;
};

double Fraction(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

void MeasureLengths(const std::vector<CountedText>& texts,
                    ArchiveStatistics* statistics) {
  double sum = 0;
  double squares = 0;
  double words = 0;
  double distinct = 0;
  for (const CountedText& text : texts) {
    const double length =
        std::log(std::max(1.0, static_cast<double>(text.body.size())));
    sum += length;
    squares += length * length;
    words += static_cast<double>(text.body.size());
    distinct += static_cast<double>(
        std::set<MeasuredWord>(text.body.begin(), text.body.end()).size());
  }
  const auto count = static_cast<double>(texts.size());
  statistics->mean_words = words / count;
  statistics->mean_distinct = distinct / count;
  statistics->log_words_mean = sum / count;
  statistics->log_words_deviation =
      std::sqrt(std::max(0.0, squares / count - sum / count * sum / count));
}

// Least squares over ranks that are evenly spread on a logarithmic scale.
void FitZipf(const std::vector<double>& by_rank,
             ArchiveStatistics* statistics) {
  std::vector<size_t> ranks;
  for (double rank = 1;
       rank <= static_cast<double>(std::min(kCoreRanks, by_rank.size()));
       rank = std::max(rank + 1, rank * 1.1)) {
    ranks.push_back(static_cast<size_t>(rank));
  }
  double best = -1;
  for (double shift = 0; shift <= 60; shift += 0.5) {
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (const size_t rank : ranks) {
      const double a = std::log(static_cast<double>(rank) + shift);
      const double b = std::log(by_rank[rank - 1]);
      x += a;
      y += b;
      xx += a * a;
      xy += a * b;
      yy += b * b;
    }
    const auto n = static_cast<double>(ranks.size());
    const double slope = (n * xy - x * y) / (n * xx - x * x);
    const double fault = yy - y * y / n - slope * slope * (xx - x * x / n);
    if (best < 0 || fault < best) {
      best = fault;
      statistics->zipf_shift = shift;
      statistics->zipf_exponent = -slope;
    }
  }
}

void MeasureWords(const std::vector<CountedText>& texts, size_t vocabulary,
                  ArchiveStatistics* statistics) {
  std::vector<double> frequency(vocabulary);
  double all = 0;
  double seen = 0;
  double seen_at_eighth = 0;
  double all_at_eighth = 0;
  for (size_t i = 0; i < texts.size(); ++i) {
    if (i == texts.size() / 8) {
      seen_at_eighth = seen;
      all_at_eighth = all;
    }
    for (const MeasuredWord word : texts[i].body) {
      seen += frequency[word]++ == 0 ? 1 : 0;
      ++all;
    }
  }
  if (all_at_eighth > 0) {
    statistics->heaps_exponent =
        std::log(seen / seen_at_eighth) / std::log(all / all_at_eighth);
  }
  std::vector<MeasuredWord> order;
  for (MeasuredWord word = 0; word < vocabulary; ++word) {
    if (frequency[word] > 0) order.push_back(word);
  }
  std::sort(order.begin(), order.end(), [&](MeasuredWord a, MeasuredWord b) {
    return std::make_pair(-frequency[a], a) < std::make_pair(-frequency[b], b);
  });
  std::vector<double> by_rank;
  std::vector<bool> is_function(vocabulary);
  for (const MeasuredWord word : order) {
    if (by_rank.size() < kFunctionRanks) {
      is_function[word] = true;
      statistics->function_share += frequency[word] / all;
    } else if (by_rank.size() >= kCoreRanks) {
      statistics->tail_share += frequency[word] / all;
    }
    by_rank.push_back(frequency[word]);
  }
  FitZipf(by_rank, statistics);

  double content = 0;
  double repeated = 0;
  double names = 0;
  for (const CountedText& text : texts) {
    std::set<MeasuredWord> own;
    for (size_t i = 0; i < text.body.size(); ++i) {
      if (is_function[text.body[i]]) continue;
      ++content;
      repeated += own.insert(text.body[i]).second ? 0 : 1;
      names += text.is_name[i] ? 1 : 0;
    }
  }
  statistics->repeat_share = Fraction(repeated, content);
  statistics->name_share = Fraction(names, content);
}

// The weighted words of each article, of unit length, by word.
class WordVectors {
 public:
  WordVectors(const std::vector<CountedText>& texts, size_t vocabulary)
      : holders_(vocabulary) {
    std::vector<std::map<MeasuredWord, double>> counts;
    std::vector<double> held(vocabulary);
    for (const CountedText& text : texts) {
      std::map<MeasuredWord, double>& own = counts.emplace_back();
      for (const auto* words : {&text.headline, &text.body}) {
        for (const MeasuredWord word : *words) ++own[word];
      }
      for (const auto& [word, count] : own) ++held[word];
    }
    const auto all = static_cast<double>(texts.size());
    for (size_t i = 0; i < texts.size(); ++i) {
      double squares = 0;
      for (auto& [word, count] : counts[i]) {
        count =
            (1 + std::log(count)) * std::log((all + 1) / (held[word] + 0.5));
        squares += count * count;
      }
      for (const auto& [word, weight] : counts[i]) {
        if (held[word] < 2) continue;
        holders_[word].emplace_back(
            i, static_cast<float>(weight / std::sqrt(squares)));
      }
    }
    for (const double count : held) {
      if (count > 0) document_frequency_.push_back(count / all);
    }
    std::sort(document_frequency_.rbegin(), document_frequency_.rend());
  }

  const std::vector<double>& document_frequency() const {
    return document_frequency_;
  }

  // Pairs, counted for both, with a cosine above each of `thresholds`.
  std::array<double, 4> CountPairs(size_t articles,
                                   const std::array<double, 4>& thresholds) {
    std::vector<std::vector<std::pair<MeasuredWord, float>>> words(articles);
    for (MeasuredWord word = 0; word < holders_.size(); ++word) {
      for (const auto& [article, weight] : holders_[word]) {
        words[article].emplace_back(word, weight);
      }
    }
    std::array<double, 4> pairs{};
    std::vector<float> cosine(articles);
    for (size_t i = 0; i < articles; ++i) {
      std::fill(cosine.begin(), cosine.end(), 0.0F);
      for (const auto& [word, weight] : words[i]) {
        for (const auto& [other, theirs] : holders_[word]) {
          cosine[other] += weight * theirs;
        }
      }
      cosine[i] = 0;
      for (size_t t = 0; t < thresholds.size(); ++t) {
        pairs[t] += static_cast<double>(
            std::count_if(cosine.begin(), cosine.end(),
                          [&](float value) { return value > thresholds[t]; }));
      }
    }
    return pairs;
  }

 private:
  std::vector<std::vector<std::pair<size_t, float>>> holders_;
  std::vector<double> document_frequency_;
};

void MeasureNeighbours(const std::vector<CountedText>& texts, size_t vocabulary,
                       ArchiveStatistics* statistics) {
  WordVectors vectors(texts, vocabulary);
  const std::vector<double>& frequency = vectors.document_frequency();
  const std::array<size_t, 4> ranks = {10, 100, 1000, 10'000};
  for (size_t i = 0; i < ranks.size(); ++i) {
    if (frequency.size() >= ranks[i]) {
      statistics->document_frequency[i] = frequency[ranks[i] - 1];
    }
  }
  const auto count = static_cast<double>(texts.size());
  statistics->hapax_share =
      Fraction(static_cast<double>(std::count_if(
                   frequency.begin(), frequency.end(),
                   [&](double share) { return share * count < 1.5; })),
               static_cast<double>(frequency.size()));
  statistics->neighbours =
      vectors.CountPairs(texts.size(), {0.1, 0.2, 0.3, 0.5});
  for (double& neighbours : statistics->neighbours) neighbours /= count;
}

double NearCopyShare(const std::vector<MeasuredText>& archive) {
  absl::flat_hash_map<uint64_t, std::vector<size_t>> by_band;
  std::vector<std::vector<uint64_t>> shingles;
  std::vector<bool> is_copy(archive.size());
  for (size_t i = 0; i < archive.size(); ++i) {
    shingles.push_back(text::Shingles(absl::StrCat(
        archive[i].headline, " ", absl::StrJoin(archive[i].paragraphs, " "))));
    for (const uint64_t key : text::BandKeys(text::MakeMinHash(shingles[i]))) {
      for (const size_t other : by_band[key]) {
        if (is_copy[i] && is_copy[other]) continue;
        if (text::IsNearCopy(shingles[i], shingles[other])) {
          is_copy[i] = is_copy[other] = true;
        }
      }
      by_band[key].push_back(i);
    }
  }
  return static_cast<double>(std::count(is_copy.begin(), is_copy.end(), true)) /
         static_cast<double>(archive.size());
}

}  // namespace

ArchiveStatistics MeasureArchive(const std::vector<MeasuredText>& archive) {
  ArchiveStatistics statistics;
  statistics.articles = archive.size();
  if (archive.empty()) return statistics;
  TextReader reader;
  std::vector<CountedText> texts;
  texts.reserve(archive.size());
  for (const MeasuredText& text : archive) texts.push_back(reader.Read(text));
  MeasureLengths(texts, &statistics);
  statistics.words_per_sentence =
      Fraction(statistics.mean_words * static_cast<double>(archive.size()),
               reader.sentences());
  statistics.sentences_per_paragraph =
      Fraction(reader.sentences(), reader.paragraphs());
  MeasureWords(texts, reader.vocabulary(), &statistics);
  MeasureNeighbours(texts, reader.vocabulary(), &statistics);
  statistics.near_copy_share = NearCopyShare(archive);
  return statistics;
}

double FitStoryExponent(const std::vector<int>& sizes) {
  if (sizes.empty()) return 0;
  double best = 0;
  double best_likelihood = 0;
  for (int step = 1; step <= 400; ++step) {
    const double exponent = 0.01 * step;
    double normal = 0;
    for (int size = 1; size <= kMostOfStory; ++size) {
      normal += std::pow(size, -exponent);
    }
    double likelihood = 0;
    for (const int size : sizes) {
      likelihood -=
          exponent * std::log(std::min(size, kMostOfStory)) + std::log(normal);
    }
    if (step == 1 || likelihood > best_likelihood) {
      best_likelihood = likelihood;
      best = exponent;
    }
  }
  return best;
}

}  // namespace byline::bench
