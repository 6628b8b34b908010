#pragma once

#include <QList>
#include <QtTypes>

#include <random>
#include <span>

namespace groundswell::media {

/// The order of play while shuffled: ids, a place in it, what was played before it and what comes after. A plain value.
class PlayOrder
{
public:
    /// All ids in random order, `first` (when it is one of them) in front and current.
    void shuffle(std::span<const quint64> ids, quint64 first, std::mt19937_64& random);
    /// The groups in random order, each whole and in its own order; the group of `first` in front, and `first` current
    /// (when it is in one).
    void shuffleGroups(QList<QList<quint64>> groups, quint64 first, std::mt19937_64& random);
    /// An order kept from before; the place is that of `current`.
    void restore(QList<quint64> ids, quint64 current);
    /// New ids at random places among those still to come.
    void scatter(std::span<const quint64> ids, std::mt19937_64& random);
    /// New ids directly after the current one, in the order given.
    void insertNext(std::span<const quint64> ids);
    /// Ids that are gone. The place stays with the current one, or just before what followed it.
    void remove(std::span<const quint64> ids);
    /// Makes an id current: one still to come is fetched to here, so that the others are all still played.
    void jump(quint64 id);

    [[nodiscard]] const QList<quint64>& ids() const noexcept { return m_ids; }
    /// Index of the current id, or -1 before the first.
    [[nodiscard]] qsizetype place() const noexcept { return m_place; }
    void setPlace(qsizetype place) noexcept { m_place = place; }

private:
    QList<quint64> m_ids;
    qsizetype m_place = -1;
};

} // namespace groundswell::media
