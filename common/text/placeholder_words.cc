#include "common/text/placeholder_words.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/strings/match.h>
#include <absl/strings/str_split.h>
#include <absl/strings/strip.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/text/fold.h"
#include "common/text/stop_words.h"
#include "common/text/utf8.h"
#include "common/text/words.h"

namespace byline::text {
namespace {

// A trailing * stands for any ending. One line or two a language: en, fr, de,
// es, it, pt, nl, sv/da, pl, tr, id, ru, uk, ar, fa, ko, hi.
constexpr absl::string_view kTextWords[] = {
    // clang-format off
    "reporter* journalist* newsroom article* story stories page* text* content* post posts report reports entry entries section* body summary summaries description* detail* "
    "information info copy coverage update updates version* paragraph* placeholder* draft* item items piece writeup write-up material document* "
    "feature features news blog column* review interview* headline* title site website biography bio profile analysis transcript* gallery "
    "video photo photos image* link links chapter* caption* abstract byline author* editor* "
    "articles contenu* texte* billet* rubrique* fiche* chapitre* résumé* description* renseignement* précision* papier reportage* récit* actualité* "
    "artikel* beitrag* beiträge* seite* inhalt* text* meldung* bericht* information* angaben bereich* rubrik* zusammenfassung* eintrag* "
    "artículo* articulo* página* pagina* contenido* texto* noticia* nota notas informaci* sección* seccion* entrada* detalle* resumen* "
    "articolo articoli pagina pagine contenut* testo testi notizia notizie sezione dettagli* informazion* scheda riassunto* approfondiment* "
    "artigo* página* conteúdo* conteudo* texto* notícia* seção* secção* matéria* detalhe* informaç* resumo* reportagem "
    "artikel* pagina* inhoud* tekst* bericht* informatie* sectie* nieuws* samenvatting* stuk verhaal "
    "artikeln* artiklar* sida* sidan* innehåll* texten* indlæg* indhold* tekst* siden* side* artikkel* innhold* "
    "artykuł* strona stronie treść treści tekst* materiał* informacj* szczegół* opis* "
    "makale* sayfa* içerik* içeriğ* metin* haber* yazı* bölüm* bilgi* ayrıntı* "
    "artikel* halaman* konten* isi teks* berita* tulisan* informasi* bagian* "
    "стать* страниц* текст* материал* содержание содержимое раздел* новост* публикаци* информаци* подробност* описани* запис* "
    "статт* сторінк* матеріал* вміст* зміст* розділ* новин* публікаці* інформаці* подробиц* "
    "مقال* المقال* صفحه الصفحه هذه محتوی المحتوی نص النص خبر الخبر تقریر التقریر التفاصیل تفاصیل المعلومات معلومات القسم الموضوع موضوع "
    "مقاله مقالات نوشته نوشتار مطلب مطالب متن محتوا محتوای خبر صفحه جزییات جزیات جزئیات اطلاعات گزارش بخش توضیحات "
    "기사* 내용* 페이지* 본문* 글* 게시물* 콘텐츠* 정보* 자료* 뉴스* "
    "लेख* पृष्ठ* सामग्री* समाचार* खबर* जानकारी* विवरण*"
    // clang-format on
};

constexpr absl::string_view kComingWords[] = {
    // clang-format off
    "gather* compil* liegt vorliegt vorliegen aún todavía pisan* piszem* disiapkan siap* "
    "working work soon shortly later tomorrow follow* coming come comes updat* expand* expans* add added adding addition* avail* unavailable forthcoming upcoming construction "
    "progress pending written write writing complete completed completion incomplete unfinished prepar* publish* appear* post posted publication ready "
    "replace* insert* await* continu* develop* extend* extended fill* filled finish* finali* edit edited load* provid* release* return* "
    "stay tuned check back watch wait expect* anticipat* empty blank missing moment momentarily tba tbd tbc tk todo wip stub pend temporar* place hold reserved "
    "bientôt prochain* suiv* suivr* venir viendr* ultérieur* tard actualis* mis* jour complét* enrichi* ajout* publié* publication* disponib* rédaction* rédig* "
    "cours construction prépar* attente attend* provisoire* patience patient* revenez prévu* écri* développ* instant sous peu "
    "demnächst bald kürze folg* folgt später aktualisier* ergänz* erweiter* verfügbar* arbeit* bearbeit* erstell* entsteh* aufbau vorbereit* veröffentlich* "
    "erschein* ausgebaut nachgereicht nachgetragen kommt morgen geduld momentan derzeit hinzugefüg* überarbeit* vervollständig* platzhalter* blindtext* "
    "fertiggestell* geschrieben verfass* hinterlegt eingefügt leer "
    "pronto próxim* proxim* breve* seguir* actualiz* ampli* añad* agreg* disponib* construcción elabor* prepar* redac* public* complet* espera* "
    "adelante tarde luego pendiente* proceso desarroll* momento provisional vac* "
    "presto prossim* seguir* aggiorn* amplia* arricchi* aggiun* disponib* costruzione lavorazione preparazione redazione pubblic* complet* attesa attend* "
    "breve corso arrivo tardi integra* inserit* scritt* svilupp* "
    "breve* brevemente seguir* atualiz* ampli* adicion* acrescent* disponív* disponib* construção elaboraç* prepar* redaç* public* complet* aguard* andamento depois "
    "desenvolv* futuramente "
    "binnenkort straks later volgt volgen bijgewerkt aangevuld uitgebreid toegevoegd beschikbaar opbouw bewerking voorbereid* gepubliceerd verschijnt geschreven "
    "snel wacht* geplaatst ontbreekt "
    "snart kommer kommande uppdater* utök* komplett* tillgänglig* uppbygg* opdater* udvid* tilgængelig* oppdater* utvid* tilgjengelig* senere senare arbete "
    "wkrótce niebawem uzupełni* zaktualizowan* aktualizowan* rozszerz* rozbudow* dostępn* przygotow* opublik* budowie trakcie pojawi później "
    "yakında güncelle* eklen* genişlet* hazırlan* yayın* aşamasında yapım sonra devam tamamlan* "
    "segera akan diperbarui ditambah* dilengkapi tersedia pembuatan disusun diterbitkan nantikan menyusul proses "
    "скоро вскоре позже позднее ближайш* обновл* дополн* расшир* добавл* доступ* разработк* подготов* готов* опублик* появ* заполн* ожида* следите "
    "наполн* редактир* времен* пишет* работа* "
    "незабаром згодом пізніше найближч* оновл* доповн* розшир* додан* доступн* розробц* підготовц* опублік* "
    "قریبا قریب لاحقا سیتم سوف سیکون تحدیث تحدیثه تحدیثها التحدیث توسیع اضافه اضافته نشر نشره نشرها ینشر متاح متاحا متوفر الانشاء الاعداد اعداد انتظار انتظرونا ترقبوا ترقبونا "
    "قید استکمال سننشر المزید بعد وقت تابعونا التحضیر الکتابه "
    "بزودی زودی بهزودی بروزرسانی بهروزرسانی روز روزرسانی رسانی تکمیل گسترش افزوده اضافه منتشر انتشار خواهد خواهند ساخت تهیه تدوین حال دست اماده اینده اینک منتظر شکیبا بعدا متعاقبا نگارش "
    "곧 추후 준비* 업데이트* 예정* 공개* 작성* 추가* 보완* 게시* 나중* 이후 기다려* 공사* 제공* "
    "जल्द शीघ्र अपडेट* उपलब्ध* जोड़* प्रकाशित* निर्माणाधीन* तैयार* विस्तार* बाद"
    "arriv* back supply supplied suppl* deliver* submit* bring brings bringing live online visit revisit try again patience patient wait* nothing none absent unready "
    "verif* validat* approv* translat* process* finaliz* complet* revis* proofread* "
    "travaill* rédacteur* finalis* relu relecture valid* reven* repass* mise mettr* ligne arriv* vide manqu* absent* traduction* compléter publier paraîtr* "
    "arbeiten arbeitet schreib* nachlief* nachgeliefert liefer* online gestellt stelle lesen schau* vorbei zurück fehl* übersetz* prüf* recherch* gerade möglich* eingestellt "
    "nächst* bereitgestell* "
    "trabaj* escrib* termin* vuelv* volver regres* visit* falta* traduc* revis* posible "
    "lavor* scriv* termin* torn* trovarci ripass* manc* traduzion* revision* vuot* possibile "
    "trabalh* escrev* volt* falt* vazi* pendent* traduç* possível "
    "werk* bezig schrijv* voorbereid* aanvul* invul* afmak* kom* terug leeg ontbre* vertal* publiceren verschij* mogelijk "
    "arbet* arbejd* arbeid* jobbar skriv* fyll* fyld* tillbaka tilbage tilbake vänta* vent* publicer* udgiv* publiser* innan inom "
    "pracuj* pisz* pracy wróć zajrzyj pust* brak czekaj* publikowan* "
    "çalış* yazıl* dönün bekle* boş eksik "
    "kerja* kembali ditulis dikerjakan kosong menunggu tunggu "
    "готов* пиш* заход* загляд* верн* зайд* возвращ* выйдет жд* перевод* провер* дописыва* пуст* отсутств* дорабат* "
    "готу* пиш* працю* зайд* поверн* опубліков* з'явит* "
    "نعمل یعمل تعمل ننشره نوافیکم موافاتکم تجهیز تحریر تحریره کتابته استکماله اکتمال عودوا العوده زیارتنا فارغ فارغه مراجعه ترجمه تجهیزه تحضیره یکتب نکتب یستکمل یحدث نحدث تنشر نضیف یضاف اضافه "
    "بازگردید برگردید سربزنید بزنید مراجعه نوشتن ویرایش ترجمه بررسی خالی شود کنیم کار تکمیلی "
    "아직 곧 잠시 다시 방문 작업* 작성* 쓰* 집필* 편집* 올라* 올릴* 올리* 추후* 이후* 나중* 준비* 없습니다 비어 "
    "लिखा* लिख* काम* प्रतीक्षा* खाली वापस "
    // clang-format on
};

constexpr absl::string_view kFillerWords =
    "please we you your our thank thanks sorry new more full further "
    "additional short brief today week day days hours time currently current "
    "still yet "
    "under being here bring get got made by this evening morning tonight "
    "tomorrow minute minutes moment moments week weeks few dear reader readers "
    "visitor visitors team editorial "
    "staff desk information "
    "merci veuillez heure heures minute minutes soir demain semaine possible "
    "dès ici intégral intégrale sera seront  lecteur lecteurs équipe rédaction "
    "notre votre nouveau "
    "nouvelle actuellement complet complète plus amples davantage "
    "stunden minuten tage tagen woche heute abend gerade hier wir sie bitte "
    "danke leser leserinnen redaktion neu neue neuer vollständig "
    "vollständige ausführlich ausführliche ausführlicher mehr "
    "mañana tarde noche horas minutos días semana estamos estará aquí domani "
    "stasera ore minuti giorni settimana stiamo sarà qui amanhã noite dias "
    "estamos estará aqui gracias por favor lector lectores nuevo nueva más "
    "completo completa "
    "actualmente grazie lettori nuovo completo più ulteriori attualmente "
    "obrigado leitor leitores novo nova mais atualmente morgen vanavond uur "
    "minuten dagen week alstublieft här her med mer mere inom vi kort lezers "
    "nieuw meer volledige momenteel artikel "
    "завтра сегодня вечером часов минут дней недели здесь мы пожалуйста "
    "спасибо читатели дорогие данная данный настоящее время новая "
    "полный полная полностью более "
    "будет будут "
    "غدا مساء ساعات دقایق قلیل صبرکم فردا امشب ساعت دقیقه هفته شکرا الرجاء "
    "عزیزنا القاری الکامل کامل حالیا فضلا لطفا خواننده خوانندگان "
    "گرامی کامل کاملا سپاس فعلا بیشتر "
    "입니다 합니다 됩니다 있습니다 중입니다 이 더 많은 자세한 감사합니다";

// Announce by themselves. Folded; those of scripts with spaces match whole
// words.
constexpr absl::string_view kStockPhrases[] = {
    // clang-format off
    "lorem ipsum", "coming soon", "coming shortly", "under construction", "work in progress", "to be announced", "to be confirmed", "to be determined", "tba", "tbd", "tbc",
    "check back soon", "check back later", "check back shortly", "check back again", "please check back", "stay tuned", "watch this space", "more to follow", "more to come",
    "more follows", "details to follow", "to follow", "placeholder", "place holder", "dummy text", "sample text", "filler text", "insert text here", "text goes here",
    "content goes here", "your text here", "text here", "test article", "test post", "test page", "this is a test", "hello world", "not yet available",
    "not available yet", "no content", "asdf", "asdfasdf", "asdfgh", "qwerty", "foo bar", "tk tk", "todo", "to do", "body copy", "blah blah", "bla bla",
    "bear with us", "under preparation", "in preparation", "being updated", "being written", "being prepared",
    "à venir", "bientôt disponible", "en construction", "en cours de rédaction", "en cours d'écriture", "à suivre", "plus d'informations à venir", "revenez bientôt", "texte à venir",
    "faux texte", "article test", "en préparation", "plus de détails à suivre",
    "inhalt folgt", "text folgt", "artikel folgt", "mehr in kürze", "in kürze mehr", "in bearbeitung", "in arbeit", "im aufbau", "in vorbereitung", "demnächst", "platzhalter",
    "platzhaltertext", "blindtext", "weitere informationen folgen", "mehr dazu in kürze", "folgt in kürze", "folgt demnächst", "testartikel", "mehr folgt",
    "próximamente", "muy pronto", "en construcción", "contenido en preparación", "en elaboración", "vuelva pronto", "más información próximamente", "texto de prueba", "texto de relleno",
    "prossimamente", "in arrivo", "in costruzione", "in lavorazione", "in fase di scrittura", "in aggiornamento", "testo di prova", "testo segnaposto", "segue",
    "em breve", "em construção", "em elaboração", "em atualização", "volte em breve", "texto de teste",
    "binnenkort beschikbaar", "binnenkort meer", "in opbouw", "in bewerking", "meer volgt", "volgt nog", "volgt binnenkort", "tekst volgt", "tijdelijke tekst",
    "kommer snart", "kommer inom kort", "under uppbyggnad", "under opbygning", "kommer snarest", "platshållare", "pladsholder",
    "już wkrótce", "w przygotowaniu", "w budowie", "w trakcie tworzenia", "çok yakında", "yapım aşamasında", "hazırlanıyor", "segera hadir", "dalam pembuatan", "nantikan",
    "скоро будет", "в разработке", "на стадии разработки", "в процессе написания", "следите за обновлениями", "готовится к публикации", "текст-заглушка", "заглушка", "рыба-текст", "тестовая статья",
    "незабаром", "в розробці",
    "قريبا", "قریبا", "تحت الإنشاء", "تحت الانشاء", "قيد الإعداد", "قید الإعداد", "قيد التحديث", "قيد الإنشاء", "ترقبوا", "ترقبونا", "نص تجريبي", "يتبع",
    "به زودی", "بهزودی", "بزودی", "بزودي", "به زودي", "در دست ساخت", "در دست تهیه", "در حال تکمیل", "در حال بروزرسانی", "در حال ساخت", "متن ساختگی", "منتظر باشید", "لورم ایپسوم",
    "敬请期待", "敬請期待", "建设中", "建設中", "即将发布", "即将上线", "即将推出", "即將發布", "即將推出", "占位", "佔位", "待补充", "待補充", "暂无内容", "暫無內容", "测试文章", "稍后更新", "稍後更新",
    "持续更新", "持續更新", "正在编辑", "未完待续", "內容準備中", "内容准备中", "尚未完成", "施工中",
    "準備中", "近日公開", "公開予定", "工事中", "作成中", "執筆中", "更新予定", "掲載予定", "ダミーテキスト", "ダミー文章", "テスト投稿", "お待ちください", "もうしばらく", "追記予定", "乞うご期待", "続報",
    "준비 중", "준비중", "공사 중", "곧 공개", "곧 업데이트", "업데이트 예정", "공개 예정", "작성 중", "추후 공개", "기다려 주세요", "테스트 글",
    "जल्द ही", "शीघ्र ही", "निर्माणाधीन", "בקרוב", "בבנייה", "σύντομα", "υπό κατασκευή", "เร็วๆ นี้", "เร็ว ๆ นี้", "กำลังปรับปรุง", "sắp ra mắt", "đang cập nhật", "hamarosan", "připravujeme", "již brzy", "tulossa pian"
    // clang-format on
};

// Words of scripts without spaces, with their role: t(ext), c(oming), f(iller).
struct CjkWord {
  absl::string_view word;
  char role;
};
constexpr CjkWord kCjkWords[] = {
    // clang-format off
    {"全文", 't'}, {"文章", 't'}, {"内容", 't'}, {"內容", 't'}, {"页面", 't'}, {"頁面", 't'}, {"网页", 't'}, {"網頁", 't'}, {"本文", 't'}, {"本页", 't'}, {"本頁", 't'}, {"报道", 't'}, {"報道", 't'}, {"報導", 't'}, {"新闻", 't'},
    {"新聞", 't'}, {"详情", 't'}, {"詳情", 't'}, {"稿件", 't'}, {"正文", 't'}, {"资料", 't'}, {"資料", 't'}, {"信息", 't'}, {"資訊", 't'}, {"栏目", 't'}, {"欄目", 't'}, {"细节", 't'}, {"細節", 't'}, {"消息", 't'}, {"条目", 't'}, {"條目", 't'},
    {"摘要", 't'}, {"简介", 't'}, {"专题", 't'}, {"文字", 't'}, {"记事", 't'}, {"記事", 't'}, {"ページ", 't'}, {"コンテンツ", 't'}, {"テキスト", 't'}, {"原稿", 't'}, {"ニュース", 't'}, {"詳細", 't'}, {"情報", 't'}, {"コーナー", 't'},
    {"即将", 'c'}, {"即將", 'c'}, {"稍后", 'c'}, {"稍後", 'c'}, {"稍候", 'c'}, {"期待", 'c'}, {"更新", 'c'}, {"补充", 'c'}, {"補充", 'c'}, {"完善", 'c'}, {"建设", 'c'}, {"建設", 'c'}, {"撰写", 'c'}, {"撰寫", 'c'}, {"编辑", 'c'}, {"編輯", 'c'}, {"待续", 'c'}, {"待續", 'c'},
    {"整理", 'c'}, {"上线", 'c'}, {"上線", 'c'}, {"发布", 'c'}, {"發布", 'c'}, {"發佈", 'c'}, {"推出", 'c'}, {"暂无", 'c'}, {"暫無", 'c'}, {"尚未", 'c'}, {"马上", 'c'}, {"馬上", 'c'}, {"不久", 'c'}, {"后续", 'c'}, {"後續", 'c'}, {"陆续", 'c'}, {"陸續", 'c'}, {"制作", 'c'}, {"製作", 'c'},
    {"准备", 'c'}, {"準備", 'c'}, {"扩充", 'c'}, {"擴充", 'c'}, {"扩展", 'c'}, {"添加", 'c'}, {"完成", 'c'}, {"近期", 'c'}, {"刊登", 'c'}, {"公布", 'c'}, {"待定", 'c'}, {"关注", 'c'}, {"關注", 'c'}, {"近日", 'c'}, {"公開", 'c'}, {"予定", 'c'}, {"後日", 'c'}, {"追記", 'c'}, {"追加", 'c'}, {"作成", 'c'},
    {"執筆", 'c'}, {"掲載", 'c'}, {"まもなく", 'c'}, {"間もなく", 'c'}, {"しばらく", 'c'}, {"もうすぐ", 'c'}, {"近く", 'c'}, {"お待ち", 'c'}, {"編集", 'c'}, {"加筆", 'c'}, {"未定", 'c'}, {"工事", 'c'},
    {"正在", 'f'}, {"我们", 'f'}, {"我們", 'f'}, {"更多", 'f'}, {"请", 'f'}, {"請", 'f'}, {"敬请", 'f'}, {"敬請", 'f'}, {"将", 'f'}, {"將", 'f'}, {"会", 'f'}, {"會", 'f'}, {"在", 'f'}, {"中", 'f'}, {"的", 'f'}, {"此", 'f'}, {"该", 'f'}, {"該", 'f'}, {"本", 'f'}, {"篇", 'f'}, {"后", 'f'}, {"後", 'f'}, {"再", 'f'}, {"进行", 'f'}, {"相关", 'f'}, {"詳しい", 'f'},
    {"详细", 'f'}, {"いたします", 'f'}, {"します", 'f'}, {"される", 'f'}, {"されます", 'f'}, {"です", 'f'}, {"ください", 'f'}, {"この", 'f'}, {"現在", 'f'}, {"は", 'f'}, {"の", 'f'}, {"を", 'f'}, {"が", 'f'}, {"に", 'f'}, {"と", 'f'}, {"で", 'f'}, {"ます", 'f'}, {"し", 'f'}, {"まで", 'f'}, {"今", 'f'}, {"こちら", 'f'}, {"目前", 'f'}, {"了", 'f'}, {"和", 'f'}, {"对", 'f'}, {"被", 'f'}, {"以", 'f'}, {"为", 'f'}, {"耐心", 'f'}, {"等待", 'c'}, {"回来", 'c'}, {"查看", 'c'},
    // clang-format on
};

constexpr absl::string_view kFillerLatin =
    "lorem ipsum dolor sit amet consectetur consectetuer adipiscing "
    "adipisicing elit sed do eiusmod tempor incididunt ut labore et dolore "
    "magna aliqua enim ad minim "
    "veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea "
    "commodo consequat duis aute irure in reprehenderit voluptate velit esse "
    "cillum eu fugiat nulla "
    "pariatur excepteur sint occaecat cupidatat non proident sunt culpa qui "
    "officia deserunt mollit anim id est laborum diam nonummy nibh euismod "
    "tincidunt laoreet "
    "aliquam erat volutpat wisi suscipit lobortis vestibulum pellentesque "
    "habitant morbi tristique senectus netus malesuada fames ac turpis egestas "
    "curabitur vitae nunc "
    "donec quam felis ultricies nec eget arcu mauris integer praesent sapien "
    "massa convallis proin porttitor sollicitudin phasellus viverra fusce cras "
    "vivamus "
    "sagittis augue ligula faucibus orci luctus posuere cubilia curae nullam "
    "ornare tellus elementum hendrerit risus pretium maecenas suspendisse "
    "potenti aenean justo";

class Roles {
 public:
  Roles() {
    for (const absl::string_view list : kTextWords)
      Add(list, &PlaceholderRole::text);
    for (const absl::string_view list : kComingWords)
      Add(list, &PlaceholderRole::coming);
    Add(kFillerWords, &PlaceholderRole::filler);
    for (const auto& [language, words] : StopWordLists()) {
      for (const absl::string_view word : words)
        whole_[std::string(word)].filler = true;
    }
    for (const auto& [stem, role] : stems_)
      longest_stem_ = std::max(longest_stem_, stem.size());
  }

