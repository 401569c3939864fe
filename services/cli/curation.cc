#include "services/cli/curation.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/base/timestamps.h"
#include "services/cli/import/timestamps.h"
#include "services/cli/output.h"
#include "services/cli/time_span.h"

namespace byline::cli {
namespace {

using article::v1::Article;
using article::v1::SectionSettings;
using article::v1::SimilaritySettings;
using google::protobuf::Timestamp;
using Choice = SimilaritySettings::Choice;
using Choices = google::protobuf::RepeatedPtrField<Choice>;

void Remove(const std::string& article, Choices& choices) {
  choices.erase(std::remove_if(choices.begin(), choices.end(),
                               [&](const Choice& choice) {
                                 return choice.article() == article;
                               }),
                choices.end());
}

void DropExpired(absl::Time now, Choices& choices) {
  choices.erase(std::remove_if(choices.begin(), choices.end(),
                               [now](const Choice& choice) {
                                 return choice.has_expire_time() &&
                                        ToTime(choice.expire_time()) <= now;
                               }),
                choices.end());
}

void DropExpired(absl::Time now, SimilaritySettings& settings) {
  DropExpired(now, *settings.mutable_pinned());
  DropExpired(now, *settings.mutable_blocked());
  if (settings.has_off_expire_time() &&
      ToTime(settings.off_expire_time()) <= now) {
    settings.clear_off();
    settings.clear_off_expire_time();
  }
  if (settings.has_pinned_everywhere_expire_time() &&
      ToTime(settings.pinned_everywhere_expire_time()) <= now) {
    settings.clear_pinned_everywhere();
    settings.clear_pinned_everywhere_expire_time();
  }
  if (settings.has_blocked_everywhere_expire_time() &&
      ToTime(settings.blocked_everywhere_expire_time()) <= now) {
    settings.clear_blocked_everywhere();
    settings.clear_blocked_everywhere_expire_time();
  }
}

// One that is chosen already keeps its place.
void Choose(const std::string& article, const CurationEdit& edit,
            Choices& choices) {
  const auto found = std::find_if(
      choices.begin(), choices.end(),
      [&](const Choice& choice) { return choice.article() == article; });
  Choice& choice = found == choices.end() ? *choices.Add() : *found;
  choice.Clear();
  choice.set_article(article);
  if (edit.expire_time)
    *choice.mutable_expire_time() = ToTimestamp(*edit.expire_time);
}

void SetEverywhere(const CurationEdit& edit, SimilaritySettings& settings) {
  using Everywhere = CurationEdit::Everywhere;
  if (edit.everywhere == Everywhere::kAsItIs) return;
  settings.clear_pinned_everywhere();
  settings.clear_pinned_everywhere_expire_time();
  settings.clear_blocked_everywhere();
  settings.clear_blocked_everywhere_expire_time();
  if (edit.everywhere == Everywhere::kPinned) {
    settings.set_pinned_everywhere(true);
    if (edit.expire_time)
      *settings.mutable_pinned_everywhere_expire_time() =
          ToTimestamp(*edit.expire_time);
  } else if (edit.everywhere == Everywhere::kBlocked) {
    settings.set_blocked_everywhere(true);
    if (edit.expire_time)
      *settings.mutable_blocked_everywhere_expire_time() =
          ToTimestamp(*edit.expire_time);
  }
}

// " until 2026-12-01T00:00:00Z", or that it is over; empty for what has no end.
std::string Until(bool has_time, const Timestamp& time, absl::Time now) {
  if (!has_time) return "";
  const absl::Time end = ToTime(time);
  const std::string text =
      absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", end, absl::UTCTimeZone());
  return end <= now ? absl::StrCat(" (expired ", text, ")")
                    : absl::StrCat(" until ", text);
}

// Headline of a chosen article, or why it cannot be shown.
std::string About(const std::string& name, const KnownArticles& known) {
  const auto found = known.find(name);
  if (found == known.end()) return "(not there yet)";
  const Article& article = found->second;
  std::string text = Printable(article.headline());
  if (article.state() != article::v1::STATE_PUBLISHED) {
    absl::StrAppend(
        &text, " (",
        absl::AsciiStrToLower(
            article::v1::State_Name(article.state()).substr(sizeof("STATE"))),
        ")");
  } else if (!article.verdicts().empty()) {
    absl::StrAppend(&text, " (with a verdict)");
  }
  return text;
}

void AddChoices(const char* what, const Choices& choices,
                const KnownArticles& known, absl::Time now,
                std::vector<std::string>& lines) {
  for (const Choice& choice : choices) {
    lines.push_back(absl::StrCat(
        what, Until(choice.has_expire_time(), choice.expire_time(), now), ": ",
        Printable(choice.article()), "  ", About(choice.article(), known)));
  }
}

}  // namespace

bool CurationEdit::SetsSomething() const {
  return choose == Choose::kPin || choose == Choose::kBlock || (off && *off) ||
         everywhere == Everywhere::kPinned ||
         everywhere == Everywhere::kBlocked;
}

bool CurationEdit::ChangesSomething() const {
  return reset || choose != Choose::kNothing || off ||
         everywhere != Everywhere::kAsItIs;
}

absl::StatusOr<absl::Time> ParseExpiry(absl::string_view text, absl::Time now) {
  absl::optional<absl::Time> time = ParseIsoTime(text);
  if (!time) {
    const absl::optional<absl::Duration> span = ParseTimeSpan(text);
    if (span) time = now + *span;
  }
  if (!time) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", text,
                     "\" is no time; must be how long from now, such as 7d, "
                     "12h or 1d12h (at most ",
                     kMostSpanDays,
                     "d), or ISO 8601, such as "
                     "2026-12-01T08:30:00Z"));
  }
  if (*time <= now) {
    return absl::InvalidArgumentError(absl::StrCat(
        "\"", text, "\" has passed already; must be a time to come"));
  }
  return *time;
}

