#include "ui/panel/lyrics/lyrics_page.h"

#include "base/language_name.h"
#include "community/village.h"
#include "media/player.h"
#include "ui/panel/lyrics/words_sheet.h"
#include "ui/panel/parts/delivery.h"
#include "ui/panel/parts/song_words.h"
#include "ui/parts/avatar.h"
#include "ui/parts/buttons.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/labels.h"
#include "ui/parts/menu_button.h"
#include "ui/parts/surface.h"
#include "ui/parts/words_language.h"
#include "ui/parts/written_languages.h"
#include "ui/style/settings_store.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

QString romanName(const QString& lang)
{
    if (lang.startsWith(u"ja"_s)) return LyricsPage::tr("R\u014dmaji");
    if (lang.startsWith(u"zh"_s)) return LyricsPage::tr("P\u012bny\u012bn");
    return LyricsPage::tr("Latin letters");
}

} // namespace

LyricsPage::LyricsPage(const PanelContext& context, SongWords& words, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(words)
    , m_view(new LyricsView(
          context.look, [&player = context.player] { return player.positionMs(); }, this))
    , m_empty(new EmptyState(context.look, u"lyrics"_s, {}, {}, this))
    , m_sheet(new WordsSheet(context.look, this))
    , m_delivery(new Delivery(context.village, this))
{
    setObjectName(u"lyricsPage"_s);
    setFocusProxy(m_view);
    auto* body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_sheet);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    m_header = makeHeader();
    all->addWidget(m_header);
    all->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, this));
    all->addWidget(body, 1);
    m_footer = makeFooter();
    all->addWidget(m_footer);
    connect(m_empty, &EmptyState::acted, this, &LyricsPage::offerAdding);
    followSheet();
    connect(&m_words, &SongWords::changed, this, &LyricsPage::show);
    connect(m_view, &LyricsView::seekRequested, this, &LyricsPage::seekRequested);
    connect(m_view, &LyricsView::commentsRequested, this, &LyricsPage::commentsRequested);
    connect(m_view, &LyricsView::commentHereRequested, this,
            [this](qint64 ms, LineId) { Q_EMIT commentHereRequested(ms); });
    connect(m_view, &LyricsView::correctRequested, this, &LyricsPage::editWords);
    connect(m_view, &LyricsView::translateRequested, this, &LyricsPage::translateRequested);
    connect(&m_context.settings, &SettingsStore::changed, this, [this](const QString& key) {
        if (key == words_language::shown || key == words_language::own) show();
    });
    followPlayer();
    show();
}

/// The sheet loses the focus while the page goes, and would tell a page that is no more.
LyricsPage::~LyricsPage()
{
    flush();
    m_sheet->disconnect(this);
}

QWidget* LyricsPage::makeHeader()
{
    const Look& look = m_context.look;
    auto* header = new QWidget(this);
    m_roman = makeButton(look, ButtonKind::WordsChip, romanName({}), u"romaji"_s, header);
    m_roman->setObjectName(u"romanChip"_s);
    m_roman->setCheckable(true);
    m_roman->setChecked(m_context.settings.value(u"lyrics/roman"_s) != u"off"_s);
    m_view->setRomanisation(m_roman->isChecked());
    connect(m_roman, &QPushButton::toggled, this, [this](bool on) {
        m_context.settings.setValue(u"lyrics/roman"_s, on ? u"on"_s : u"off"_s);
        m_view->setRomanisation(on);
    });
    m_translation = new MenuButton(look, ButtonKind::WordsChip, u"translate"_s, header);
    m_translation->setObjectName(u"translationChip"_s);
    m_translation->setCheckable(true);
    m_languages = new QMenu(m_translation);
    connect(m_languages, &QMenu::aboutToShow, this, &LyricsPage::fillLanguageMenu);
    connect(m_translation, &QPushButton::clicked, this, [this] {
        m_translation->setChecked(!chosenLanguage().isEmpty());
        m_languages->popup(m_translation->mapToGlobal(QPoint(0, m_translation->height() + 4)));
    });
    auto* size = makeIconButton(look, u"text-size"_s, tr("Size of the words"), {}, header);
    auto* sizes = new QMenu(size);
    fillSizeMenu(*sizes);
    connect(size, &QToolButton::clicked, sizes,
            [size, sizes] { sizes->popup(size->mapToGlobal(QPoint(0, size->height() + 4))); });
    m_improve = makeIconButton(look, u"edit"_s, tr("Improve these words"), {}, header);
    m_improve->setObjectName(u"correctWords"_s);
    connect(m_improve, &QToolButton::clicked, this, [this] { editWords(); });
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(6);
    row->addSpacing(4); // margins do not mirror
    row->addWidget(m_roman);
    row->addWidget(m_translation);
    row->addStretch(1);
    row->addWidget(size);
    row->addWidget(m_improve);
    return header;
}

