#include "ui/panel/side_panel.h"

#include "community/village.h"
#include "listening/now_playing.h"
#include "media/player.h"
#include "ui/panel/comments/comments_page.h"
#include "ui/panel/lyrics/lyric_sheet.h"
#include "ui/panel/lyrics/lyrics_page.h"
#include "ui/panel/parts/song_words.h"
#include "ui/panel/queue/queue_page.h"
#include "ui/panel/translation/translate_page.h"
#include "ui/parts/buttons.h"
#include "ui/parts/notice.h"
#include "ui/parts/surface.h"
#include "ui/parts/tab_strip.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

SidePanel::SidePanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(new SongWords(context.village, this))
    , m_tabs(new TabStrip(context.look, this))
    , m_queueButton(makeIconButton(context.look, u"queue"_s, tr("Queue"), QKeySequence(u"Ctrl+4"_s), this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"sidePanel"_s);
    setSurface(*this, u"panel"_s);
    build();
    connect(&context.village.songs(), &community::Songs::renamed, this, [this](SongId from, SongId to) {
        if (from == m_song) setSong(to, true);
    });
    setPage(PanelPage::Comments);
}

SidePanel::~SidePanel() = default;

void SidePanel::build()
{
    m_tabs->addTab(tr("Comments"));
    m_tabs->addTab(tr("Lyrics"));
    m_tabs->addTab(tr("Translate"));
    m_tabs->setAccessibleName(tr("Pages of the side panel"));
    m_queueButton->setCheckable(true);
    auto* close = makeIconButton(m_context.look, u"close"_s, tr("Close the panel"), {}, this);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 0, 8, 0);
    bar->setSpacing(2);
    bar->addSpacing(8 - TabStrip::lead); // the first tab's words begin where the pages' do; a margin would not mirror
    bar->addWidget(m_tabs);
    bar->addStretch(1);
    bar->addWidget(m_queueButton);
    bar->addWidget(close);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(bar);
    all->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, this));
    all->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int tab) {
        if (tab < 0) return;
        setPage(static_cast<PanelPage>(tab));
        setFocus(Qt::MouseFocusReason);
    });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        if (tab >= 0 && m_page != PanelPage::Queue) setPage(static_cast<PanelPage>(tab));
    });
    connect(m_queueButton, &QToolButton::clicked, this, [this] {
        setPage(m_page == PanelPage::Queue ? static_cast<PanelPage>(m_tabs->currentIndex()) : PanelPage::Queue);
    });
    connect(close, &QToolButton::clicked, this, &SidePanel::closeRequested);
}

// ------------------------------------------------------------------ pages

CommentsPage& SidePanel::comments()
{
    if (!m_comments) {
        m_comments = new CommentsPage(m_context, m_stack);
        m_stack->addWidget(m_comments);
        connect(m_comments, &CommentsPage::seekRequested, &m_context.player, &media::Player::seek);
        connect(m_comments, &CommentsPage::signInRequested, this, &SidePanel::signInRequested);
        connect(m_comments, &CommentsPage::totalChanged, this,
                [this](qint64 total) { m_tabs->setCount(0, int(total)); });
        m_comments->setSong(m_song, m_known);
    }
    return *m_comments;
}

LyricsPage& SidePanel::lyrics()
{
    if (!m_lyrics) {
        m_lyrics = new LyricsPage(m_context, *m_words, m_stack);
        m_stack->addWidget(m_lyrics);
        connect(m_lyrics, &LyricsPage::seekRequested, &m_context.player, &media::Player::seek);
        connect(m_lyrics, &LyricsPage::signInRequested, this, &SidePanel::signInRequested);
        connect(m_lyrics, &LyricsPage::commentHereRequested, this, &SidePanel::writeCommentAt);
        connect(m_lyrics, &LyricsPage::commentsRequested, this, [this](qint64 fromMs, qint64 toMs) {
            setPage(PanelPage::Comments);
            comments().showMoments(fromMs, toMs);
        });
        connect(m_lyrics, &LyricsPage::translateRequested, this, [this](LineId line) {
            translate().goOver(); // it is the line of the song that plays
            setPage(PanelPage::Translate);
            translate().showLine(line);
        });
    }
    return *m_lyrics;
}

