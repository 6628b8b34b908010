#include "ui/library/network_page.h"

#include "ui/library/address_popover.h"
#include "ui/library/entry_covers.h"
#include "ui/library/list_header.h"
#include "ui/library/network_delegate.h"
#include "ui/library/network_header.h"
#include "ui/parts/buttons.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/labels.h"
#include "ui/parts/switch_button.h"
#include "ui/style/settings_store.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using streaming::KeptState;

namespace {
constexpr int rowInset = 12;
constexpr int headerCover = 128;
} // namespace

NetworkPage::NetworkPage(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_model(new NetworkModel(parts.kept, this))
    , m_list(new QListView(this))
    , m_delegate(new NetworkDelegate(parts.look, parts.covers, m_list))
    , m_header(new ListHeader(parts.look, this))
    , m_empty(new EmptyState(parts.look, u"offline"_s, {}, {}, this))
{
    setObjectName(u"networkPage"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setAccessibleName(tr("Songs from the community"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setProperty("ownFocus", true);
    m_header->setAct(tr("Open address\u2026"), u"link"_s);
    m_header->addControl(makeKeepAll());
    auto* inset = new QWidget(this);
    auto* row = new QHBoxLayout(inset);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addSpacing(rowInset); // the scroll bar is the inset at the other side
    auto* table = new QVBoxLayout;
    table->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->addWidget(new NetworkHeader(parts.look, inset));
    head->addSpacing(m_list->verticalScrollBar()->sizeHint().width());
    table->addLayout(head);
    table->addSpacing(4);
    table->addWidget(m_list);
    row->addLayout(table);
    auto* body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(inset);
    m_stack->addWidget(m_empty);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_header);
    all->addWidget(makeChips());
    all->addWidget(body, 1);
    connectList();
    refresh();
    showPlaying();
}

void NetworkPage::connectList()
{
    connect(m_header, &ListHeader::playClicked, this, [this] { play(0); });
    connect(m_header, &ListHeader::shuffleClicked, this, &NetworkPage::shuffle);
    connect(m_header, &ListHeader::actClicked, this, [this] { openAddress(); });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex& index) { play(index.row()); });
    connect(m_list, &QWidget::customContextMenuRequested, this, &NetworkPage::showMenu);
    connect(m_delegate, &NetworkDelegate::playClicked, this, [this](int row) {
        if (isCurrent(row))
            m_parts.player.toggle();
        else
            play(row);
    });
    // Afterwards: a row that is kept no more may leave the list, which the view is still looking at.
    connect(m_delegate, &NetworkDelegate::keepClicked, this, &NetworkPage::toggleKept, Qt::QueuedConnection);
    connect(m_model, &QAbstractItemModel::modelReset, this, &NetworkPage::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &NetworkPage::refresh);
    connect(&m_parts.player, &media::Player::currentChanged, this, &NetworkPage::showPlaying);
    connect(&m_parts.player, &media::Player::stateChanged, this, &NetworkPage::showPlaying);
    connect(&m_parts.look, &Look::changed, m_list, &QListView::doItemsLayout);
    connect(&m_parts.covers, &EntryCovers::arrived, this, [this] {
        showCovers();
        m_list->viewport()->update();
    });
}

QWidget* NetworkPage::makeKeepAll()
{
    const Look& look = m_parts.look;
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_keepAll = new SwitchButton(look, tr("Keep all of them offline"), box);
    m_keepAll->setObjectName(u"keepAll"_s);
    m_keptCount = plainLabel(look, {}, Type::Body, Tone::Secondary, box);
    row->addWidget(plainLabel(look, tr("Keep offline"), Type::Body, Tone::Secondary, box));
    row->addWidget(m_keepAll);
    row->addWidget(m_keptCount);
    connect(m_keepAll, &QAbstractButton::clicked, this, &NetworkPage::keepAll);
    return box;
}

void NetworkPage::keepAll(bool keep)
{
    QList<streaming::KeptTrack> wanted;
    QList<QUrl> sources;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const NetworkTrack& track = m_model->at(row);
        wanted.append({.source = track.source, .title = track.title, .size = track.size});
        sources.append(track.source);
    }
    if (keep)
        m_parts.kept.keep(wanted);
    else
        m_parts.kept.remove(sources);
}

