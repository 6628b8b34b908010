#include "ui/library/songs_page.h"

#include "library/track_fields.h"
#include "ui/library/list_header.h"
#include "ui/library/song_menu.h"
#include "ui/library/song_table.h"
#include "ui/parts/empty_state.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QStackedLayout>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

using Model = library::TrackListModel;

namespace {
constexpr int rowInset = 12;
constexpr int headerCoverPx = 256;

/// -1 for an order that has no column.
int columnOf(library::TrackField field)
{
    for (int column = 0; column < Model::ColumnCount; ++column) {
        if (library::columnField(static_cast<Model::Column>(column)) == field) return column;
    }
    return -1;
}

} // namespace

SongsPage::SongsPage(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_model(new Model(parts.queries, this))
    , m_header(new ListHeader(parts.look))
    , m_table(new SongTable(parts.look, *m_model, parts.covers))
    , m_menu(new SongMenu(parts.look, this))
    , m_empty(new EmptyState(parts.look, u"search"_s, {}))
    , m_stack(new QStackedLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto* list = new QWidget;
    auto* inset = new QHBoxLayout(list);
    inset->setContentsMargins(0, 0, 0, 0);
    inset->setSpacing(0);
    inset->addSpacing(rowInset); // the scroll bar is the inset at the other side
    inset->addWidget(m_table);
    m_stack->addWidget(list);
    m_stack->addWidget(m_empty);
    column->addLayout(m_stack, 1);
    connectTable();
    m_table->setAwaiting(true); // a model asks for all songs when it is made
    connect(m_header, &ListHeader::playClicked, this, &SongsPage::playAll);
    connect(m_header, &ListHeader::shuffleClicked, this,
            [this] { m_parts.playback.shuffle(m_model->ids(), m_scope.title); });
    connect(m_header, &ListHeader::actClicked, this, &SongsPage::addMusicRequested);
    connect(m_header, &ListHeader::tintChanged, this, [this] { Q_EMIT tintChanged(m_header->tint()); });
    connect(m_empty, &EmptyState::acted, this, &SongsPage::filterCleared);
    connect(m_model, &Model::loaded, this, [this] {
        m_table->setAwaiting(false);
        if (m_scope.coverKey.isEmpty() && m_typed.isEmpty()) m_coverKeys.clear();
        showCount();
    });
    connect(m_model, &Model::failed, this, [this] { m_table->setAwaiting(false); });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &SongsPage::showCovers);
    connect(&parts.covers, &CoverPixmaps::arrived, this, [this](const QString& key) {
        if (m_coverKeys.contains(key)) showCovers();
    });
    connect(&parts.player, &media::Player::currentChanged, this, &SongsPage::showPlaying);
    connect(&parts.player, &media::Player::stateChanged, this, &SongsPage::showPlaying);
    showPlaying();
}

void SongsPage::connectTable()
{
    const auto enqueue = [this] { m_parts.playback.append(m_table->selectedIds()); };
    const auto playNext = [this] { m_parts.playback.playNext(m_table->selectedIds()); };
    connect(m_table, &SongTable::playRequested, this,
            [this](int row) { m_parts.playback.play(m_model->ids(), row, m_scope.title); });
    connect(m_table, &SongTable::toggleRequested, &m_parts.player, &media::Player::toggle);
    connect(m_table, &SongTable::playNextRequested, this, playNext);
    connect(m_table, &SongTable::queueRequested, this, enqueue);
    connect(m_table, &SongTable::filterRequested, this, &SongsPage::filterRequested);
    connect(m_table, &SongTable::menuRequested, this, &SongsPage::showMenu);
    connect(m_table, &SongTable::placeChanged, this, &SongsPage::keepPlace);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &SongsPage::keepOrder);
    connect(m_menu, &SongMenu::play, this, [this] {
        if (const auto rows = m_table->selectedRows(); !rows.isEmpty())
            m_parts.playback.play(m_model->ids(), rows.first(), m_scope.title);
    });
    connect(m_menu, &SongMenu::playNext, this, playNext);
    connect(m_menu, &SongMenu::enqueue, this, enqueue);
    connect(m_menu, &SongMenu::openPanel, this, &SongsPage::panelRequested);
    connect(m_menu, &SongMenu::goToAlbum, this, &SongsPage::albumRequested);
    connect(m_menu, &SongMenu::goToArtist, this, &SongsPage::artistRequested);
    connect(m_menu, &SongMenu::showInFolder, this,
            [](const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).path())); });
}

