#pragma once

#include <QAbstractListModel>

namespace groundswell::media {
class PlayQueue;
}

namespace groundswell::ui {

/// The play queue as rows, in the order shown. Follows it by ranges, so that its length does not matter. GUI thread.
class QueueModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        TitleRole = Qt::UserRole,
        ArtistRole,
        DurationRole, ///< ms, 0 when unknown
        CurrentRole,  ///< whether it is being played
        PastRole,     ///< whether it stands before that one
        ProblemRole,  ///< why it could not be played; empty
    };

    /// The queue outlives the model.
    explicit QueueModel(media::PlayQueue& queue, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;
    bool removeRows(int row, int count, const QModelIndex& parent = {}) override;
    bool moveRows(const QModelIndex& sourceParent, int sourceRow, int count, const QModelIndex& destinationParent,
                  int destinationChild) override;

private:
    media::PlayQueue& m_queue;
    int m_current = -1;
};

} // namespace groundswell::ui
