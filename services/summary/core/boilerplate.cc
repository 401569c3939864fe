#include "services/summary/core/boilerplate.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>

#include "common/text/fold.h"
#include "common/text/words.h"

namespace byline::summary {
namespace {

// Compared with the folded sentence: lower case, straight marks.
constexpr absl::string_view kOpenings[] = {
    "read more", "read also", "read full", "read the full", "also read",
    "see also", "more:", "watch:", "watch the video", "listen:", "click here",
    "click on", "tap here", "sign up", "subscribe", "follow us", "like us on",
    "scroll down", "advertisement", "story continues below",
    "article continues below", "continue reading", "image copyright",
    "image caption", "image source", "image:", "media caption",
    "media playback", "photo:", "photos:", "photograph:", "picture:",
    "pictured:", "caption:", "file photo", "share this", "share on",
    "related:", "related articles", "related stories", "related topics",
    "more on this story", "editor's note", "editors' note",
    "correction:", "clarification:", "copyright", "all rights reserved",
    "last updated",
    "published:", "updated:", "posted:", "source:", "reporting by",
    "writing by", "editing by", "additional reporting", "have you got a story",
    "do you have a story", "join the conversation", "leave a comment",
    "view comments", "this article was originally", "this story was originally",
    "this article originally appeared", "this story has been updated",
    "this is a developing story", "this video can not be played",
    "to play this video", "javascript is", "please enable", "by clicking",
    "newsletter", "for the latest", "send story ideas", "what do you think",
    "let us know", "get the latest", "download the",
    // French, German, Spanish
    "lire aussi", "lire plus", "à lire", "a lire", "lire la suite",
    "voir aussi", "à voir aussi", "écouter:", "légende", "crédit photo",
    "lesen sie auch", "lesen sie", "mehr dazu", "weiterlesen", "siehe auch",
    "lea también", "lee también", "leer más", "ver también", "foto:",
    // Arabic, Persian, Chinese
    "اقرأ أيضا", "اقرأ المزيد", "شاهد أيضا", "بیشتر بخوانید", "بيشتر بخوانيد",
    "انتهای پیام", "点击", "责任编辑", "相关阅读", "更多"};

constexpr absl::string_view kInside[] = {"contributed to this report",
                                         "contributed to this story",
                                         "all rights reserved",
                                         "click here",
                                         "sign up for our",
                                         "sign up to our",
                                         "follow us on",
                                         "subscribe to our",
                                         "staff photographer",
                                         "/getty images",
                                         "getty images)",
                                         "(ap photo",
                                         "scroll down for video",
                                         "follow @",
                                         "@mailonline",
                                         "read more:",
                                         "no part of this",
                                         "may not be published, broadcast",
                                         "this material may not be",
                                         "terms of use",
                                         "privacy policy"};

// Announcements of key points, looked for in a short heading or in a line that
// ends with a colon.
constexpr absl::string_view kSummaryCues[] = {"key points",
                                              "key takeaways",
                                              "takeaways",
                                              "key facts",
                                              "at a glance",
                                              "in summary",
                                              "in short",
                                              "in brief",
                                              "to summarise",
                                              "to summarize",
                                              "to sum up",
                                              "in conclusion",
                                              "summing up",
                                              "highlights",
                                              "main points",
                                              "what you need to know",
                                              "tl;dr",
                                              "the essentials",
                                              "en résumé",
                                              "points clés",
                                              "l'essentiel",
                                              "en bref",
                                              "à retenir",
                                              "zusammenfassend",
                                              "zusammengefasst",
                                              "auf einen blick",
                                              "das wichtigste",
                                              "die wichtigsten punkte",
                                              "kurz gesagt",
                                              "en resumen",
                                              "puntos clave",
                                              "lo esencial",
                                              "en síntesis",
                                              "باختصار",
                                              "أبرز النقاط",
                                              "أهم النقاط",
                                              "خلاصة",
                                              "ملخص",
                                              "به طور خلاصه",
                                              "نکات کلیدی",
                                              "نكات مهم",
                                              "خلاصه",
                                              "总之",
                                              "综上所述",
                                              "要点",
                                              "总结"};

// A closing list is followed by no more than this.
constexpr size_t kClosingParagraphs = 2;
constexpr size_t kClosingShare = 6;  // at most one part in so many of the text

// Four bytes as a small number, which differs for most.
constexpr size_t kPrintBytes = 4;
constexpr size_t kPrints = 4096;
size_t PrintAt(absl::string_view text, size_t at) {
  uint32_t bytes = 0;
  std::memcpy(&bytes, text.data() + at, kPrintBytes);
  return (bytes * 2654435761U) >> 20;
}

bool HasEnd(absl::string_view sentence) {
  for (absl::string_view closer :
       {"\"", "'", "”", "’", "»", ")", "]", "」", "）"}) {
    if (absl::EndsWith(sentence, closer)) sentence.remove_suffix(closer.size());
  }
  for (absl::string_view end :
       {".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔", ":", ";"}) {
    if (absl::EndsWith(sentence, end)) return true;
  }
  return false;
}

bool EndsWithColon(absl::string_view text) {
  return absl::EndsWith(text, ":") || absl::EndsWith(text, "：");
}

bool Announces(const SourceBlock& block) {
  const absl::string_view text = absl::StripAsciiWhitespace(block.text);
  if (block.kind == BlockKind::kListItem) return false;
  const bool is_title =
      block.kind == BlockKind::kHeading || (!HasEnd(text) && text.size() < 100);
  if (!is_title && !EndsWithColon(text)) return false;
  const std::string folded = text::Fold(text);
  for (absl::string_view cue : kSummaryCues) {
    if (absl::StrContains(folded, cue)) return true;
  }
  return false;
}

// Whether any of kInside stands in the text: in one pass, since nearly no
// sentence holds one.
bool HoldsPiece(absl::string_view folded) {
  static const auto* const starts = [] {
    auto* prints = new std::bitset<kPrints>;
    for (absl::string_view piece : kInside) prints->set(PrintAt(piece, 0));
    return prints;
  }();
  for (size_t i = 0; i + kPrintBytes <= folded.size(); ++i) {
    if (!starts->test(PrintAt(folded, i))) continue;
    const absl::string_view rest = folded.substr(i);
    if (std::any_of(std::begin(kInside), std::end(kInside),
                    [rest](absl::string_view piece) {
                      return absl::StartsWith(rest, piece);
                    }))
      return true;
  }
  return false;
}

}  // namespace

bool IsBoilerplate(absl::string_view sentence, int words) {
  const std::string folded = text::Fold(sentence);
  for (absl::string_view opening : kOpenings) {
    // Few begin alike.
    if (!folded.empty() && folded[0] == opening[0] &&
        absl::StartsWith(folded, opening)) {
      return true;
    }
  }
  if (HoldsPiece(folded)) return true;
  if (words <= 12 && absl::StartsWith(folded, "by ") && !HasEnd(sentence))
    return true;
  return words < 8 && !HasEnd(sentence);
}

std::vector<bool> FindOwnSummary(const std::vector<SourceBlock>& blocks) {
  std::vector<bool> own(blocks.size(), false);
  size_t total = 0;
  for (const SourceBlock& block : blocks) total += block.text.size();
  for (size_t i = 0; i + 1 < blocks.size(); ++i) {
    if (blocks[i + 1].kind != BlockKind::kListItem || !Announces(blocks[i]))
      continue;
    size_t end = i + 1;
    while (end < blocks.size() && blocks[end].kind == BlockKind::kListItem)
      ++end;
    for (size_t j = i; j < end; ++j) own[j] = true;
    size_t rest = 0;
    bool only_paragraphs = true;
    for (size_t j = end; j < blocks.size(); ++j) {
      rest += blocks[j].text.size();
      only_paragraphs =
          only_paragraphs && blocks[j].kind == BlockKind::kParagraph;
    }
    // Not the list at the top, which the article itself follows.
    const bool closes = i > 0 && only_paragraphs &&
                        blocks.size() - end <= kClosingParagraphs &&
                        rest * kClosingShare <= total;
    for (size_t j = end; closes && j < blocks.size(); ++j) own[j] = true;
  }
  return own;
}

size_t DatelineLength(absl::string_view sentence) {
  constexpr absl::string_view kAgencies[] = {
      "(CNN)",          "(Reuters)",   "(REUTERS)", "(AP)",     "(AFP)",
      "(UPI)",          "(dpa)",       "(DPA)",     "(Xinhua)", "(EFE)",
      "(ANSA)",         "(TASS)",      "(IANS)",    "(PTI)",    "(WAFA)",
      "(CBS News)",     "(Bloomberg)", "(IRNA)",    "(BBC)",    "(RNS)",
      "(CNN Business)", "(CNS)"};
  constexpr size_t kLongestPlace = 60;
  const size_t open = sentence.find('(');
  if (open == absl::string_view::npos || open > kLongestPlace) return 0;
  const absl::string_view place = sentence.substr(0, open);
  // Before the agency only a place: capitalised words, none of them followed by
  // a sentence's end.
  bool starts_word = true;
  int small_words = 0;
  for (const char byte : place) {
    const auto c = static_cast<unsigned char>(byte);
    if (starts_word && absl::ascii_islower(c)) ++small_words;
    if (c == ':' || c == '"' || c == '?' || c == '!') return 0;
    starts_word = c == ' ';
  }
  if (small_words > 0) return 0;
  for (absl::string_view agency : kAgencies) {
    if (!absl::StartsWith(sentence.substr(open), agency)) continue;
    size_t at = open + agency.size();
    const auto skip_spaces = [&] {
      while (at < sentence.size() &&
             absl::ascii_isspace(static_cast<unsigned char>(sentence[at])))
        ++at;
    };
    skip_spaces();
    for (absl::string_view dash : {"---", "--", "-", "—", "–"}) {
      if (absl::StartsWith(sentence.substr(at), dash)) {
        at += dash.size();
        break;
      }
    }
    skip_spaces();
    const absl::string_view rest = sentence.substr(at);
    if (rest.empty()) return 0;
    const auto first = static_cast<unsigned char>(rest[0]);
    const bool opens_sentence = first >= 0x80 || absl::ascii_isupper(first) ||
                                absl::ascii_isdigit(first) || first == '"' ||
                                first == '\'' || first == '$';
    return opens_sentence && text::CountWords(rest) >= 5 ? at : 0;
  }
  return 0;
}

}  // namespace byline::summary
