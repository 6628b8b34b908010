#include "ui/panel/sync/outbox_model.h"

#include "community/village.h"

#include <QCoreApplication>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using community::OutboxItem;
using community::SendState;

QString sendStateText(SendState state, bool offline)
{
    switch (state) {
    case SendState::Sent: return OutboxModel::tr("Sent");
    case SendState::Waiting:
        return offline ? OutboxModel::tr("Sends when you\u2019re back online") : OutboxModel::tr("Waiting to send");
    case SendState::Sending: return OutboxModel::tr("Sending");
    case SendState::Failed: return OutboxModel::tr("Not sent");
    case SendState::Blocked: return OutboxModel::tr("Waits for another that was not sent");
    case SendState::Conflict: return OutboxModel::tr("Two edits crossed");
    }
    return {};
}

OutboxModel::OutboxModel(community::Village& village, QObject* parent)
    : QAbstractListModel(parent)
    , m_village(village)
{
    connect(&village.outbox(), &community::Outbox::changed, this, &OutboxModel::reload);
    connect(&village, &community::Village::statusChanged, this, &OutboxModel::reload);
    connect(&village.account(), &community::Account::changed, this, &OutboxModel::reload); // who waits for whom
    reload();
}

void OutboxModel::reload()
{
    const quint64 request = ++m_request;
    m_village.outbox().items().then(this, [this, request](const Result<std::vector<OutboxItem>>& items) {
        if (request != m_request || !items || *items == m_items) return;
        // Items only leave and join: rows that stay keep their selection.
        for (int row = int(m_items.size()) - 1; row >= 0; --row) {
            const bool stays = std::ranges::any_of(
                *items, [&](const OutboxItem& item) { return item.id == m_items.at(size_t(row)).id; });
            if (!stays) {
                beginRemoveRows({}, row, row);
                m_items.erase(m_items.begin() + row);
                endRemoveRows();
            }
        }
        for (int row = 0; row < int(items->size()); ++row) {
            if (row < int(m_items.size()) && m_items.at(size_t(row)).id == items->at(size_t(row)).id) continue;
            const bool known = std::ranges::any_of(
                m_items, [&](const OutboxItem& item) { return item.id == items->at(size_t(row)).id; });
            if (known) {
                beginResetModel();
                m_items = *items;
                endResetModel();
                return;
            }
            beginInsertRows({}, row, row);
            m_items.insert(m_items.begin() + row, items->at(size_t(row)));
            endInsertRows();
        }
        m_items = *items;
        if (!m_items.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
}

int OutboxModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant OutboxModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= int(m_items.size())) return {};
    const OutboxItem& item = m_items.at(size_t(index.row()));
    if (role == Qt::DisplayRole) return item.summary;
    if (role == Qt::AccessibleTextRole)
        return u"%1, %2, %3"_s.arg(item.summary, item.text,
                                   item.problem.isEmpty() ? sendStateText(item.state, false) : item.problem);
    return {};
}

} // namespace groundswell::ui