  PlaceholderRole Of(absl::string_view word) const {
    PlaceholderRole role;
    Join(whole_, word, &role);
    for (size_t length = std::min(word.size(), longest_stem_); length > 0;
         --length)
      Join(stems_, word.substr(0, length), &role);
    return role;
  }

  // As Of, but also without the particles and endings that Arabic writes
  // together with a word.
  PlaceholderRole OfArabic(absl::string_view word) const {
    PlaceholderRole role = Of(word);
    for (const absl::string_view prefix :
         {"وال", "بال", "ال", "لل", "وس", "و", "س", "ب", "ل", "ف"}) {
      absl::string_view rest = word;
      if (!absl::ConsumePrefix(&rest, prefix) || rest.size() < 4) continue;
      Join(whole_, rest, &role);
      if (absl::ConsumeSuffix(&rest, "ها") || absl::ConsumeSuffix(&rest, "ه")) {
        Join(whole_, rest, &role);
      }
    }
    return role;
  }

 private:
  using Map = absl::flat_hash_map<std::string, PlaceholderRole>;

  void Add(absl::string_view list, bool PlaceholderRole::*kind) {
    for (absl::string_view word :
         absl::StrSplit(list, ' ', absl::SkipEmpty())) {
      const bool stem = absl::ConsumeSuffix(&word, "*");
      // The same folding as the words that will be looked up.
      const std::vector<std::string> terms = Terms(word, "");
      if (terms.size() == 1) (stem ? stems_ : whole_)[terms[0]].*kind = true;
    }
  }

