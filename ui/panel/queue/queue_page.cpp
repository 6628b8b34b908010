#include "ui/panel/queue/queue_page.h"

#include "media/player.h"
#include "ui/library/cover_picture.h"
#include "ui/library/song_drag.h"
#include "ui/panel/queue/queue_model.h"
#include "ui/parts/buttons.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/labels.h"
#include "ui/parts/notice.h"
#include "ui/parts/surface.h"
#include "ui/parts/when_text.h"
#include "ui/style/look.h"
#include "ui/style/settings_store.h"

#include <QActionGroup>
#include <QDragEnterEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using media::PlayQueue;

namespace {
constexpr int nowCover = 56; ///< px
}

QueuePage::QueuePage(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new QueueModel(context.player.queue(), this))
    , m_view(new QueueView(context.look, context.player.queue(), context.covers, this))
{
    setObjectName(u"queuePage"_s);
    m_view->setModel(m_model);
    setAcceptDrops(true);
    connect(m_view, &QueueView::tracksDropped, this, &QueuePage::tracksDropped);
    auto* empty =
        new EmptyState(context.look, u"queue"_s, tr("Nothing is queued. Play a song, or add one with Q."), {}, this);
    auto* body = new QWidget(this);
    auto* full = new QWidget(body);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(full);
    m_stack->addWidget(empty);
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeNow());
    column->addWidget(makeSleep());
    column->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, full));
    column->addWidget(makeHead());
    column->addWidget(m_view, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(body);
    setFocusProxy(m_view);
    connectQueue();
    refresh();
    showSleep();
}

/// Where nothing is queued yet there are no rows to drop them between.
void QueuePage::dragEnterEvent(QDragEnterEvent* event)
{
    if (carriesTracks(*event->mimeData())) event->acceptProposedAction();
}

void QueuePage::dropEvent(QDropEvent* event)
{
    Q_EMIT tracksDropped(draggedTracks(*event->mimeData()), m_context.player.queue().size());
    event->acceptProposedAction();
}

// ------------------------------------------------------------------ parts

QWidget* QueuePage::makeNow()
{
    const Look& look = m_context.look;
    m_now = new QWidget(this);
    m_title = new ElidedLabel(look, Type::Strong, Tone::Primary, m_now); // the row of the list has the colour
    m_artist = new ElidedLabel(look, Type::Small, Tone::Secondary, m_now);
    m_next = new ElidedLabel(look, Type::Small, Tone::Tertiary, m_now);
    m_cover = new CoverPicture(look, m_context.covers, nowCover, m_now);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch(1);
    words->addWidget(plainLabel(look, tr("Now"), Type::Caption, Tone::Tertiary, m_now));
    words->addSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_artist);
    words->addStretch(1);
    auto* song = new QHBoxLayout;
    song->setSpacing(12);
    song->addWidget(m_cover);
    song->addLayout(words, 1);
    auto* column = new QVBoxLayout(m_now);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(song);
    column->addWidget(m_next);
    return m_now;
}

QWidget* QueuePage::makeSleep()
{
    const Look& look = m_context.look;
    m_sleep = new QWidget(this);
    auto* icon = makeIconButton(look, u"moon"_s, tr("Stop by itself"), {}, m_sleep, ButtonSize::Small);
    auto* menu = new QMenu(icon);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        addSleepMenu(*menu);
    });
    icon->setMenu(menu);
    m_sleepText = plainLabel(look, {}, Type::Small, Tone::Tide, m_sleep);
    auto* cancel = makeButton(look, ButtonKind::Link, tr("Play on"), {}, m_sleep);
    cancel->setAccessibleName(tr("Do not stop by itself"));
    connect(cancel, &QPushButton::clicked, &m_context.player.sleepTimer(), &media::SleepTimer::cancel);
    auto* row = new QHBoxLayout(m_sleep);
    row->setContentsMargins(12, 0, 12, 8);
    row->setSpacing(4);
    row->addWidget(icon);
    row->addWidget(m_sleepText);
    row->addStretch(1);
    row->addWidget(cancel);
    m_sleepTick.setInterval(1s);
    connect(&m_sleepTick, &QTimer::timeout, this, &QueuePage::showSleep);
    connect(&m_context.player.sleepTimer(), &media::SleepTimer::modeChanged, this, &QueuePage::showSleep);
    return m_sleep;
}

QWidget* QueuePage::makeHead()
{
    const Look& look = m_context.look;
    auto* head = new QWidget(this);
    m_summary = plainLabel(look, {}, Type::Small, Tone::Tertiary, head);
    auto* more = makeIconButton(look, u"more"_s, tr("Order, stopping, clearing"), {}, head, ButtonSize::Small);
    auto* menu = new QMenu(more);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillMenu(*menu);
    });
    more->setMenu(menu);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(10, 6, 10, 6);
    row->addSpacing(6); // margins do not mirror
    row->addWidget(m_summary, 1);
    row->addWidget(more);
    return head;
}

