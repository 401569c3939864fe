#include "services/summary/core/claims/claim_words.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/match.h>
#include <absl/strings/str_split.h>

namespace byline::summary {
namespace {

ClaimWordSet* Words(absl::string_view list) {
  return new ClaimWordSet(absl::StrSplit(list, ' ', absl::SkipEmpty()));
}

const ClaimWordSet& Negators(absl::string_view primary) {
  // clang-format off
  static const auto* const kEnglish = Words(
      "not no never without none nobody nothing neither nor cannot nowhere "
      "deny denies denied denying denial refuse refuses refused refusing "
      "refusal ain't cant");
  static const auto* const kFrench = Words(
      "ne pas jamais aucun aucune sans rien ni nullement refuse refusé nie nié "
      "dément démenti");
  static const auto* const kGerman = Words(
      "nicht kein keine keinen keinem keiner keines nie niemals ohne weder noch "
      "niemand nichts keinerlei nirgends");
  static const auto* const kSpanish = Words(
      "no nunca jamás sin ningún ninguna ninguno tampoco nada nadie niega negó "
      "rechazó");
  static const auto* const kArabic = Words(
      "لا لم لن لیس لیست لیسوا بدون دون غیر ولا ولم ولن ولیس عدم نفی نفت رفض");
  static const auto* const kPersian = Words(
      "نه نیست نیستند نبود نبودند نشد نشده نشدند نمی نکرد نکرده نکردند نکند "
      "نداد نداده ندارد ندارند نداشت نداشته نداشتند نخواهد نخواهند نباید نتوانست "
      "نتوانند نرسید نرفت نگفت نگرفت هیچ بدون هرگز عدم غیر نشود نشوند نباشد");
  static const auto* const kChinese = Words("不 没 未 无 非 沒 無");
  static const auto* const kNone = new ClaimWordSet;
  // clang-format on
  if (primary.empty() || primary == "en") return *kEnglish;
  if (primary == "fr") return *kFrench;
  if (primary == "de") return *kGerman;
  if (primary == "es") return *kSpanish;
  if (primary == "ar") return *kArabic;
  if (primary == "fa") return *kPersian;
  if (primary == "zh") return *kChinese;
  return *kNone;
}

}  // namespace

bool IsNegator(absl::string_view form, absl::string_view primary) {
  if (Negators(primary).contains(form)) return true;
  if (primary.empty() || primary == "en") return absl::EndsWith(form, "n't");
  if (primary == "fr") return absl::StartsWith(form, "n'");
  // "نمی‌شود", written as one word.
  if (primary == "fa") return absl::StartsWith(form, "نمی");
  return false;
}

bool LeansToNo(absl::string_view form) {
  static const auto* const kWords = Words(
      "fail fails failed failing failure lack lacks lacked lacking unable "
      "unlikely impossible prevent prevents prevented preventing stop stops "
      "stopped stopping avoid avoids avoided avoiding ban bans banned banning "
      "halt halts halted dismiss dismisses dismissed dismissing reject rejects "
      "rejected rejecting rejection dispute disputes disputed false untrue "
      "barely hardly rarely seldom unclear unknown missing absence "
      "declined declines decline declining opposed opposes oppose unhurt "
      "unharmed uninjured block blocks blocked forbidden forbids prohibits "
      "prohibited illegal");
  return kWords->contains(form);
}

bool IsStrongHedge(absl::string_view form) {
  static const auto* const kWords = Words(
      "allegedly alleged allege alleges alleging allegation allegations "
      "reportedly reported suspected suspect suspects suspicion accused accuse "
      "accuses accusing accusation accusations purported purportedly "
      "supposedly "
      "apparently rumored rumoured rumors rumours unconfirmed believed thought "
      "claimed claim claims claiming charged charges feared presumed");
  return kWords->contains(form);
}

bool IsWeakHedge(absl::string_view form) {
  static const auto* const kWords = Words(
      "may might could possibly possible perhaps maybe probably probable "
      "likely "
      "potential potentially appear appears appeared appearing seem seems "
      "seemed seemingly expected expects expect apparent would should can "
      "unlikely plans planned planning hope hopes hoped hoping if whether "
      "threatened threatens threat proposed proposes considering fear fears "
      "risk unclear preliminary");
  return kWords->contains(form);
}

bool MakesDoubtful(absl::string_view form) {
  static const auto* const kWords = Words(
      "may might could possibly possible perhaps maybe probably probable "
      "likely "
      "potentially seemingly");
  return kWords->contains(form);
}

bool IsReporting(absl::string_view form) {
  static const auto* const kWords = Words(
      "said says say saying told tells telling added adds adding wrote writes "
      "tweeted noted noting argued argues argue claimed claiming insisted "
      "insists insist stated stating remarked declared declares declaring "
      "explained explains explain announced announces warned warns warn "
      "according admitted admits admit posted replied recalled recalls "
      "concluded concludes testified commented urged asserted asserts stressed "
      "emphasized emphasised acknowledged acknowledges conceded "
      "predicted predicts alleges alleged denies denied confirms confirmed "
      "reveals revealed reported suggested suggests vowed vows promised "
      "complained joked responded describes described believes "
      "dit déclaré déclare affirmé affirme expliqué explique ajouté ajoute "
      "selon estime estimé indiqué indique souligne souligné raconte confie "
      "assure assuré écrit précise précisé poursuit confié regrette conclut "
      "sagte sagt sagten erklärte erklärt meinte meint betonte betont laut "
      "schrieb schreibt kritisierte gesagt "
      "dijo dice afirmó declaró explicó añadió según aseguró señaló indicó "
      "escribió");
  return kWords->contains(form);
}

bool MayReport(absl::string_view form) {
  static const auto* const kWords = Words("claims reports notes states reads");
  return kWords->contains(form);
}

bool IsPersonalPronoun(absl::string_view form) {
  static const auto* const kWords = Words(
      "he she they we i you it who him her them his their its that which "
      "he's she's they're");
  return kWords->contains(form);
}

int SpeakerGroup(absl::string_view form) {
  static const auto* const kGroups = [] {
    constexpr absl::string_view kLists =
        "police policeman policewoman officer officers cops cop authorities "
        "investigators investigator detective detectives sheriff deputies "
        "troopers constabulary inspector sergeant superintendent constable "
        "lapd nypd department official officials|"
        "spokesman spokeswoman spokesperson company firm statement "
        "representative rep representatives|"
        "lawyer lawyers attorney attorneys solicitor barrister counsel defense "
        "defence suit lawsuit complaint petition|"
        "prosecutor prosecutors prosecution indictment affidavit documents "
        "complaint court|"
        "doctor doctors physician physicians hospital medics surgeon surgeons|"
        "scientist scientists researcher researchers study authors author "
        "expert experts professor paper analysis report|"
        "witness witnesses bystander bystanders neighbor neighbors neighbour "
        "neighbours resident residents|"
        "government ministry minister official officials administration "
        "president|"
        "mother father parent parents family mom mum dad son daughter brother "
        "sister wife husband relatives";
    auto* groups = new absl::flat_hash_map<absl::string_view, int>;
    int group = 0;
    for (absl::string_view list : absl::StrSplit(kLists, '|')) {
      ++group;
      for (absl::string_view word :
           absl::StrSplit(list, ' ', absl::SkipEmpty()))
        groups->try_emplace(word, group);
    }
    return groups;
  }();
  const auto at = kGroups->find(form);
  return at == kGroups->end() ? 0 : at->second;
}

const ClaimWordSet& ConjunctionsOfClauses() {
  static const auto* const kWords = Words(
      "but although though while whereas because unless until mais aber "
      "sondern "
      "pero aunque weil obwohl");
  return *kWords;
}

bool IsTitleWord(absl::string_view form) {
  static const auto* const kWords = Words(
      "mr mrs ms miss dr sir lord lady dame prof professor president minister "
      "prime secretary senator sen rep gov governor mayor judge justice chief "
      "officer sgt sergeant capt captain lt lieutenant col colonel gen general "
      "detective inspector superintendent constable king queen prince princess "
      "pope rev reverend father sister coach director chairman chairwoman ceo "
      "st saint mt jr sr representative former ex attorney sheriff pm star "
      "actor actress singer m mme mlle monsieur madame herr frau dr señor "
      "señora don doña");
  return kWords->contains(form);
}

int CalendarWord(absl::string_view form, absl::string_view primary) {
  using Numbers = absl::flat_hash_map<absl::string_view, int>;
  // Seven days, then twelve months; other spellings behind a stroke.
  constexpr absl::string_view kLists[][2] = {
      {"en",
       "monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thurs "
       "friday/fri "
       "saturday/sat sunday/sun january/jan february/feb march/mar april/apr "
       "may "
       "june/jun july/jul august/aug september/sept/sep october/oct "
       "november/nov "
       "december/dec"},
      {"fr",
       "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février "
       "mars "
       "avril mai juin juillet août septembre octobre novembre décembre"},
      {"de",
       "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag "
       "januar/jänner februar märz april mai juni juli august september "
       "oktober "
       "november dezember"},
      {"es",
       "lunes martes miércoles jueves viernes sábado domingo enero febrero "
       "marzo "
       "abril mayo junio julio agosto septiembre octubre noviembre diciembre"}};
  static const auto* const kNumbers = [&] {
    auto* languages = new absl::flat_hash_map<absl::string_view, Numbers>;
    for (const auto& list : kLists) {
      int number = 0;
      for (absl::string_view spellings : absl::StrSplit(list[1], ' ')) {
        number += number == 7 ? 4 : 1;
        for (absl::string_view word : absl::StrSplit(spellings, '/'))
          (*languages)[list[0]].try_emplace(word, number);
      }
    }
    return languages;
  }();
  const auto numbers = kNumbers->find(primary.empty() ? "en" : primary);
  if (numbers == kNumbers->end()) return 0;
  const auto at = numbers->second.find(form);
  return at == numbers->second.end() ? 0 : at->second;
}

absl::string_view CanonicalName(absl::string_view form) {
  static const auto* const kNames = [] {
    constexpr absl::string_view kLists[] = {
        "u.s america american americans usa states u.s.",
        "uk britain british briton britons brits brit",
        "eu european europe europeans",
        "un nations",
        "gop republican republicans",
        "dems democrat democrats democratic dem",
        "france french",
        "spain spanish spaniard",
        "poland polish pole poles",
        "ireland irish",
        "scotland scottish scots scot",
        "wales welsh",
        "netherlands dutch holland",
        "denmark danish danes dane",
        "greece greek greeks",
        "isis isil",
        "philippines filipino filipinos philippine",
        "england english",
        "norway norwegian norwegians",
        "switzerland swiss",
        "la angeles",
        "ny nyc york",
        "dc washington d.c"};
    auto* names = new absl::flat_hash_map<absl::string_view, absl::string_view>;
    for (absl::string_view list : kLists) {
      const std::vector<absl::string_view> words = absl::StrSplit(list, ' ');
      for (absl::string_view word : words) names->try_emplace(word, words[0]);
    }
    return names;
  }();
  const auto at = kNames->find(form);
  return at == kNames->end() ? form : at->second;
}

}  // namespace byline::summary
