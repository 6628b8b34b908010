#pragma once

#include "community/view.h"

#include <QAbstractListModel>

#include <vector>

namespace groundswell::community {
class Village;
}

namespace groundswell::ui {

/// What this person wrote and the village has not got yet, one operation a row, oldest first. Follows the outbox by
/// itself.
class OutboxModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// The village outlives the model.
    explicit OutboxModel(community::Village& village, QObject* parent = nullptr);

    [[nodiscard]] const community::OutboxItem& item(int row) const { return m_items.at(size_t(row)); }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void reload();

    community::Village& m_village;
    std::vector<community::OutboxItem> m_items;
    quint64 m_request = 0;
};

/// The state of an item, for people.
[[nodiscard]] QString sendStateText(community::SendState state, bool offline);

} // namespace groundswell::ui