void SongsPage::show(const SongScope& scope)
{
    if (scope == m_scope) return;
    m_scope = scope;
    m_coverKeys = scope.coverKey.isEmpty() ? QStringList() : QStringList{scope.coverKey};
    m_header->setTexts(scope.kind, scope.title, {}, scope.seed);
    m_shownCovers.clear();
    const auto order = scope.isLibrary ? m_keptOrder.value_or(scope.order) : scope.order;
    auto filter = scope.filter;
    filter.text = m_typed;
    {
        // The indicator alone: the model is told once, below.
        const QSignalBlocker quiet(m_table->horizontalHeader());
        m_table->horizontalHeader()->setSortIndicator(columnOf(order.field),
                                                      order.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    if (filter != m_model->filter() || order != m_model->order()) m_table->setAwaiting(true);
    m_model->setOrder(order);
    m_model->setFilter(filter);
    m_table->clearSelection();
    m_table->setCurrentIndex({});
    m_table->scrollToTop();
    if (scope.isLibrary && m_typed.isEmpty()) m_table->goTo(SongPlace::fromText(m_keptPlace));
    showCount();
}

void SongsPage::setKept(const QString& order, const QString& place)
{
    m_keptPlace = place;
    for (int field = 0; field <= static_cast<int>(library::TrackField::Loaded); ++field) {
        const auto wanted = static_cast<library::TrackField>(field);
        if (columnOf(wanted) >= 0 && order.section(u' ', 0, 0) == QString::fromLatin1(library::fieldName(wanted)))
            m_keptOrder = {wanted, order.section(u' ', 1) == "down"_L1};
    }
}

QString SongsPage::orderText() const
{
    if (!m_keptOrder) return {};
    return QString::fromLatin1(library::fieldName(m_keptOrder->field)) +
           (m_keptOrder->descending ? u" down"_s : u" up"_s);
}

void SongsPage::keepOrder()
{
    if (!m_scope.isLibrary || m_keptOrder == m_model->order()) return;
    m_keptOrder = m_model->order();
    Q_EMIT keptChanged();
}

/// Not while other rows are on their way: they belong to another list.
void SongsPage::keepPlace()
{
    if (!m_scope.isLibrary || !m_typed.isEmpty() || m_table->isAwaiting()) return;
    QString place = m_table->place().toText();
    if (place == m_keptPlace) return;
    m_keptPlace = std::move(place);
    Q_EMIT keptChanged();
}

void SongsPage::setFilterText(const QString& text)
{
    if (text == m_typed) return;
    m_typed = text;
    auto filter = m_scope.filter;
    filter.text = text;
    m_table->setAwaiting(true);
    m_model->setFilter(filter);
}

void SongsPage::enter()
{
    if (m_stack->currentIndex() == 0 || m_table->isAwaiting()) m_table->enter();
}

void SongsPage::playAll()
{
    if (!m_model->ids().empty()) m_parts.playback.play(m_model->ids(), 0, m_scope.title);
}

QColor SongsPage::tint() const
{
    return m_header->tint();
}

void SongsPage::refresh()
{
    m_table->setAwaiting(true);
    m_model->refresh();
}

void SongsPage::setUnread(qint64 files)
{
    m_unread = files;
    showCount();
}

void SongsPage::showCount()
{
    const int count = m_model->rowCount();
    const bool onlyUnread = m_scope.filter.failedOnly;
    const int unread = m_scope.isLibrary && m_typed.isEmpty() ? std::min(count, static_cast<int>(m_unread)) : 0;
    QString said = !m_typed.isEmpty() ? tr("%n song(s) match “%1”", nullptr, count).arg(m_typed)
                   : onlyUnread       ? tr("%n file(s)", nullptr, count)
                                      : tr("%n song(s)", nullptr, count - unread);
    if (unread > 0)
        said = tr("%1 · %2", "songs, files that could not be read")
                   .arg(said, tr("%n file(s) could not be read", nullptr, unread));
    m_header->setDescription(said);
    m_header->setPlayable(count > unread && !onlyUnread);
    if (count == 0) {
        m_empty->setSentence(m_typed.isEmpty() ? tr("There is nothing in this list yet.")
                                               : tr("No song here matches “%1”.").arg(m_typed));
        m_empty->setAct(m_typed.isEmpty() ? QString() : tr("Show all"));
    }
    m_stack->setCurrentIndex(count == 0 ? 1 : 0);
    showCovers();
}

void SongsPage::showCovers()
{
    if (m_table->isAwaiting()) return; // the rows are another list's
    if (m_scope.coverKey.isEmpty() && m_coverKeys.isEmpty() && m_typed.isEmpty()) {
        // The first four different covers of the list stand for it.
        QStringList keys;
        for (int row = 0; row < std::min(m_model->rowCount(), 60) && keys.size() < 4; ++row) {
            const auto* loaded = m_model->rowAt(row);
            if (!loaded) return; // asked again when its page is here
            if (!loaded->track.coverKey.isEmpty() && !keys.contains(loaded->track.coverKey))
                keys.append(loaded->track.coverKey);
        }
        m_coverKeys = keys;
    }
    QList<QImage> covers;
    for (const auto& key : std::as_const(m_coverKeys)) {
        if (const QImage cover = m_parts.covers.image(key, headerCoverPx); !cover.isNull()) covers.append(cover);
    }
    if (covers.size() != m_coverKeys.size() && covers.size() != 1) return; // until all are here
    QList<qint64> shown;
    for (const QImage& cover : std::as_const(covers))
        shown.append(cover.cacheKey());
    if (std::exchange(m_shownCovers, shown) != shown) m_header->setCovers(covers);
}

void SongsPage::showPlaying()
{
    const auto entry = m_parts.player.current();
    m_table->setPlaying(entry ? entry->track : TrackId{}, m_parts.player.state() == media::PlayState::Playing);
}

bool SongsPage::isAnyPlayable(const QList<int>& rows) const
{
    // Of a row that was never in sight nothing is known: it is given the benefit of the doubt.
    return std::ranges::any_of(rows, [this](int row) {
        const auto* loaded = m_model->rowAt(row);
        return !loaded || (loaded->online && loaded->track.error.isEmpty());
    });
}

void SongsPage::showMenu(const QPoint& globalPos)
{
    const auto rows = m_table->selectedRows();
    const auto* first = rows.isEmpty() ? nullptr : m_model->rowAt(rows.first());
    if (!first) return;
    auto* menu = m_menu->make({*first, rows.size(), isAnyPlayable(rows)}, this);
    menu->addSeparator();
    menu->addMenu(m_table->makeSortMenu(menu));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(globalPos);
}

} // namespace groundswell::ui