QWidget* NetworkPage::makeChips()
{
    auto* bar = new QWidget(this);
    auto* chips = new QHBoxLayout(bar);
    chips->setContentsMargins(24, 0, 24, 12);
    chips->setSpacing(6);
    auto* group = new QButtonGroup(bar);
    for (const auto& [id, text] : {std::pair(0, tr("All")), {1, tr("Kept offline")}}) {
        auto* chip = makeButton(m_parts.look, ButtonKind::Chip, text, {}, bar);
        chip->setChecked(id == 0);
        group->addButton(chip, id);
        chips->addWidget(chip);
    }
    chips->addStretch(1);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { m_model->setKeptOnly(id == 1); });
    return bar;
}

void NetworkPage::setCommunity(const QString& name, std::vector<NetworkTrack> tracks)
{
    m_community = name;
    m_model->setTracks(std::move(tracks));
    refresh();
}

void NetworkPage::refresh()
{
    const auto kept = std::ranges::count(m_parts.kept.tracks(), KeptState::Kept, &streaming::KeptTrack::state);
    const QString songs = tr("%n song(s)", nullptr, m_model->rowCount());
    int wanted = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        wanted += m_model->index(row).data(NetworkModel::StateRole).toInt() != int(KeptState::None) ? 1 : 0;
    m_keepAll->setEnabled(m_model->rowCount() > 0);
    m_keepAll->setChecked(m_model->rowCount() > 0 && wanted == m_model->rowCount());
    m_keptCount->setText(kept > 0 || wanted > 0
                             ? tr("%1 of %2", "kept offline, of songs").arg(kept).arg(m_model->rowCount())
                             : QString());
    m_empty->setSentence(m_community.isEmpty()
                             ? tr("Sign in to a community to hear what its people posted, or open an address.")
                             : tr("%1 has no song to hear yet.").arg(m_community));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    m_header->setPlayable(m_model->rowCount() > 0);
    const QString kind = m_community.isEmpty() ? tr("Heard from the network") : m_community;
    if (std::exchange(m_shownKind, kind) != kind) {
        m_header->setTexts(kind, tr("From the community"), {}, u"from the community"_s);
        m_shownCovers.clear();
    }
    m_header->setDescription(songs);
    showCovers();
}

/// The first four different covers stand for the list, as in the library.
void NetworkPage::showCovers()
{
    QList<QPixmap> covers;
    QList<qint64> keys;
    for (int row = 0; row < std::min(m_model->rowCount(), 60) && covers.size() < 4; ++row) {
        const QString seed = m_model->index(row).data(NetworkModel::CoverSeedRole).toString();
        const QPixmap cover = m_parts.covers.pixmap(m_model->nameAt(row), seed, headerCover, 0, devicePixelRatioF());
        if (keys.contains(cover.cacheKey())) continue;
        keys.append(cover.cacheKey());
        covers.append(cover);
    }
    if (std::exchange(m_shownCovers, keys) == keys) return;
    QList<QImage> images;
    for (const QPixmap& cover : std::as_const(covers))
        images.append(cover.toImage());
    m_header->setCovers(images);
}

void NetworkPage::showPlaying()
{
    const auto entry = m_parts.player.current();
    m_delegate->setPlaying(entry ? entry->source : QUrl(), m_parts.player.state() == media::PlayState::Playing);
    m_list->viewport()->update();
}

bool NetworkPage::isCurrent(int row) const
{
    const auto entry = m_parts.player.current();
    return entry && row < m_model->rowCount() && entry->source == m_model->at(row).source;
}

AddressPopover& NetworkPage::openAddress()
{
    if (!m_address) {
        m_address = new AddressPopover(m_parts.look, m_parts.streams, this);
        connect(m_address, &AddressPopover::answered, this, &NetworkPage::hear);
    }
    m_address->openAt(m_header->actButton());
    return *m_address;
}

/// Between what plays and what comes next: whoever listens to a station for a while keeps the rest.
void NetworkPage::hear(const QUrl& address, const QUrl& source)
{
    media::QueueEntry entry;
    entry.source = source;
    entry.title = address.fileName().isEmpty() ? address.host() : address.fileName();
    entry.artist = address.host();
    auto& queue = m_parts.player.queue();
    const int row = queue.currentRow() + 1;
    queue.insertNext({entry});
    m_parts.player.playRow(row);
}

void NetworkPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    Q_EMIT shown();
}

// ------------------------------------------------------------------ what is done

namespace {

media::QueueEntry entryOf(const NetworkTrack& track)
{
    media::QueueEntry entry;
    entry.source = track.source;
    entry.title = track.title;
    entry.artist = track.artist;
    entry.durationMs = track.durationMs;
    if (!track.album.isEmpty()) entry.album = track.artist + u'\n' + track.album;
    return entry;
}

} // namespace

