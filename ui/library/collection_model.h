#pragma once

#include "library/track_queries.h"

#include <QAbstractListModel>

#include <vector>

namespace groundswell::ui {

/// One card of a grid: an album or an artist.
struct CollectionItem
{
    QString title;
    QString subtitle;
    QString coverKey;
    QString seed;
    QString artist; ///< of an album
    bool operator==(const CollectionItem&) const = default;
};

/// All albums or all artists of the library, read off the GUI thread.
class CollectionModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Kind { Albums, Artists };
    enum Role { SubtitleRole = Qt::UserRole, CoverKeyRole, SeedRole };

    /// The queries must outlive it. Empty until refresh().
    CollectionModel(const library::TrackQueries& queries, Kind kind, QObject* parent = nullptr);

    void refresh();
    /// Shows only titles and artists that contain the text.
    void setFilterText(const QString& text);
    [[nodiscard]] const CollectionItem& at(int row) const { return m_shown.at(static_cast<size_t>(row)); }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void loaded();

private:
    void take(std::vector<CollectionItem> items);
    void filter();

    const library::TrackQueries& m_queries;
    Kind m_kind;
    QString m_text;
    std::vector<CollectionItem> m_all;
    std::vector<CollectionItem> m_shown;
};

} // namespace groundswell::ui