QWidget* LyricsPage::makeFooter()
{
    const Look& look = m_context.look;
    auto* footer = new QWidget(this);
    m_author = new Avatar(look, 20, footer);
    m_translator = new Avatar(look, 20, footer);
    m_credit = new ElidedLabel(look, Type::Small, Tone::Primary, footer);
    m_revision = new ElidedLabel(look, Type::Caption, Tone::Secondary, footer);
    auto* improve = makeButton(look, ButtonKind::Standard, tr("Improve"), u"edit"_s, footer, ButtonSize::Small);
    improve->setObjectName(u"improveButton"_s);
    auto* ways = new QMenu(improve);
    ways->addAction(look.icon(u"edit"_s), tr("Correct the words"), this, [this] { editWords(); });
    ways->addAction(look.icon(u"translate"_s), tr("Translate it"), this, [this] { Q_EMIT translateRequested({}); });
    connect(improve, &QPushButton::clicked, ways,
            [improve, ways] { ways->popup(improve->mapToGlobal(QPoint(0, -ways->sizeHint().height() - 4))); });
    auto* avatars = new QHBoxLayout;
    avatars->setSpacing(2);
    avatars->addWidget(m_author);
    avatars->addWidget(m_translator);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_credit);
    texts->addWidget(m_revision);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(12);
    row->addLayout(avatars);
    row->addLayout(texts, 1);
    row->addWidget(improve);
    auto* all = new QVBoxLayout(footer);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, footer));
    all->addLayout(row);
    return footer;
}

void LyricsPage::followPlayer()
{
    media::Player& player = m_context.player;
    connect(&player, &media::Player::stateChanged, this,
            [this](media::PlayState state) { m_view->setPlaying(state == media::PlayState::Playing); });
    connect(&player, &media::Player::currentChanged, m_view, &LyricsView::followNow);
    // Ten times a second at most; what it is for is a seek, which the view cannot know of.
    connect(&player, &media::Player::positionChanged, m_view, [this, last = qint64(0)](qint64 ms) mutable {
        if (ms < last || ms > last + 1500 || m_context.player.state() != media::PlayState::Playing) m_view->followNow();
        last = ms;
    });
    m_view->setPlaying(player.state() == media::PlayState::Playing);
}

QString LyricsPage::chosenLanguage() const
{
    const auto& translations = m_words.state().translations;
    const QString shown = m_context.settings.value(words_language::shown);
    if (shown == "none"_L1 || translations.empty()) return {};
    const auto named = [&](const QString& tag) {
        const auto found = std::ranges::find_if(
            translations, [&](const WordsTranslation& t) { return !tag.isEmpty() && isSameLanguage(t.lang, tag); });
        return found == translations.end() ? QString() : found->lang;
    };
    // What was chosen here, else what the settings name, else the language of the system.
    if (const QString wanted = named(shown); !wanted.isEmpty()) return wanted;
    const QString own = shown.isEmpty() ? named(m_context.settings.value(words_language::own)) : QString();
    if (!own.isEmpty()) return own;
    if (const QString mine = named(QLocale().bcp47Name()); !mine.isEmpty()) return mine;
    return translations.front().lang;
}

void LyricsPage::show()
{
    const WordsState& state = m_words.state();
    const bool hasWords = !state.id.isNull() && !state.document.instrumental && !state.document.lines.isEmpty();
    const Corrections* mine = corrections();
    const QHash<LineId, QString>& roman = mine ? mine->roman : state.roman;
    m_roman->setVisible(hasWords && !roman.isEmpty());
    m_roman->setText(romanName(state.document.lang));
    m_translation->setVisible(hasWords);
    m_improve->setVisible(hasWords);
    const bool writing = m_sheet->isOpen();
    m_header->setVisible(!writing);
    m_footer->setVisible(hasWords && !writing);
    findDraft();
    m_stack->setCurrentWidget(writing                           ? static_cast<QWidget*>(m_sheet)
                              : hasWords || m_words.isLoading() ? static_cast<QWidget*>(m_view)
                                                                : m_empty);
    LyricSheet sheet;
    if (hasWords) {
        sheet.document = mine ? mine->words : state.document;
        sheet.roman = roman;
        sheet.durationMs = m_context.player.durationMs();
        sheet.translationLang = chosenLanguage();
        for (const WordsTranslation& translation : state.translations) {
            if (translation.lang == sheet.translationLang) sheet.translation = translation.texts;
        }
        for (const qint64 moment : state.commentMoments) {
            const qsizetype line = lineAt(sheet, moment);
            if (line >= 0 && moment < lineEnd(sheet, line).value_or(moment))
                ++sheet.commentCounts[sheet.document.lines.at(line).id];
        }
        const QString name = sheet.translationLang.isEmpty() ? tr("Translation") : languageName(sheet.translationLang);
        m_translation->setText(name);
        m_translation->setChecked(!sheet.translationLang.isEmpty());
        m_translation->setAccessibleName(tr("Translation: %1").arg(name));
        showFooter();
    } else {
        showEmpty();
    }
    m_view->setSheet(std::move(sheet));
}