  static void Join(const Map& map, absl::string_view word,
                   PlaceholderRole* role) {
    const auto found = map.find(word);
    if (found == map.end()) return;
    role->text |= found->second.text;
    role->coming |= found->second.coming;
    role->filler |= found->second.filler;
  }

  Map whole_;
  Map stems_;
  size_t longest_stem_ = 0;
};

}  // namespace

PlaceholderRole PlaceholderRoleOf(absl::string_view word) {
  static const auto* const roles = new Roles;
  const bool arabic =
      word.size() > 1 && (static_cast<unsigned char>(word[0]) & 0xFC) == 0xD8;
  return arabic ? roles->OfArabic(word) : roles->Of(word);
}

bool HasStockPhrase(absl::string_view folded_sentence) {
  static const auto* const phrases = [] {
    auto* made = new std::vector<std::string>;
    for (const absl::string_view phrase : kStockPhrases)
      made->push_back(Fold(phrase));
    return made;
  }();
  const auto is_letter = [&](size_t at) {
    return at < folded_sentence.size() &&
           (IsAsciiAlnum(static_cast<unsigned char>(folded_sentence[at])) ||
            static_cast<unsigned char>(folded_sentence[at]) >= 0x80);
  };
  for (const std::string& phrase : *phrases) {
    size_t pos = 0;
    const bool spaced = !IsCjk(NextCodePoint(phrase, &pos));
    for (size_t at = folded_sentence.find(phrase);
         at != absl::string_view::npos;
         at = folded_sentence.find(phrase, at + 1)) {
      if (!spaced ||
          (!(at > 0 && is_letter(at - 1)) && !is_letter(at + phrase.size())))
        return true;
    }
  }
  return false;
}

size_t PlaceholderCoverage(absl::string_view sentence, PlaceholderRole* roles) {
  size_t covered = 0;
  for (size_t pos = 0; pos < sentence.size();) {
    const CjkWord* longest = nullptr;
    for (const CjkWord& entry : kCjkWords) {
      if ((longest == nullptr || entry.word.size() > longest->word.size()) &&
          absl::StartsWith(sentence.substr(pos), entry.word))
        longest = &entry;
    }
    if (longest == nullptr) {
      NextCodePoint(sentence, &pos);
      continue;
    }
    roles->text |= longest->role == 't';
    roles->coming |= longest->role == 'c';
    covered += longest->word.size();
    pos += longest->word.size();
  }
  return covered;
}

bool IsFillerLatin(absl::string_view word) {
  static const auto* const words =
      new WordSet(absl::StrSplit(kFillerLatin, ' '));
  return words->contains(word);
}

}  // namespace byline::text
