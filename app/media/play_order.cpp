#include "media/play_order.h"

#include <QSet>

#include <algorithm>

namespace groundswell::media {

void PlayOrder::shuffle(std::span<const quint64> ids, quint64 first, std::mt19937_64& random)
{
    m_ids.assign(ids.begin(), ids.end());
    std::ranges::shuffle(m_ids, random);
    const qsizetype found = m_ids.indexOf(first);
    if (found > 0) m_ids.swapItemsAt(0, found);
    m_place = found >= 0 ? 0 : -1;
}

void PlayOrder::shuffleGroups(QList<QList<quint64>> groups, quint64 first, std::mt19937_64& random)
{
    std::ranges::shuffle(groups, random);
    const auto found = std::ranges::find_if(groups, [first](const auto& group) { return group.contains(first); });
    if (found != groups.end()) std::iter_swap(groups.begin(), found);
    m_ids.clear();
    for (const QList<quint64>& group : std::as_const(groups))
        m_ids.append(group);
    m_place = m_ids.indexOf(first);
}

void PlayOrder::restore(QList<quint64> ids, quint64 current)
{
    m_ids = std::move(ids);
    m_place = m_ids.indexOf(current);
}

void PlayOrder::scatter(std::span<const quint64> ids, std::mt19937_64& random)
{
    // Shuffling the newcomers among all that is to come keeps every order equally likely, and is linear where inserting
    // them one by one would be quadratic. What was to come keeps its own order.
    const QList<quint64> later = m_ids.mid(m_place + 1);
    QList<bool> isNew(later.size() + qsizetype(ids.size()), false);
    std::fill_n(isNew.begin(), ids.size(), true);
    std::ranges::shuffle(isNew, random);
    QList<quint64> newcomers(ids.begin(), ids.end());
    std::ranges::shuffle(newcomers, random);

    m_ids.resize(m_place + 1);
    auto fromNew = newcomers.cbegin();
    auto fromOld = later.cbegin();
    for (const bool takeNew : std::as_const(isNew))
        m_ids.append(takeNew ? *fromNew++ : *fromOld++);
}

void PlayOrder::insertNext(std::span<const quint64> ids)
{
    const QList<quint64> later = m_ids.mid(m_place + 1);
    m_ids.resize(m_place + 1);
    m_ids.append(QList<quint64>(ids.begin(), ids.end()));
    m_ids.append(later);
}

void PlayOrder::remove(std::span<const quint64> ids)
{
    const QSet<quint64> gone(ids.begin(), ids.end());
    const auto isGone = [&gone](quint64 id) { return gone.contains(id); };
    const auto before = std::count_if(m_ids.cbegin(), m_ids.cbegin() + (m_place + 1), isGone);
    m_ids.removeIf(isGone);
    m_place -= before;
}

void PlayOrder::jump(quint64 id)
{
    const qsizetype from = m_ids.indexOf(id);
    if (from < 0 || from == m_place) return;
    const qsizetype to = from < m_place ? m_place : m_place + 1;
    m_ids.move(from, to);
    m_place = to;
}

} // namespace groundswell::media