QList<media::QueueEntry> NetworkPage::allEntries() const
{
    QList<media::QueueEntry> entries;
    for (int row = 0; row < m_model->rowCount(); ++row)
        entries.append(entryOf(m_model->at(row)));
    return entries;
}

void NetworkPage::start(QList<media::QueueEntry> entries, int row)
{
    m_parts.settings.setValue(u"queue/from"_s, tr("From the community"));
    m_parts.player.playAll(std::move(entries), row);
}

void NetworkPage::play(int row)
{
    if (row >= 0 && row < m_model->rowCount()) start(allEntries(), row);
}

void NetworkPage::shuffle()
{
    QList<media::QueueEntry> entries = allEntries();
    if (entries.isEmpty()) return;
    std::ranges::shuffle(entries, *QRandomGenerator::global());
    m_parts.player.queue().setShuffle(false); // mixed already: its order is what the queue page shows
    start(std::move(entries), 0);
}

void NetworkPage::toggleKept(int row)
{
    if (row >= m_model->rowCount()) return;
    const NetworkTrack& track = m_model->at(row);
    switch (m_parts.kept.track(track.source).state) {
    case KeptState::None: {
        const streaming::KeptTrack wanted{.source = track.source, .title = track.title, .size = track.size};
        m_parts.kept.keep({wanted});
        break;
    }
    case KeptState::Failed:
    case KeptState::Paused: m_parts.kept.resume(track.source); break;
    default: m_parts.kept.remove({track.source}); // a copy: the list may forget the track
    }
}

QList<QUrl> NetworkPage::selectedSources() const
{
    QList<QUrl> sources;
    for (const QModelIndex& index : m_list->selectionModel()->selectedIndexes())
        sources.append(m_model->at(index.row()).source);
    return sources;
}

QList<media::QueueEntry> NetworkPage::selectedEntries() const
{
    QModelIndexList rows = m_list->selectionModel()->selectedIndexes();
    std::ranges::sort(rows);
    QList<media::QueueEntry> entries;
    for (const QModelIndex& index : std::as_const(rows))
        entries.append(entryOf(m_model->at(index.row())));
    return entries;
}

void NetworkPage::keepSelected()
{
    QList<streaming::KeptTrack> tracks;
    for (const QModelIndex& index : m_list->selectionModel()->selectedIndexes()) {
        const NetworkTrack& track = m_model->at(index.row());
        tracks.append({.source = track.source, .title = track.title, .size = track.size});
    }
    m_parts.kept.keep(tracks);
}

void NetworkPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_D && event->modifiers() == Qt::ControlModifier)
        keepSelected();
    else
        QWidget::keyPressEvent(event);
}

void NetworkPage::showMenu(QPoint place)
{
    const QModelIndex index = m_list->indexAt(place);
    if (!index.isValid()) return;
    const Look& look = m_parts.look;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(look.icon(u"play"_s), tr("Play"), this, [this, row = index.row()] { play(row); });
    menu->addAction(look.icon(u"next"_s), tr("Play next"), this,
                    [this] { m_parts.player.queue().insertNext(selectedEntries()); });
    menu->addAction(look.icon(u"queue"_s), tr("Add to queue"), this,
                    [this] { m_parts.player.queue().append(selectedEntries()); });
    menu->addSeparator();
    const auto each = [this](auto act) {
        return [this, act] {
            for (const QUrl& source : selectedSources())
                (m_parts.kept.*act)(source);
        };
    };
    using streaming::KeptOffline;
    const auto state = static_cast<KeptState>(index.data(NetworkModel::StateRole).toInt());
    if (state == KeptState::None) {
        auto* keep = menu->addAction(look.icon(u"offline"_s), tr("Keep offline"), this, &NetworkPage::keepSelected);
        keep->setShortcut(Qt::CTRL | Qt::Key_D);
        keep->setShortcutContext(Qt::WidgetShortcut); // shown here, heard by the page
    }
    if (state == KeptState::Queued || state == KeptState::Downloading)
        menu->addAction(look.icon(u"pause"_s), tr("Pause"), this, each(&KeptOffline::pause));
    if (state == KeptState::Paused)
        menu->addAction(look.icon(u"play"_s), tr("Go on"), this, each(&KeptOffline::resume));
    if (state == KeptState::Failed)
        menu->addAction(look.icon(u"sync"_s), tr("Try again"), this, each(&KeptOffline::resume));
    if (state != KeptState::None)
        menu->addAction(look.icon(u"trash"_s), tr("Do not keep it any more"), this,
                        [this] { m_parts.kept.remove(selectedSources()); });
    menu->popup(m_list->viewport()->mapToGlobal(place));
}

} // namespace groundswell::ui
