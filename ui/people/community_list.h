#pragma once

#include "community/view.h"
#include "ui/parts/text_block.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>
#include <QUrl>

#include <vector>

namespace groundswell::community {
class Account;
}

namespace groundswell::ui {

class Look;

/// A community that one can join, as far as it has answered.
struct CommunityEntry
{
    enum class Reach { Asking, Reachable, Silent };
    QUrl server;
    QString name; ///< its own, or the host until it answers
    QString description;
    qint64 people = 0;
    Reach reach = Reach::Asking;
    QString problem;    ///< why it is Silent, one sentence for a person
    bool typed = false; ///< by the person, just now
};

/// The communities the sign-in offers: those used before, those named to it, and the address being typed. Each is
/// really asked who it is. GUI thread.
class CommunityListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { ServerRole = Qt::UserRole, NameRole, DescriptionRole, PeopleRole, ReachRole };

    /// The account outlives the model.
    explicit CommunityListModel(community::Account& account, QObject* parent = nullptr);

    /// Adds a community (or finds it) and asks it; the row. -1 for an address that is none.
    int add(const QUrl& server, const QString& name = {});
    /// The same for an address that a person typed, which is asked anew where it did not answer; others typed before
    /// that do not answer leave the list.
    int addTyped(const QUrl& server);
    /// Asks a community once more that did not answer.
    void askAgain(const QUrl& server);
    /// Only what was typed can be taken away: an account elsewhere stays one's own.
    [[nodiscard]] bool canRemove(int row) const;
    void remove(int row);
    [[nodiscard]] const CommunityEntry& entry(int row) const { return m_entries.at(size_t(row)); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void ask(const QUrl& server);
    void tellChanged(int row);
    [[nodiscard]] int rowOf(const QUrl& server) const; ///< -1: it is not in the list

    community::Account& m_account;
    std::vector<CommunityEntry> m_entries;
};

/// Paints a community: its horizon, name, people and description, which has up to two lines.
class CommunityDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int padding = 12; ///< px between a row's edge and what is in it

    explicit CommunityDelegate(const Look& look, QObject* parent = nullptr)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    /// What the community says of itself, for a row of this width.
    [[nodiscard]] TextBlock description(const QModelIndex& index, qreal width) const;

    const Look& m_look;
};

/// The address of a community as people type it: "lanternbay.example", "localhost:8080", "https://…". Invalid for
/// anything else than http and https; without a scheme https is meant, but http on this computer.
[[nodiscard]] QUrl communityUrl(const QString& typed);

} // namespace groundswell::ui
