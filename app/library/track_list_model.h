#pragma once

#include "library/track.h"
#include "library/track_queries.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QHash>

#include <stop_token>

namespace groundswell::library {

/// The library's tracks as a table of any length: it holds ids, fetches pages of rows when a view asks for them, and
/// shows placeholders until they come. Sorting and filtering happen on the readers' threads; the old rows stay until
/// the new order is there. GUI thread.
class TrackListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The columns, from the left. Each shows the TrackField of the same name.
    enum Column {
        TitleColumn,
        ArtistColumn,
        AlbumColumn,
        DurationColumn,
        TrackNoColumn,
        YearColumn,
        GenreColumn,
        CodecColumn,
        PlayCountColumn,
        AddedColumn,
        WordsColumn,
        CommentsColumn,
        ColumnCount
    };
    /// The role of a field, the same in every column. Field Loaded is false for a placeholder; Song and Id are text and
    /// number.
    [[nodiscard]] static constexpr int role(TrackField field) noexcept
    {
        return Qt::UserRole + 1 + static_cast<int>(field);
    }

    /// The queries must outlive the model.
    explicit TrackListModel(const TrackQueries& queries, QObject* parent = nullptr);
    ~TrackListModel() override;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    void setFilter(const TrackFilter& filter);
    void setOrder(const TrackOrder& order);
    [[nodiscard]] const TrackFilter& filter() const noexcept { return m_filter; }
    [[nodiscard]] const TrackOrder& order() const noexcept { return m_order; }

    /// Null (0) for a row that is not there.
    [[nodiscard]] TrackId idAt(int row) const;
    /// -1 for a track that the filter hides.
    [[nodiscard]] int rowOf(TrackId id) const;
    /// All ids in the order shown: what "play all" puts into the queue.
    [[nodiscard]] const TrackIds& ids() const noexcept { return m_ids; }
    /// The row where it is loaded; null for a placeholder and for a row that is not there.
    [[nodiscard]] const TrackRow* rowAt(int row) const;

    /// Asks for ids and rows again; what is shown stays until they are here.
    void refresh();
    /// Asks for one row again.
    void refreshTrack(TrackId id);

Q_SIGNALS:
    /// A new order or filter is shown now.
    void loaded();
    void failed(const groundswell::Error& error);

private:
    template <class F>
    void later(F function);
    void fetchPage(int page) const;
    void showPage(int page, quint64 question, const TrackIds& asked, const Result<QList<TrackRow>>& rows);
    void showIds(TrackIds ids);

    const TrackQueries& m_queries;
    TrackFilter m_filter;
    TrackOrder m_order;
    TrackIds m_ids;
    std::stop_source m_asking; // stops the last question for ids when there is a newer one
    // Filled from data(), which is const for a view but may start a fetch.
    mutable quint64 m_questions = 0;
    mutable QHash<int, quint64> m_pending; // the last question for each page that has no answer yet
    mutable QCache<int, QList<TrackRow>> m_pages;
};

} // namespace groundswell::library
