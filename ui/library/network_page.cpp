#include "ui/library/network_page.h"

#include "ui/library/address_popover.h"
#include "ui/parts/buttons.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/labels.h"
#include "ui/player/time_text.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using streaming::KeptState;

// ------------------------------------------------------------------ one row

void NetworkDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_look.theme();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool active = option.state.testFlag(QStyle::State_Active);
    const QRectF row = QRectF(option.rect).adjusted(0, 1, -12, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? (active ? theme.fillSelected : theme.fillSelectedInactive) : theme.fillHover);
        painter->drawRoundedRect(row, tokens::radiusMd, tokens::radiusMd);
        painter->setBrush(Qt::NoBrush);
    }
    const QRectF state(row.right() - 12 - 16, row.top(), 16, row.height());
    paintState(*painter, state, index);
    const qint64 duration = index.data(NetworkModel::DurationRole).toLongLong();
    painter->setFont(m_look.type().tabular(Type::Body));
    painter->setPen(theme.textSecondary);
    const QRectF time(state.left() - 16 - m_look.px(64), row.top(), m_look.px(64), row.height());
    if (duration > 0) painter->drawText(time, Qt::AlignRight | Qt::AlignVCenter, timeText(duration));
    // Two lines of fixed height: some scripts' fonts are taller than ours.
    const QRectF text(row.left() + 12, row.center().y() - m_look.px(18), time.left() - row.left() - 24, m_look.px(18));
    const QString title = index.data().toString();
    painter->setFont(m_look.font(Type::Label, languageOfScript(title)));
    painter->setPen(theme.textPrimary);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(title, Qt::ElideRight, int(text.width())));
    const bool failed = index.data(NetworkModel::StateRole).toInt() == int(KeptState::Failed);
    const QString second =
        index.data(failed ? int(NetworkModel::ReasonRole) : int(NetworkModel::ArtistRole)).toString();
    painter->setFont(m_look.font(Type::Small, languageOfScript(second)));
    painter->setPen(failed ? theme.stateFailed : selected ? theme.textSecondary : theme.textTertiary);
    painter->drawText(text.translated(0, m_look.px(18)), Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(second, Qt::ElideRight, int(text.width())));
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(theme.lineFocus, 2));
        painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), tokens::radiusMd, tokens::radiusMd);
    }
    painter->restore();
}

void NetworkDelegate::paintState(QPainter& painter, const QRectF& place, const QModelIndex& index) const
{
    const Theme& theme = m_look.theme();
    const auto icon = [&](const QString& name, const QColor& colour) {
        m_look.icons().paint(painter, place, name, colour, 16);
    };
    switch (static_cast<KeptState>(index.data(NetworkModel::StateRole).toInt())) {
    case KeptState::None: break;
    case KeptState::Queued: icon(u"clock"_s, theme.textTertiary); break;
    case KeptState::Paused: icon(u"pause"_s, theme.textTertiary); break;
    case KeptState::Kept: icon(u"kept"_s, theme.tideBase); break;
    case KeptState::Failed: icon(u"alert"_s, theme.stateFailed); break;
    case KeptState::Downloading: {
        const QRectF ring(place.center().x() - 6, place.center().y() - 6, 12, 12);
        painter.setPen(QPen(theme.fillTrack, 2));
        painter.drawEllipse(ring);
        painter.setPen(QPen(theme.tideBase, 2, Qt::SolidLine, Qt::RoundCap));
        const int percent = std::max(3, index.data(NetworkModel::PercentRole).toInt());
        painter.drawArc(ring, 90 * 16, -percent * 360 * 16 / 100);
        break;
    }
    }
}

QSize NetworkDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, m_look.px(tokens::sizeRowComfortable)};
}

// ------------------------------------------------------------------ the page

NetworkPage::NetworkPage(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_model(new NetworkModel(parts.kept, this))
    , m_list(new QListView(this))
    , m_empty(new EmptyState(parts.look, u"offline"_s, {}, {}, this))
{
    setObjectName(u"networkPage"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new NetworkDelegate(parts.look, m_list));
    m_list->setAccessibleName(tr("Songs from the community"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setProperty("ownFocus", true);
    auto* body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(24, 8, 12, 12);
    all->setSpacing(12);
    all->addWidget(makeHead());
    all->addWidget(body, 1);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex& index) { play(index.row()); });
    connect(m_list, &QWidget::customContextMenuRequested, this, &NetworkPage::showMenu);
    connect(m_model, &QAbstractItemModel::modelReset, this, &NetworkPage::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &NetworkPage::refresh);
    refresh();
}

QWidget* NetworkPage::makeHead()
{
    const Look& look = m_parts.look;
    auto* head = new QWidget(this);
    m_summary = plainLabel(look, {}, Type::Body, Tone::Secondary, head);
    m_open = makeButton(look, ButtonKind::Quiet, tr("Open address\u2026"), u"link"_s, head);
    connect(m_open, &QPushButton::clicked, this, [this] { openAddress(); });
    auto* chips = new QHBoxLayout;
    chips->setSpacing(6);
    auto* group = new QButtonGroup(head);
    for (const auto& [id, text] : {std::pair(0, tr("All")), {1, tr("Kept offline")}}) {
        auto* chip = makeButton(look, ButtonKind::Chip, text, {}, head);
        chip->setChecked(id == 0);
        group->addButton(chip, id);
        chips->addWidget(chip);
    }
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { m_model->setKeptOnly(id == 1); });
    chips->addStretch(1);
    chips->addWidget(m_open);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 12, 0);
    column->setSpacing(8);
    column->addWidget(plainLabel(look, tr("From the community"), Type::Title, Tone::Primary, head));
    column->addWidget(m_summary);
    column->addLayout(chips);
    return head;
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
    m_summary->setText(kept > 0 ? tr("%1 · %2 kept offline", "songs, number").arg(songs).arg(kept) : songs);
    m_empty->setSentence(m_community.isEmpty()
                             ? tr("Sign in to a community to hear what its people posted, or open an address.")
                             : tr("%1 has no song to hear yet.").arg(m_community));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
}

AddressPopover& NetworkPage::openAddress()
{
    if (!m_address) {
        m_address = new AddressPopover(m_parts.look, this);
        const auto hear = [this](const QUrl& address, const QUrl& source) {
            m_parts.streams.trust(address); // typed by the person, so it may be in their own network
            media::QueueEntry entry;
            entry.source = source;
            entry.title = address.fileName().isEmpty() ? address.host() : address.fileName();
            entry.artist = address.host();
            m_parts.player.playAll({entry});
        };
        connect(m_address, &AddressPopover::stationWanted, this,
                [hear](const QUrl& address) { hear(address, streaming::Streams::radioUrl(address)); });
        connect(m_address, &AddressPopover::fileWanted, this, [hear](const QUrl& address) { hear(address, address); });
    }
    m_address->openAt(*m_open);
    return *m_address;
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
    return entry;
}

} // namespace

void NetworkPage::play(int row)
{
    QList<media::QueueEntry> entries;
    for (int i = 0; i < m_model->rowCount(); ++i)
        entries.append(entryOf(m_model->at(i)));
    if (row >= 0 && row < entries.size()) m_parts.player.playAll(std::move(entries), row);
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
        menu->addAction(look.icon(u"trash"_s), tr("Do not keep it any more"), this, each(&KeptOffline::remove));
    menu->popup(m_list->viewport()->mapToGlobal(place));
}

} // namespace groundswell::ui
