#include "services/summary/core/claims/quantity_words.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/strings/match.h>
#include <absl/strings/str_split.h>

#include <string>

namespace byline::summary {
namespace {

using Numbers = absl::flat_hash_map<absl::string_view, double>;
using Units = absl::flat_hash_map<absl::string_view, absl::string_view>;

struct Sign {
  absl::string_view sign;
  absl::string_view unit;
};

constexpr Sign kSigns[] = {
    {"US$", "usd"},    {"$", "usd"},    {"£", "gbp"},     {"€", "eur"},
    {"¥", "yen"},      {"₹", "rupee"},  {"%", "percent"}, {"٪", "percent"},
    {"％", "percent"}, {"°", "degree"}, {"￥", "yen"},    {"₽", "rouble"}};

// Lists begin with the number of their first word; "-" leaves one out.
void Add(double first, double step, absl::string_view list, Numbers* numbers) {
  double value = first;
  for (absl::string_view word : absl::StrSplit(list, ' ')) {
    numbers->try_emplace(word, value);
    value += step;
  }
}

const Numbers& NumberWords(absl::string_view primary) {
  static const auto* const kEnglish = [] {
    auto* n = new Numbers;
    Add(2, 1,
        "two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen",
        n);
    Add(20, 10, "twenty thirty forty fifty sixty seventy eighty ninety", n);
    Add(3, 1, "third fourth fifth sixth seventh eighth ninth tenth", n);
    Add(2, 1, "twice", n);
    Add(12, 1, "dozen", n);
    return n;
  }();
  static const auto* const kFrench = [] {
    auto* n = new Numbers;
    Add(2, 1,
        "deux trois quatre cinq six sept huit neuf dix onze douze treize "
        "quatorze quinze seize",
        n);
    Add(20, 10, "vingt trente quarante cinquante soixante", n);
    return n;
  }();
  static const auto* const kGerman = [] {
    auto* n = new Numbers;
    Add(2, 1,
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn "
        "vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
        n);
    Add(20, 10,
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", n);
    // As folding writes it.
    Add(5, 1, "fuenf", n);
    Add(30, 10, "dreissig", n);
    return n;
  }();
  static const auto* const kSpanish = [] {
    auto* n = new Numbers;
    Add(2, 1,
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece "
        "catorce quince",
        n);
    Add(20, 10, "veinte treinta cuarenta cincuenta sesenta setenta", n);
    return n;
  }();
  static const auto* const kArabic = [] {
    auto* n = new Numbers;
    Add(3, 1, "ثلاثه اربعه خمسه سته سبعه ثمانیه تسعه عشره", n);
    Add(3, 1, "ثلاث اربع خمس ست سبع ثمانی تسع عشر", n);
    Add(20, 10, "عشرین ثلاثین اربعین خمسین ستین سبعین ثمانین تسعین", n);
    return n;
  }();
  static const auto* const kPersian = [] {
    auto* n = new Numbers;
    Add(2, 1, "دو سه چهار پنج شش هفت هشت - ده یازده دوازده", n);
    Add(20, 10, "بیست سی چهل پنجاه شصت هفتاد هشتاد نود", n);
    return n;
  }();
  static const auto* const kChinese = [] {
    auto* n = new Numbers;
    Add(2, 1, "二 三 四 五 六 七 八 九 十", n);
    Add(2, 1, "两", n);
    return n;
  }();
  static const auto* const kNone = new Numbers;
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

double NumberWord(absl::string_view form, absl::string_view primary_language) {
  const Numbers& numbers = NumberWords(primary_language);
  const auto at = numbers.find(form);
  return at == numbers.end() ? -1 : at->second;
}

double ScaleWord(absl::string_view form) {
  static const auto* const kScales =
      new Numbers{{"hundred", 100},   {"cents", 100},      {"cent", 100},
                  {"hundert", 100},   {"百", 100},         {"thousand", 1e3},
                  {"k", 1e3},         {"mille", 1e3},      {"tausend", 1e3},
                  {"mil", 1e3},       {"千", 1e3},         {"الف", 1e3},
                  {"الاف", 1e3},      {"هزار", 1e3},       {"万", 1e4},
                  {"萬", 1e4},        {"lakh", 1e5},       {"million", 1e6},
                  {"millions", 1e6},  {"m", 1e6},          {"mn", 1e6},
                  {"mln", 1e6},       {"millionen", 1e6},  {"mio", 1e6},
                  {"millones", 1e6},  {"millón", 1e6},     {"ملیون", 1e6},
                  {"ملایین", 1e6},    {"میلیون", 1e6},     {"亿", 1e8},
                  {"億", 1e8},        {"billion", 1e9},    {"billions", 1e9},
                  {"bn", 1e9},        {"b", 1e9},          {"milliard", 1e9},
                  {"milliards", 1e9}, {"milliarden", 1e9}, {"milliarde", 1e9},
                  {"mrd", 1e9},       {"میلیارد", 1e9},    {"ملیار", 1e9},
                  {"trillion", 1e12}, {"tn", 1e12}};
  const auto at = kScales->find(form);
  return at == kScales->end() ? 0 : at->second;
}

absl::string_view UnitWord(absl::string_view form) {
  static const auto* const kUnits = [] {
    constexpr absl::string_view kLists =
        "km kilometer kilometers kilometre kilometres kms kilomètres "
        "kilometern "
        "kilómetros 公里 کیلومتر کیلومتری|"
        "mile miles mi|"
        "metre meter meters metres mètres metern metros m متر متری|"
        "foot feet ft|"
        "inch inches in|"
        "yard yards yd yds|"
        "cm centimeter centimeters centimetre centimetres|"
        "mm millimeter millimeters millimetre millimetres|"
        "acre acres|"
        "hectare hectares hektar ha|"
        "kg kilogram kilograms kilo kilos kgs kilogramm کیلوگرم|"
        "gram grams g gramme grammes|"
        "lb lbs|"
        "pound pounds|"
        "gbp sterling|"
        "ounce ounces oz|"
        "ton tons tonne tonnes tonnen toneladas تن|"
        "litre litres liter liters litern litros|"
        "gallon gallons|"
        "barrel barrels bpd|"
        "pint pints|"
        "mph|"
        "kph kmh km/h|"
        "knot knots|"
        "second seconds sec secs secondes sekunden segundos 秒|"
        "minute minutes min mins minuten minutos 分钟|"
        "hour hours hr hrs heures heure stunden stunde horas 小时 ساعت|"
        "day days jours jour tage tagen días día 天 روز یوم|"
        "week weeks semaines semaine wochen woche semanas هفته|"
        "fortnight|"
        "month months mois monate monaten monat meses mes ماه شهر|"
        "year years yr yrs yearold ans années jahre jahren jahr años año 岁 "
        "سال "
        "سنه|"
        "decade decades|"
        "century centuries|"
        "percent percentage pct prozent درصد|"
        "point points|"
        "usd dollar dollars buck bucks دلار دولار 美元|"
        "cent cents|"
        "eur euro euros یورو 欧元|"
        "pence penny|"
        "yen|"
        "yuan rmb renminbi|"
        "rupee rupees rs|"
        "rouble roubles ruble rubles|"
        "franc francs franken|"
        "peso pesos|"
        "rial rials toman ریال|"
        "degree degrees celsius fahrenheit|"
        "watt watts|"
        "megawatt megawatts mw|"
        "gigawatt gigawatts gw|"
        "byte bytes|"
        "gb gigabyte gigabytes|"
        "mb megabyte megabytes|"
        "am a.m|"
        "pm p.m";
    auto* units = new Units;
    for (absl::string_view list : absl::StrSplit(kLists, '|')) {
      const std::vector<absl::string_view> words =
          absl::StrSplit(list, ' ', absl::SkipEmpty());
      for (absl::string_view word : words) units->try_emplace(word, words[0]);
    }
    return units;
  }();
  const auto at = kUnits->find(form);
  return at == kUnits->end() ? absl::string_view() : at->second;
}

absl::string_view UnitSignAtEnd(absl::string_view text) {
  for (const Sign& sign : kSigns) {
    if (absl::EndsWith(text, sign.sign)) return sign.unit;
  }
  return {};
}

absl::string_view UnitSignAtFront(absl::string_view text) {
  for (const Sign& sign : kSigns) {
    if (absl::StartsWith(text, sign.sign)) return sign.unit;
  }
  return {};
}

bool IsRoundingWord(absl::string_view form) {
  static const auto* const kWords = new absl::flat_hash_set<absl::string_view>{
      "about",         "around", "nearly",  "almost", "over",  "than",
      "approximately", "some",   "roughly", "under",  "least", "up",
      "environ",       "près",   "plus",    "rund",   "etwa",  "fast",
      "knapp",         "über",   "unos",    "casi",   "más",   "حدود",
      "نحو",           "قرابه",  "约"};
  return kWords->contains(form);
}

}  // namespace byline::summary