void QueuePage::connectQueue()
{
    connect(m_view, &QListView::activated, this, [this](const QModelIndex& index) {
        if (index.isValid()) m_context.player.playRow(index.row());
    });
    connect(m_view, &QueueView::removeRequested, this, &QueuePage::removeSelected);
    connect(m_view, &QueueView::moveRequested, this, &QueuePage::move);
    connect(m_view, &QWidget::customContextMenuRequested, this, &QueuePage::showMenu);
    m_later.setSingleShot(true);
    m_later.setInterval(0ms);
    connect(&m_later, &QTimer::timeout, this, &QueuePage::refresh);
    const auto later = [this] { m_later.start(); };
    PlayQueue& queue = m_context.player.queue();
    connect(&queue, &PlayQueue::rowsInserted, this, later);
    connect(&queue, &PlayQueue::rowsRemoved, this, later);
    connect(&queue, &PlayQueue::rowsMoved, this, later);
    connect(&queue, &PlayQueue::wasReset, this, later);
    connect(&queue, &PlayQueue::entryChanged, this, later);
    connect(&queue, &PlayQueue::currentRowChanged, this, later);
    connect(&queue, &PlayQueue::repeatChanged, this, later);
    connect(&queue, &PlayQueue::shuffleChanged, this, later);
    connect(&queue, &PlayQueue::shuffleByChanged, this, later);
}

// ------------------------------------------------------------------ what is shown

void QueuePage::refresh()
{
    const PlayQueue& queue = m_context.player.queue();
    qint64 whole = 0;
    for (const auto& entry : queue.entries())
        whole += entry.durationMs;
    const QString from = m_context.settings.value(u"queue/from"_s);
    const QString songs = tr("%n song(s), %1", "%1 is a length of time", queue.size()).arg(clockText(whole));
    m_summary->setText(from.isEmpty() ? songs
                                      : tr("%1 · from %2", "songs and length, name of a list").arg(songs, from));
    m_stack->setCurrentIndex(queue.size() > 0 ? 0 : 1);
    showNow();
}

void QueuePage::showNow()
{
    const PlayQueue& queue = m_context.player.queue();
    const auto current = queue.current();
    m_now->setVisible(current.has_value());
    if (!current) return;
    m_cover->setEntry(*current);
    m_title->setText(current->title.isEmpty() ? current->source.fileName() : current->title);
    m_artist->setText(current->artist);
    const int next = queue.peekNext(media::Advance::Ended);
    QString then = tr("Nothing comes after it");
    if (m_context.player.sleepTimer().mode() == media::SleepTimer::Mode::AtTrackEnd) {
        then = tr("Stops after this song");
    } else if (next >= 0) {
        const media::QueueEntry& entry = queue.entries().at(next);
        const QString title = entry.title.isEmpty() ? entry.source.fileName() : entry.title;
        then = entry.id == current->id  ? tr("Then once more")
               : entry.artist.isEmpty() ? tr("Then: %1", "title").arg(title)
                                        : tr("Then: %1 · %2", "title, artist").arg(title, entry.artist);
    }
    m_next->setText(then);
}

void QueuePage::showSleep()
{
    const media::SleepTimer& timer = m_context.player.sleepTimer();
    const auto mode = timer.mode();
    m_sleep->setVisible(mode != media::SleepTimer::Mode::Off);
    if (mode == media::SleepTimer::Mode::AfterTime) {
        const qint64 left = timer.remaining().count();
        m_sleepText->setText(tr("Fades out and stops in %1", "time").arg(clockText(left)));
        m_sleepTick.start();
    } else {
        m_sleepText->setText(tr("Stops after this song"));
        m_sleepTick.stop();
    }
    showNow();
}

// ------------------------------------------------------------------ what is done

void QueuePage::offerUndo(const QString& text, int changes)
{
    m_context.notice.offer(
        text, tr("Undo"),
        [this, changes] {
            for (int i = 0; i < changes; ++i)
                m_context.player.queue().undo();
        },
        u"queue"_s);
}

bool QueuePage::undo()
{
    PlayQueue& queue = m_context.player.queue();
    const auto change = queue.lastChange();
    if (!change) return false;
    queue.undo();
    using Kind = media::QueueChange::Kind;
    QString said;
    switch (change->kind) {
    case Kind::Add: said = tr("%n song(s) taken out of the queue again", nullptr, change->count); break;
    case Kind::Remove: said = tr("%n song(s) back in the queue", nullptr, change->count); break;
    case Kind::Move: said = tr("The order is as it was"); break;
    case Kind::Replace: said = tr("The queue of before is back"); break;
    }
    m_context.notice.tell(said, u"undo"_s);
    return true;
}

