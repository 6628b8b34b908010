#include "ui/panel/comments/row_places.h"

#include <algorithm>

namespace groundswell::ui {

void RowPlaces::clear()
{
    m_rows.clear();
    movedFrom(0);
}

void RowPlaces::insert(int first, int count)
{
    m_rows.insert(m_rows.begin() + first, static_cast<size_t>(count), {static_cast<int>(m_usual), false});
    movedFrom(first);
}

void RowPlaces::remove(int first, int count)
{
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + count);
    movedFrom(first);
}

void RowPlaces::setHeight(int row, int height)
{
    constexpr double newsWeight = 1.0 / 16;
    m_usual += (height - m_usual) * newsWeight;
    Row& changed = m_rows[static_cast<size_t>(row)];
    changed.measured = true;
    if (changed.height == height) return;
    changed.height = height;
    movedFrom(row);
}

void RowPlaces::distrustAll()
{
    for (Row& row : m_rows)
        row.measured = false;
}

void RowPlaces::movedFrom(int row)
{
    m_tops.resize(std::min(m_tops.size(), static_cast<size_t>(row) + 1));
}

int RowPlaces::top(int row) const
{
    const auto index = static_cast<size_t>(row);
    while (m_tops.size() <= index)
        m_tops.push_back(m_tops.back() + m_rows[m_tops.size() - 1].height);
    return m_tops[index];
}

int RowPlaces::rowAt(int y) const
{
    if (m_rows.empty()) return -1;
    while (m_tops.back() <= y && m_tops.size() < m_rows.size())
        (void)top(static_cast<int>(m_tops.size()));
    const auto known = m_tops.begin() + std::min(count(), static_cast<int>(m_tops.size()));
    const auto below = std::upper_bound(m_tops.begin() + 1, known, y);
    return static_cast<int>(below - m_tops.begin()) - 1;
}

} // namespace groundswell::ui
