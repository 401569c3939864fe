#include "common/text/abbreviations.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/strings/ascii.h>
#include <absl/strings/str_split.h>

#include <string>

namespace byline::text {
namespace {

using Words = absl::flat_hash_set<absl::string_view>;
using Kinds = absl::flat_hash_map<absl::string_view, StopAfter>;

struct Group {
  absl::string_view language;
  StopAfter kind;
  absl::string_view words;
};

// Words as they are written; an all-capital form ("DR") counts as well. English
// ones hold for every language without a list of its own.
constexpr Group kGroups[] = {
    // clang-format off
    {"en", StopAfter::kNever,
     "Mr Mrs Ms Mx Dr Drs Prof Profs Sen Sens Rep Reps Gov Govs Gen Lt Col Sgt Capt Cmdr Cdr Adm Rev Hon Pres Maj Cpl Pvt Spc Supt "
     "Det Insp Messrs Mme Mmes Mlle Msgr Fr Br Brig Comdr Ens Amb Asst Assoc Atty Dep Dir Treas Sec Gens Lts Cols vs v viz "
     "e.g i.e eg ie cf approx Mt Mts Ft Pt Ste Ph dept Univ Sra Srta Herr Frau"},
    {"en", StopAfter::kBeforeNumber,
     "No Nos no nos Nr Fig fig Figs Vol vol Vols Ch ch Art art Sec sec Sect p pp pg pgs para ver ca c Sun Mon Tue Tues Wed Thu Thur Thurs Fri "
     "Sat Mar Jun Jul cl N° n° Nº nº est circa tel Tel ext Ext op Op Ed ed Vs"},
    {"en", StopAfter::kBeforeName, "St Sts"},
    {"en", StopAfter::kMayEnd,
     "Inc Co co Corp Ltd LLC L.L.C Cos Bros Jr Sr Esq Ph.D M.D M.B.A B.A M.A B.Sc M.Sc D.D.S R.N J.D Jan Feb Apr Aug Sept Sep Oct Nov Dec "
     "Ave Blvd Rd st Pl Sq Hwy Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn "
     "Tenn Tex Va Vt Wash Wis Wyo Ala Ont Que Intl Natl Assn Dist Gov't Mfg Plc plc S.A A.G N.V B.V al mln bln tln"},
    {"en", StopAfter::kEndsAtCapital, "etc cm mm kg km lb lbs oz hr hrs min mins sq cu mph yd yds"},
    {"fr", StopAfter::kNever,
     "M MM Mme Mmes Mlle Mlles Me Mes Dr Drs Pr Mgr St Ste Sts cf ex env av apr c.-à-d p.ex éd vs Gal Cdt Cne Col Lt Sgt chap"},
    {"fr", StopAfter::kBeforeNumber, "p pp art n no nos vol fig tél janv févr juil sept oct nov déc bd"},
    {"fr", StopAfter::kMayEnd, "Jr Sr Inc Co Ltd Corp Cie J.-C J.C"},
    {"fr", StopAfter::kEndsAtCapital, "etc"},
    {"de", StopAfter::kNever,
     "Dr Prof Hr Hrn Fr St Dipl Ing Mag Med med phil jur rer nat habil bzw ca evtl ggf inkl exkl max min sog vgl z d u o i s a.d z.B d.h u.a o.ä "
     "u.U z.T i.d.R v.a z.Zt z.Hd Abs Bd geb gest Jh Jhdt Hl dt engl frz österr ehem ev kath röm einschl zzgl abzgl allg bes betr bspw "
     "etw gem gegr insb insbes jew lt mtl od rd techn tgl urspr usf verh versch vorm wiss zit zw Mr Mrs Ms Kfm Bgm Abg Stv stv Gen Lt Hptm K.-o K.o B.v"},
    {"de", StopAfter::kBeforeNumber, "Nr Nrn Art Abb S Seite Kap Ziff Tel Anm Aufl Jg Bl Zl Z"},
    {"de", StopAfter::kMayEnd,
     "Mio Mrd Str Inc Co Ltd Corp Jr Sr Jan Feb Mär Apr Jun Jul Aug Sept Sep Okt Nov Dez a.D v.Chr n.Chr Chr Std Min Sek"},
    {"de", StopAfter::kEndsAtCapital, "usw etc uvm u.v.m o.Ä"},
    {"es", StopAfter::kNever,
     "Sr Sra Sres Sras Srta Dr Dra Dres Prof Profa D Dª Dña Lic Ing Arq Gral Cnel Cap Tte Sgto Mons Fr Sto Sta Ud Uds Vd Vds p.ej ej vs Excmo Excma "
     "EE Av Avda Pza"},
    {"es", StopAfter::kBeforeNumber, "núm núms n.º No pág págs p pp art arts vol fig cap tel aprox"},
    {"es", StopAfter::kMayEnd, "EE.UU S.A S.L C.V Cía Inc Co Corp Ltd Jr a.C d.C a.m p.m"},
    {"es", StopAfter::kEndsAtCapital, "etc"},
    {"it", StopAfter::kNever,
     "Sig Sigg Sig.ra Sigra Dott Dott.ssa Dr Prof Prof.ssa Ing Avv Arch Rag Geom On Sen Gen Col Cap Ten Mons Don S SS es cfr ad.es p.es Gent Egr vs "
     "Spett Rev"},
    {"it", StopAfter::kBeforeNumber, "n nn pag pagg p pp art artt vol fig cap tel nr"},
    {"it", StopAfter::kMayEnd, "S.p.A S.r.l Inc Co Corp Ltd Jr a.C d.C"},
    {"it", StopAfter::kEndsAtCapital, "ecc etc"},
    {"pt", StopAfter::kNever,
     "Sr Sra Srs Sras Srta Dr Dra Drs Prof Profa Eng Exmo Exma D Dom Gen Cel Cap Ten Sgto Pe Sto Sta V.Ex.ª p.ex ex vs Av"},
    {"pt", StopAfter::kBeforeNumber, "n nº núm pág págs p pp art arts vol fig cap tel aprox"},
    {"pt", StopAfter::kMayEnd, "S.A Ltda Cia Inc Co Corp Ltd Jr a.C d.C"},
    {"pt", StopAfter::kEndsAtCapital, "etc"},
    {"nl", StopAfter::kNever,
     "dhr mevr mw Dhr Mevr Mw drs Drs dr Dr ir Ir mr Mr ing prof Prof ds bijv bv ca evt incl excl o.a m.b.t d.w.z t.o.v i.v.m m.a.w t.a.v a.u.b "
     "resp vgl zgn St jl vs"},
    {"nl", StopAfter::kBeforeNumber, "nr nrs blz pag p art afb tel"},
    {"nl", StopAfter::kMayEnd, "N.V B.V Inc Co Ltd jr sr v.Chr n.Chr"},
    {"nl", StopAfter::kEndsAtCapital, "enz etc e.d"},
    {"ru", StopAfter::kNever, "т.е т.н т им ул пр пл пер наб проф акад доц ред см ср напр стр св тел гр гл чл зам ген полк о-в обл пос дер"},
    {"ru", StopAfter::kBeforeNumber, "рис табл с п ст"},
    {"ru", StopAfter::kMayEnd, "г гг в вв руб коп тыс чел н.э"},
    {"ru", StopAfter::kEndsAtCapital, "т.д т.п др проч"},
    {"uk", StopAfter::kNever, "т.зв ім вул пл проф акад див напр обл"},
    {"uk", StopAfter::kMayEnd, "р рр ст грн тис"},
    {"uk", StopAfter::kEndsAtCapital, "т.д т.п ін"},
    // clang-format on
};

struct Openers {
  absl::string_view language;
  absl::string_view words;
};

constexpr Openers kOpeners[] = {
    // clang-format off
    {"en",
     "The A An In On At It It's He He's She She's They They're We We're You I I'm I've But And This That That's These Those His Her Their Our My Its "
     "For As How What What's Who When Why Where Which There There's Here If So Then After Before While Since Although Though However Meanwhile Most "
     "Some Many Both Each Another Other Others Also Not No Yes Now Even Just Only With From By To Do Did Does Didn't Don't Is Isn't Are Was Were Has "
     "Have Had Can Could Should Would Let Let's Please Once During Under Between Among Through Until Despite Because All Any Several Such "
     "Instead Still Yet Or Nor Earlier Later Last Next Today Yesterday Officials According Police Critics Analysts Experts Nearly About More Few "
     "Every Neither Either Whether Like Unlike Without Within Over Perhaps Maybe Those One"},
    {"fr", "Le La Les L L' Un Une Des Il Elle Ils Elles On Nous Vous Je Ce C Cette Ces Cet Mais Et Ou Où En Dans Sur Pour Par Selon Si Son Sa Ses "
           "Leur Leurs Qui Que Quand Comment Pourquoi Après Avant Depuis Pendant Au Aux À Tous Toutes Plus Lors Alors Ainsi Cependant Toutefois D'"},
    {"de", "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ihr Ich Man In Im Am An Auf Bei Mit Nach Von Vom Vor Zu Zum Zur Für Aber "
           "Und Oder Doch Denn Wenn Als Da Dann So Auch Nur Noch Schon Wie Was Wer Wo Warum Diese Dieser Dieses Diesen Seine Ihre Seit Während "
           "Laut Dort Hier Zudem Außerdem Allerdings Jedoch Nicht Kein Keine Bis Um Unter Über Durch Gegen Ohne Dabei Damit Darauf"},
    {"es", "El La Los Las Un Una Unos Unas Él Ella Ellos Ellas Lo En De Por Para Con Según Pero Y O Si Su Sus Este Esta Estos Estas Ese Esa Al Tras "
           "Como Cuando Donde Qué Quién Cómo Más No Ya Se También Además Sin Desde Hasta Entre Sobre Durante Aunque Mientras Yo Nosotros"},
    {"it", "Il Lo La I Gli Le Un Uno Una L L' Lui Lei Loro Egli In Di Da Per Con Su Ma E O Se Secondo Anche Come Quando Dove Chi Che Cosa Perché Questo "
           "Questa Questi Non Dopo Prima Durante Nel Nella Dal Dalla Al Alla Sono È"},
    {"pt", "O A Os As Um Uma Ele Ela Eles Elas Em No Na Nos Nas De Do Da Por Para Com Segundo Mas E Ou Se Seu Sua Este Esta Esse Essa Ao À Após Como "
           "Quando Onde Que Quem Não Já Também Além Sem Desde Até Entre Sobre Durante Embora Enquanto Eu Nós"},
    {"nl", "De Het Een Hij Zij Ze Wij We Ik Je Er In Op Van Voor Met Bij Naar Uit Aan Door Maar En Of Als Dan Dat Die Dit Deze Zijn Haar Hun Ook Nog Niet "
           "Geen Volgens Na Sinds Toen Wat Wie Waar Hoe"},
    {"ru", "В На С По Из К У О За От Для Он Она Оно Они Мы Вы Я Это Этот Эта Эти Как Что Кто Где Когда Но А И Или Если Также Однако При После До Все Так "
           "Его Её Их Не Уже Ещё"},
    // clang-format on
};

constexpr absl::string_view kTitles =
    "Mr Mrs Ms Dr Prof Sen Rep Gov Gen Lt Col Sgt Capt Adm Rev Hon Pres Maj";
constexpr absl::string_view kReportingVerbs =
    "said says say asked asks told tells added adds replied replies wrote "
    "writes shouted cried called exclaimed answered joked recalled insisted "
    "warned wondered tweeted explained continued concluded declared announced "
    "noted argued demanded quipped yelled screamed whispered muttered "
    "responded claimed admitted agreed commented complained promised reads "
    "read goes went";
constexpr absl::string_view kTimeWords =
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed "
    "Thu Thurs Fri Sat Sun January February March April May June July "
    "August September October November December Jan Feb Mar Apr Jun Jul Aug "
    "Sept Sep Oct Nov Dec EST EDT ET CST CDT CT MST MDT MT PST PDT PT "
    "GMT BST CET CEST UTC IST EAT WAT AEST Eastern Central Mountain Pacific "
    "Greenwich";
constexpr absl::string_view kOrdinalLanguages =
    "de da nb nn no fi cs sk hu sl hr sr bs et lv lt tr is fo pl";

// "A b C" as a set; made once by each caller's static.
const Words* MakeWords(absl::string_view list) {
  return new Words(absl::StrSplit(list, ' '));
}

const absl::flat_hash_map<absl::string_view, Kinds>& Abbreviations() {
  static const auto* const made = [] {
    auto* map = new absl::flat_hash_map<absl::string_view, Kinds>;
    for (const Group& group : kGroups) {
      for (const absl::string_view word : absl::StrSplit(group.words, ' ')) {
        (*map)[group.language].emplace(word, group.kind);
      }
    }
    return map;
  }();
  return *made;
}

const absl::flat_hash_map<absl::string_view, Words>& OpenersByLanguage() {
  static const auto* const made = [] {
    auto* map = new absl::flat_hash_map<absl::string_view, Words>;
    for (const Openers& openers : kOpeners) {
      (*map)[openers.language] = absl::StrSplit(openers.words, ' ');
    }
    return map;
  }();
  return *made;
}

// The entry of a language, English where it has none.
template <typename Map>
const typename Map::mapped_type& Of(const Map& map,
                                    absl::string_view language) {
  const auto found = map.find(language);
  return found != map.end() ? found->second : map.at("en");
}

bool IsAllCapitals(absl::string_view word) {
  for (const char c : word) {
    if (!absl::ascii_isupper(static_cast<unsigned char>(c))) return false;
  }
  return word.size() > 1;
}

}  // namespace

StopAfter AbbreviationOf(absl::string_view word,
                         absl::string_view primary_language) {
  const Kinds& kinds = Of(Abbreviations(), primary_language);
  auto found = kinds.find(word);
  if (found == kinds.end() && IsAllCapitals(word) && word != "NO" &&
      word != "SAT" && word != "SUN" && word != "MAR" && word != "ART") {
    std::string capitalised = absl::AsciiStrToLower(word);
    capitalised[0] = word[0];
    found = kinds.find(capitalised);
  }
  return found == kinds.end() ? StopAfter::kOrdinary : found->second;
}

bool OpensSentence(absl::string_view word, absl::string_view primary_language) {
  return Of(OpenersByLanguage(), primary_language).contains(word);
}

bool IsTitle(absl::string_view word) {
  static const Words* const words = MakeWords(kTitles);
  return words->contains(word);
}

bool IsReportingVerb(absl::string_view word) {
  static const Words* const words = MakeWords(kReportingVerbs);
  return words->contains(word);
}

bool IsTimeWord(absl::string_view word) {
  static const Words* const words = MakeWords(kTimeWords);
  return words->contains(word);
}

bool WritesOrdinalsWithStop(absl::string_view primary_language) {
  static const Words* const words = MakeWords(kOrdinalLanguages);
  return words->contains(primary_language);
}

}  // namespace byline::text