void QueuePage::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedIndexes())
        rows.append(index.row());
    std::ranges::sort(rows, std::greater());
    // In runs from the end: each run is one change of the queue, and the rows before it stay where they are.
    int runs = 0;
    for (qsizetype i = 0; i < rows.size(); ++runs) {
        qsizetype end = i + 1;
        while (end < rows.size() && rows.at(end) == rows.at(end - 1) - 1)
            ++end;
        m_context.player.queue().remove(rows.at(end - 1), int(end - i));
        i = end;
    }
    if (runs > 0) offerUndo(tr("%n song(s) taken out of the queue", nullptr, int(rows.size())), runs);
}

void QueuePage::move(int by)
{
    const int row = m_view->currentIndex().row();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= m_model->rowCount()) return;
    m_context.player.queue().move(row, 1, by > 0 ? to + 1 : to);
    m_view->setCurrentIndex(m_model->index(to));
}

void QueuePage::clear(int fromRow)
{
    PlayQueue& queue = m_context.player.queue();
    const int count = queue.size() - fromRow;
    if (count <= 0) return;
    queue.remove(fromRow, count);
    offerUndo(tr("%n song(s) taken out of the queue", nullptr, count), 1);
}

// ------------------------------------------------------------------ menus

void QueuePage::addSleepMenu(QMenu& menu)
{
    media::SleepTimer& timer = m_context.player.sleepTimer();
    auto* after = menu.addAction(tr("Stop after this song"), this, [&timer](bool on) {
        if (on)
            timer.sleepAtTrackEnd();
        else
            timer.cancel();
    });
    after->setCheckable(true);
    after->setChecked(timer.mode() == media::SleepTimer::Mode::AtTrackEnd);
    for (const int minutes : {15, 30, 45, 60, 90})
        menu.addAction(tr("Stop in %n minute(s)", nullptr, minutes), this,
                       [&timer, minutes] { timer.sleepAfter(std::chrono::minutes(minutes)); });
    auto* off = menu.addAction(tr("Play on"), &timer, &media::SleepTimer::cancel);
    off->setEnabled(timer.mode() != media::SleepTimer::Mode::Off);
}

void QueuePage::fillMenu(QMenu& menu)
{
    PlayQueue& queue = m_context.player.queue();
    const Look& look = m_context.look;
    const auto check = [&menu, this](const QString& text, bool on, auto act) {
        auto* action = menu.addAction(text, this, act);
        action->setCheckable(true);
        action->setChecked(on);
    };
    check(tr("Shuffle songs"), queue.shuffle() && queue.shuffleBy() == media::ShuffleBy::Tracks, [&queue](bool on) {
        queue.setShuffleBy(media::ShuffleBy::Tracks);
        queue.setShuffle(on);
    });
    check(tr("Shuffle albums"), queue.shuffle() && queue.shuffleBy() == media::ShuffleBy::Albums, [&queue](bool on) {
        queue.setShuffleBy(media::ShuffleBy::Albums);
        queue.setShuffle(on);
    });
    menu.addSeparator();
    auto* sleep = menu.addMenu(look.icon(u"moon"_s), tr("Stop by itself"));
    addSleepMenu(*sleep);
    menu.addSeparator();
    auto* back = menu.addAction(look.icon(u"undo"_s), tr("Undo"), this, [this] { undo(); });
    back->setShortcut(QKeySequence::Undo);
    back->setShortcutContext(Qt::WidgetShortcut); // shown here and bound by the window
    back->setEnabled(queue.lastChange().has_value());
    const auto clearing = [&](const QString& text, int fromRow) {
        auto* action =
            menu.addAction(look.icon(u"trash"_s, Tone::Failed), text, this, [this, fromRow] { clear(fromRow); });
        action->setProperty("destructive", true);
        action->setEnabled(fromRow < queue.size());
    };
    clearing(tr("Clear what comes next"), queue.currentRow() + 1);
    clearing(tr("Clear the queue"), 0);
}

void QueuePage::showMenu(QPoint place)
{
    const QModelIndex index = m_view->indexAt(place);
    if (!index.isValid()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPersistentModelIndex row(index);
    menu->addAction(m_context.look.icon(u"play"_s), tr("Play"), this, [this, row] {
        if (row.isValid()) m_context.player.playRow(row.row());
    });
    menu->addAction(m_context.look.icon(u"next"_s), tr("Play next"), this, [this, row] {
        if (row.isValid()) m_context.player.queue().move(row.row(), 1, m_context.player.queue().currentRow() + 1);
    });
    menu->addSeparator();
    auto* remove = menu->addAction(m_context.look.icon(u"trash"_s, Tone::Failed), tr("Remove from the queue"), this,
                                   &QueuePage::removeSelected);
    remove->setShortcut(Qt::Key_Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    remove->setProperty("destructive", true);
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

} // namespace groundswell::ui