void LyricsPage::showFooter()
{
    const WordsState& state = m_words.state();
    const bool village = !state.fromFile;
    const api::Person& author = state.view.lyrics.author;
    const QString shownLang = chosenLanguage();
    const api::Person* translator = nullptr;
    for (const WordsTranslation& translation : state.translations) {
        if (translation.lang == shownLang && !translation.view.translation.id.isNull())
            translator = &translation.view.translation.author;
    }
    m_author->setVisible(village);
    m_author->setPerson(author.id.toString(), author.displayName);
    m_translator->setVisible(village && translator && translator->id != author.id);
    if (translator) m_translator->setPerson(translator->id.toString(), translator->displayName);
    const bool timed = lyrics::isSynced(state.document);
    if (!village)
        m_credit->setText(tr("From the file on this computer"));
    else if (state.revision > 1) // who timed it stands in an earlier one
        m_credit->setText(tr("Last changed by %1").arg(author.displayName));
    else
        m_credit->setText(timed ? tr("Timed by %1").arg(author.displayName)
                                : tr("Written down by %1").arg(author.displayName));
    QString revision = village ? tr("Revision %1").arg(state.revision) : tr("Not in the community yet");
    if (village && translator)
        revision = tr("%1 by %2 \u00b7 %3", "language, person, revision")
                       .arg(languageName(shownLang), translator->displayName, revision);
    if (m_hasDraft)
        revision =
            corrections() ? tr("Corrected by you, not published") : tr("Your corrections are kept here, not published");
    else if (state.view.sendState != community::SendState::Sent)
        revision = state.view.problem.isEmpty() ? tr("Waiting to be sent") : state.view.problem;
    else if (!timed)
        revision = tr("%1, without times", "revision").arg(revision);
    m_revision->setText(revision);
}

void LyricsPage::showEmpty()
{
    const WordsState& state = m_words.state();
    m_empty->setAct({});
    if (state.song.isNull()) {
        m_empty->setSentence(tr("Play a song, and its words stand here."));
    } else if (state.document.instrumental) {
        m_empty->setSentence(tr("This one has no words. Just listen."));
    } else if (!m_words.isLoading()) {
        m_empty->setSentence(
            m_hasDraft ? tr("You began to write these words down. What you wrote is kept here.")
                       : tr("Nobody has written down these words yet. Paste them here, or open a lyrics file."));
        m_empty->setAct(m_hasDraft ? tr("Go on writing") : tr("Add the words"));
    }
}

void LyricsPage::setTranslationLanguage(const QString& tag)
{
    m_context.settings.setValue(words_language::shown, tag.isEmpty() ? u"none"_s : tag);
}

void LyricsPage::fillLanguageMenu()
{
    m_languages->clear();
    const QString shown = chosenLanguage();
    const auto add = [&](const QString& text, const QString& tag) {
        QAction* action = m_languages->addAction(text, this, [this, tag] { setTranslationLanguage(tag); });
        action->setCheckable(true);
        action->setChecked(tag == shown);
    };
    for (const WordsTranslation& translation : m_words.state().translations)
        add(languageName(translation.lang), translation.lang);
    add(tr("No translation"), {});
    m_languages->addSeparator();
    m_languages->addAction(m_context.look.icon(u"translate"_s), tr("Translate it"), this,
                           [this] { Q_EMIT translateRequested({}); });
}

void LyricsPage::fillSizeMenu(QMenu& menu)
{
    auto* group = new QActionGroup(&menu);
    const int current = std::max(80, m_context.settings.value(u"lyrics/size"_s).toInt());
    for (const int percent : {85, 100, 115, 130, 150}) {
        QAction* action = menu.addAction(tr("%1 %").arg(percent), this, [this, percent] {
            m_context.settings.setValue(u"lyrics/size"_s, QString::number(percent));
            m_view->setTextPercent(percent);
        });
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(percent == current || (percent == 100 && current == 80));
    }
    m_view->setTextPercent(current == 80 ? 100 : current);
}

void LyricsPage::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste) && m_stack->currentWidget() == m_empty)
        addLyrics(QApplication::clipboard()->text());
    else if (event->key() == Qt::Key_R && event->modifiers() == Qt::NoModifier && m_roman->isVisible())
        m_roman->toggle();
    else
        QWidget::keyPressEvent(event);
}

} // namespace groundswell::ui