void ApplyCuration(const CurationEdit& edit, absl::Time now,
                   SimilaritySettings& settings) {
  if (edit.reset) settings.Clear();
  DropExpired(now, settings);
  for (const std::string& other : edit.others) {
    using Kind = CurationEdit::Choose;
    if (edit.choose != Kind::kPin) Remove(other, *settings.mutable_pinned());
    if (edit.choose != Kind::kBlock) Remove(other, *settings.mutable_blocked());
    if (edit.choose == Kind::kPin)
      Choose(other, edit, *settings.mutable_pinned());
    if (edit.choose == Kind::kBlock)
      Choose(other, edit, *settings.mutable_blocked());
  }
  if (edit.off) {
    settings.set_off(*edit.off);
    settings.clear_off_expire_time();
    if (*edit.off && edit.expire_time)
      *settings.mutable_off_expire_time() = ToTimestamp(*edit.expire_time);
  }
  SetEverywhere(edit, settings);
}

void ApplyCuration(const CurationEdit& edit, absl::Time now,
                   SectionSettings& settings) {
  const bool expired =
      settings.has_similar_articles_off_expire_time() &&
      ToTime(settings.similar_articles_off_expire_time()) <= now;
  if (!edit.reset && !edit.off && !expired) return;
  const bool off = edit.off.value_or(false);
  settings.set_similar_articles_off(off);
  settings.clear_similar_articles_off_expire_time();
  if (off && edit.expire_time) {
    *settings.mutable_similar_articles_off_expire_time() =
        ToTimestamp(*edit.expire_time);
  }
}

std::vector<std::string> CurationLines(const SimilaritySettings& settings,
                                       const KnownArticles& known,
                                       absl::Time now) {
  std::vector<std::string> lines;
  if (settings.off()) {
    lines.push_back(absl::StrCat("similar articles off",
                                 Until(settings.has_off_expire_time(),
                                       settings.off_expire_time(), now)));
  }
  if (settings.pinned_everywhere()) {
    lines.push_back(
        absl::StrCat("pinned everywhere",
                     Until(settings.has_pinned_everywhere_expire_time(),
                           settings.pinned_everywhere_expire_time(), now)));
  }
  if (settings.blocked_everywhere()) {
    lines.push_back(
        absl::StrCat("blocked everywhere",
                     Until(settings.has_blocked_everywhere_expire_time(),
                           settings.blocked_everywhere_expire_time(), now)));
  }
  AddChoices("pinned", settings.pinned(), known, now, lines);
  AddChoices("blocked", settings.blocked(), known, now, lines);
  if (lines.empty()) lines.emplace_back("everything is chosen automatically");
  return lines;
}

std::string SectionLine(const SectionSettings& settings, absl::Time now) {
  if (!settings.similar_articles_off()) return "similar articles on";
  return absl::StrCat("similar articles off",
                      Until(settings.has_similar_articles_off_expire_time(),
                            settings.similar_articles_off_expire_time(), now));
}

}  // namespace byline::cli