TranslatePage& SidePanel::translate()
{
    if (!m_translate) {
        m_translated = new SongWords(m_context.village, this);
        m_translated->setSong(m_song);
        m_translated->setLocal(m_local);
        m_translate = new TranslatePage(m_context, *m_translated, m_stack);
        m_stack->addWidget(m_translate);
        connect(m_translate, &TranslatePage::seekRequested, this, [this](qint64 ms) {
            m_context.player.seek(ms);
            m_context.player.play();
        });
        connect(m_translate, &TranslatePage::signInRequested, this, &SidePanel::signInRequested);
        connect(m_translate, &TranslatePage::conflictRequested, this, &SidePanel::conflictRequested);
        connect(m_translate, &TranslatePage::wordsRequested, this, [this] { setPage(PanelPage::Lyrics); });
    }
    return *m_translate;
}

QueuePage& SidePanel::queue()
{
    if (!m_queue) {
        m_queue = new QueuePage(m_context, m_stack);
        m_stack->addWidget(m_queue);
        connect(m_queue, &QueuePage::tracksDropped, this, &SidePanel::tracksDropped);
    }
    return *m_queue;
}

void SidePanel::setPage(PanelPage page)
{
    const bool changed = page != m_page;
    m_page = page;
    QWidget* shown = nullptr;
    switch (page) {
    case PanelPage::Comments: shown = &comments(); break;
    case PanelPage::Lyrics: shown = &lyrics(); break;
    case PanelPage::Translate: shown = &translate(); break;
    case PanelPage::Queue: shown = &queue(); break;
    }
    m_stack->setCurrentWidget(shown);
    setFocusProxy(shown);
    m_queueButton->setChecked(page == PanelPage::Queue);
    if (page != PanelPage::Queue) {
        const QSignalBlocker quiet(m_tabs);
        m_tabs->setCurrentIndex(int(page));
    }
    m_tabs->setElsewhere(page == PanelPage::Queue);
    if (changed) Q_EMIT pageChanged(page);
}

// ------------------------------------------------------------------ the song

void SidePanel::follow(listening::NowPlaying& now)
{
    const auto takeSong = [this, &now] { setSong(now.song(), now.isSongKnown()); };
    const auto takeWords = [this, &now] {
        setLocalLyrics(now.localWords() ? std::optional(now.localWords()->document) : std::nullopt);
    };
    connect(&now, &listening::NowPlaying::entryChanged, this, takeSong);
    connect(&now, &listening::NowPlaying::songChanged, this, [takeSong, takeWords] {
        takeSong();
        takeWords();
    });
    connect(&now, &listening::NowPlaying::localWordsChanged, this, takeWords);
    takeSong();
    takeWords();
}

void SidePanel::setSong(SongId song, bool known)
{
    if (song == m_song && known == m_known && !song.isNull()) return;
    if (song != m_song) m_local.reset();
    m_song = song;
    m_known = known;
    m_words->setSong(song);
    if (m_translated) m_translated->setSong(song);
    if (m_comments) m_comments->setSong(song, m_known);
    Q_EMIT songChanged(song);
}

void SidePanel::setLocalLyrics(const std::optional<lyrics::Document>& document)
{
    m_local = document;
    m_words->setLocal(document);
    if (m_translated) m_translated->setLocal(document);
}

QString SidePanel::lyricAt(qint64 ms) const
{
    LyricSheet sheet;
    sheet.document = m_words->state().document;
    const qsizetype line = lineAt(sheet, ms);
    return line < 0 ? QString() : sheet.document.lines.at(line).text;
}

std::optional<std::pair<qint64, qint64>> SidePanel::lineSpanAt(qint64 ms) const
{
    LyricSheet sheet;
    sheet.document = m_words->state().document;
    sheet.durationMs = m_context.player.durationMs();
    const qsizetype line = lineAt(sheet, ms);
    if (line < 0) return std::nullopt;
    const auto start = sheet.document.lines.at(line).startMs;
    const auto end = lineEnd(sheet, line);
    return start && end ? std::optional(std::pair(*start, *end)) : std::nullopt;
}

void SidePanel::showComment(CommentId comment)
{
    setPage(PanelPage::Comments);
    comments().showComment(comment);
}

void SidePanel::writeCommentAt(qint64 ms)
{
    setPage(PanelPage::Comments);
    comments().writeAt(ms);
}

void SidePanel::flush()
{
    if (m_comments) m_comments->flush();
    if (m_lyrics) m_lyrics->flush();
    if (m_translate) m_translate->flush();
}

} // namespace groundswell::ui
