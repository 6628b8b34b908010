#include "ui/library/collection_model.h"

#include <QCoreApplication>

namespace groundswell::ui {

CollectionModel::CollectionModel(const library::TrackQueries& queries, Kind kind, QObject* parent)
    : QAbstractListModel(parent)
    , m_queries(queries)
    , m_kind(kind)
{
}

void CollectionModel::refresh()
{
    if (m_kind == Kind::Albums) {
        m_queries.albums().then(this, [this](const Result<QList<library::Album>>& albums) {
            if (!albums) return;
            std::vector<CollectionItem> items;
            for (const auto& album : *albums) {
                const QString year = album.year > 0 ? QString::number(album.year) : QString();
                items.push_back({album.title,
                                 year.isEmpty() ? album.artist : tr("%1 · %2", "artist, year").arg(album.artist, year),
                                 album.coverKey, album.title, album.artist});
            }
            take(std::move(items));
        });
    } else {
        m_queries.artists().then(this, [this](const Result<QList<library::Artist>>& artists) {
            if (!artists) return;
            std::vector<CollectionItem> items;
            for (const auto& artist : *artists)
                items.push_back(
                    {artist.name, tr("%n song(s)", nullptr, artist.tracks), artist.coverKey, artist.name, artist.name});
            take(std::move(items));
        });
    }
}

void CollectionModel::take(std::vector<CollectionItem> items)
{
    m_all = std::move(items);
    filter();
    Q_EMIT loaded();
}

void CollectionModel::setFilterText(const QString& text)
{
    if (text == m_text) return;
    m_text = text;
    filter();
}

void CollectionModel::filter()
{
    std::vector<CollectionItem> shown;
    for (const auto& item : m_all) {
        if (m_text.isEmpty() || item.title.contains(m_text, Qt::CaseInsensitive) ||
            item.artist.contains(m_text, Qt::CaseInsensitive))
            shown.push_back(item);
    }
    if (shown == m_shown) return;
    beginResetModel();
    m_shown = std::move(shown);
    endResetModel();
}

int CollectionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant CollectionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    const auto& item = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return item.title;
    case Qt::AccessibleTextRole: return tr("%1, %2", "title, details; read aloud").arg(item.title, item.subtitle);
    case SubtitleRole: return item.subtitle;
    case CoverKeyRole: return item.coverKey;
    case SeedRole: return item.seed;
    default: return {};
    }
}

} // namespace groundswell::ui
