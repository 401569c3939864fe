#include "common/article/phrases.h"

#include <absl/strings/match.h>
#include <absl/strings/str_replace.h>
#include <unicode/datefmt.h>
#include <unicode/locid.h>
#include <unicode/numfmt.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>

#include "common/text/language.h"

namespace byline {
namespace {

constexpr std::array<absl::string_view, 7> kLanguages = {"en", "fr", "de", "es",
                                                         "ar", "fa", "zh"};

// A phrase in each of kLanguages.
struct Row {
  Phrase phrase;
  std::array<absl::string_view, kLanguages.size()> words;
};

// In the order of the enum.
constexpr std::array<Row, kPhraseCount> kRows = {{
    // clang-format off
    {Phrase::kKeyPoints,
     {"Key points", "L’essentiel", "Das Wichtigste", "Puntos clave",
      "أبرز النقاط", "نکته‌های کلیدی", "要点"}},
    {Phrase::kChosenAutomatically,
     {"Sentences from the article, chosen automatically.", "Phrases de l’article, choisies automatiquement.", "Sätze aus dem Artikel, automatisch ausgewählt.", "Frases del artículo, elegidas automáticamente.",
      "جمل من المقال اختيرت آليًا.", "جمله‌هایی از خود مطلب که به‌طور خودکار برگزیده شده‌اند.", "以下句子由系统自动选自本文。"}},
    {Phrase::kChosenByEditors,
     {"Chosen by the editors.", "Choisi par la rédaction.", "Von der Redaktion ausgewählt.", "Elegidos por la redacción.",
      "من اختيار المحررين.", "به انتخاب تحریریه.", "由编辑选定。"}},
    {Phrase::kReadingTime,
     {"{} min read", "Lecture : {} min", "Lesezeit: {} Min.", "Lectura: {} min",
      "مدة القراءة: {} د", "زمان مطالعه: {} دقیقه", "阅读约{}分钟"}},
    {Phrase::kSimilarArticles,
     {"Similar articles", "Articles similaires", "Ähnliche Artikel", "Artículos similares",
      "مقالات مشابهة", "مطالب مشابه", "相似文章"}},
    {Phrase::kMostRead,
     {"Most read", "Les plus lus", "Meistgelesen", "Lo más leído",
      "الأكثر قراءة", "پرخواننده‌ترین‌ها", "阅读最多"}},
    {Phrase::kBothMention,
     {"Both mention {}", "Les deux articles évoquent {}", "Beide erwähnen {}", "Ambos mencionan {}",
      "كلاهما يذكر {}", "هر دو از {} یاد می‌کنند", "两篇都提到{}"}},
    {Phrase::kSameStory,
     {"Same story", "Même sujet", "Dasselbe Thema", "La misma historia",
      "القصة نفسها", "همین موضوع", "同一事件"}},
    {Phrase::kAlsoRead,
     {"Readers also read this", "Lu aussi par les lecteurs", "Das lasen andere auch", "Los lectores también leyeron esto",
      "قرأه القراء أيضًا", "خوانندگان این را هم خوانده‌اند", "读者也读了"}},
    {Phrase::kPinned,
     {"Chosen by the newsroom", "Choisi par la rédaction", "Von der Redaktion ausgewählt", "Elegido por la redacción",
      "من اختيار هيئة التحرير", "به انتخاب تحریریه", "编辑推荐"}},
    {Phrase::kSameSection,
     {"Same section: {}", "Même rubrique : {}", "Gleiches Ressort: {}", "Misma sección: {}",
      "القسم نفسه: {}", "همین بخش: {}", "同一栏目：{}"}},
    {Phrase::kSameTag,
     {"Same tag: {}", "Même mot-clé : {}", "Gleiches Schlagwort: {}", "Misma etiqueta: {}",
      "الوسم نفسه: {}", "همین برچسب: {}", "同一标签：{}"}},
    {Phrase::kSameAuthor,
     {"Also by {}", "Également de {}", "Auch von {}", "También de {}",
      "أيضًا بقلم {}", "از همین نویسنده: {}", "同一作者：{}"}},
    {Phrase::kNewer,
     {"Newer", "Plus récent", "Neuer", "Más reciente",
      "أحدث", "تازه‌تر", "较新"}},
    {Phrase::kOlder,
     {"Older", "Plus ancien", "Älter", "Más antiguo",
      "أقدم", "قدیمی‌تر", "较早"}},
    {Phrase::kSameDay,
     {"Same day", "Le même jour", "Am selben Tag", "El mismo día",
      "في اليوم نفسه", "در همان روز", "同一天"}},
    {Phrase::kPublished,
     {"Published {}", "Publié le {}", "Veröffentlicht am {}", "Publicado el {}",
      "نُشر في {}", "انتشار: {}", "发布于{}"}},
    {Phrase::kUpdated,
     {"Updated {}", "Mis à jour le {}", "Aktualisiert am {}", "Actualizado el {}",
      "حُدّث في {}", "به‌روزرسانی: {}", "更新于{}"}},
    {Phrase::kDateUnknown,
     {"Date unknown", "Date inconnue", "Datum unbekannt", "Fecha desconocida",
      "التاريخ غير معروف", "تاریخ نامعلوم", "日期不详"}},
    {Phrase::kBy,
     {"By {}", "Par {}", "Von {}", "Por {}",
      "بقلم {}", "نوشتهٔ {}", "作者：{}"}},
    {Phrase::kCorrections,
     {"Corrections", "Rectificatifs", "Korrekturen", "Correcciones",
      "تصويبات", "اصلاحیه‌ها", "更正"}},
    {Phrase::kCorrected,
     {"Corrected {}", "Rectifié le {}", "Korrigiert am {}", "Corregido el {}",
      "صُوّب في {}", "اصلاح: {}", "更正于{}"}},
    {Phrase::kWithdrawn,
     {"Withdrawn", "Article retiré", "Zurückgezogen", "Artículo retirado",
      "مقال مسحوب", "مطلب حذف‌شده", "文章已撤回"}},
    {Phrase::kWithdrawnNotice,
     {"This article has been withdrawn by the publisher.", "Cet article a été retiré par l’éditeur.", "Dieser Artikel wurde vom Herausgeber zurückgezogen.", "Este artículo ha sido retirado por el editor.",
      "سحب الناشر هذا المقال.", "ناشر این مطلب را برداشته است.", "本文已被发布者撤回。"}},
    {Phrase::kFrontPage,
     {"Front page", "À la une", "Startseite", "Portada",
      "الصفحة الأولى", "صفحهٔ نخست", "首页"}},
    {Phrase::kNextPage,
     {"Older articles", "Articles plus anciens", "Ältere Artikel", "Artículos anteriores",
      "مقالات أقدم", "مطالب قدیمی‌تر", "较早的文章"}},
    {Phrase::kPreviousPage,
     {"Newer articles", "Articles plus récents", "Neuere Artikel", "Artículos más recientes",
      "مقالات أحدث", "مطالب تازه‌تر", "较新的文章"}},
    {Phrase::kNewest,
     {"Newest articles", "Derniers articles", "Neueste Artikel", "Últimos artículos",
      "أحدث المقالات", "تازه‌ترین مطالب", "最新文章"}},
    {Phrase::kSection,
     {"Section: {}", "Rubrique : {}", "Ressort: {}", "Sección: {}",
      "القسم: {}", "بخش: {}", "栏目：{}"}},
    {Phrase::kTag,
     {"Tag: {}", "Mot-clé : {}", "Schlagwort: {}", "Etiqueta: {}",
      "الوسم: {}", "برچسب: {}", "标签：{}"}},
    {Phrase::kAuthor,
     {"Articles by {}", "Articles de {}", "Artikel von {}", "Artículos de {}",
      "مقالات {}", "مطالب {}", "{}的文章"}},
    {Phrase::kNoArticles,
     {"There are no articles here yet.", "Il n’y a pas encore d’article ici.", "Hier gibt es noch keine Artikel.", "Aquí todavía no hay artículos.",
      "لا توجد مقالات هنا بعد.", "هنوز مطلبی در اینجا نیست.", "这里还没有文章。"}},
    {Phrase::kReadMore,
     {"Read more", "Lire la suite", "Weiterlesen", "Leer más",
      "اقرأ المزيد", "ادامهٔ مطلب", "阅读全文"}},
    {Phrase::kSkipToContent,
     {"Skip to content", "Aller au contenu", "Zum Inhalt springen", "Ir al contenido",
      "انتقل إلى المحتوى", "رفتن به محتوا", "跳至正文"}},
    {Phrase::kMenu,
     {"Sections", "Rubriques", "Ressorts", "Secciones",
      "الأقسام", "بخش‌ها", "栏目"}},
    {Phrase::kNotFound,
     {"Page not found", "Page introuvable", "Seite nicht gefunden", "Página no encontrada",
      "الصفحة غير موجودة", "صفحه پیدا نشد", "找不到页面"}},
    {Phrase::kNotFoundNotice,
     {"There is nothing at this address.", "Il n’y a rien à cette adresse.", "Unter dieser Adresse gibt es nichts.", "No hay nada en esta dirección.",
      "لا يوجد شيء في هذا العنوان.", "در این نشانی چیزی نیست.", "此地址没有内容。"}},
    {Phrase::kUnavailable,
     {"Temporarily unavailable", "Momentanément indisponible", "Vorübergehend nicht verfügbar", "No disponible temporalmente",
      "غير متاح مؤقتًا", "موقتاً در دسترس نیست", "暂时无法访问"}},
    {Phrase::kUnavailableNotice,
     {"Please try again in a moment.", "Veuillez réessayer dans un instant.", "Bitte versuchen Sie es gleich noch einmal.", "Inténtelo de nuevo en un momento.",
      "يُرجى المحاولة مرة أخرى بعد قليل.", "لطفاً چند لحظهٔ دیگر دوباره تلاش کنید.", "请稍后重试。"}},
    {Phrase::kPhoto,
     {"Photo: {}", "Photo : {}", "Foto: {}", "Foto: {}",
      "الصورة: {}", "عکس: {}", "图：{}"}},
    {Phrase::kTable,
     {"Table", "Tableau", "Tabelle", "Tabla",
      "جدول", "جدول", "表格"}},
    {Phrase::kExternalLink,
     {"On {}", "Sur {}", "Auf {}", "En {}",
      "على {}", "در {}", "来源：{}"}},
    {Phrase::kDuplicateOf,
     {"Another version of this article: {}", "Une autre version de cet article : {}", "Eine andere Fassung dieses Artikels: {}", "Otra versión de este artículo: {}",
      "نسخة أخرى من هذا المقال: {}", "نسخهٔ دیگری از این مطلب: {}", "本文的另一版本：{}"}},
    {Phrase::kListAnd,
     {" and ", " et ", " und ", " y ",
      " و", " و ", "和"}},
    {Phrase::kListComma,
     {", ", ", ", ", ", ", ",
      "، ", "، ", "、"}},
    // clang-format on
}};

constexpr bool RowsAreInOrder() {
  for (int i = 0; i < kPhraseCount; ++i) {
    if (static_cast<int>(kRows[i].phrase) != i) return false;
  }
  return true;
}
static_assert(RowsAreInOrder());

size_t LanguageIndex(absl::string_view language) {
  const std::string primary = text::PrimaryLanguage(language);
  for (size_t i = 0; i < kLanguages.size(); ++i) {
    if (kLanguages[i] == primary) return i;
  }
  return 0;
}

// Of the current thread, since a format must not be used by two at a time.
// American English is the one variety with an order of its own.
icu::DateFormat* ThreadDateFormat(size_t language, bool american) {
  thread_local std::array<std::unique_ptr<icu::DateFormat>,
                          kLanguages.size() + 1>
      formats;
  auto& format = formats[american ? kLanguages.size() : language];
  if (format == nullptr) {
    const std::string name = language == 0 ? (american ? "en_US" : "en_GB")
                                           : std::string(kLanguages[language]) +
                                                 "@calendar=gregorian";
    format.reset(icu::DateFormat::createDateInstance(
        icu::DateFormat::kLong, icu::Locale(name.c_str())));
    if (format != nullptr)
      format->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  }
  return format.get();
}

}  // namespace

std::string PhraseIn(Phrase phrase, absl::string_view language,
                     absl::string_view value) {
  const absl::string_view words =
      kRows[static_cast<size_t>(phrase)].words[LanguageIndex(language)];
  return absl::StrReplaceAll(words, {{"{}", value}});
}

std::string PhraseLanguage(absl::string_view language) {
  return std::string(kLanguages[LanguageIndex(language)]);
}

std::string DateIn(absl::Time time, absl::string_view language) {
  const size_t index = LanguageIndex(language);
  const bool american = index == 0 && absl::StrContains(language, "US");
  icu::DateFormat* const format = ThreadDateFormat(index, american);
  if (format == nullptr) {  // ICU's data is missing
    return absl::FormatTime("%Y-%m-%d", time, absl::UTCTimeZone());
  }
  icu::UnicodeString date;
  format->format(static_cast<UDate>(absl::ToUnixMillis(time)), date);
  std::string out;
  return date.toUTF8String(out);
}

std::string NumberIn(int number, absl::string_view language) {
  const size_t index = LanguageIndex(language);
  thread_local std::array<std::unique_ptr<icu::NumberFormat>, kLanguages.size()>
      formats;
  auto& format = formats[index];
  if (format == nullptr) {
    UErrorCode error = U_ZERO_ERROR;
    format.reset(icu::NumberFormat::createInstance(
        icu::Locale(std::string(kLanguages[index]).c_str()), error));
  }
  if (format == nullptr) return std::to_string(number);  // no data of ICU
  icu::UnicodeString digits;
  format->format(number, digits);
  std::string out;
  return digits.toUTF8String(out);
}

std::string ListIn(const std::vector<std::string>& names,
                   absl::string_view language) {
  std::string list;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) {
      list += PhraseIn(
          i + 1 == names.size() ? Phrase::kListAnd : Phrase::kListComma,
          language);
    }
    list += names[i];
  }
  return list;
}

}  // namespace byline
