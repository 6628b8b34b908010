#pragma once

#include <vector>

namespace groundswell::ui {

/// Where the rows of a list stand, one below the other, when their heights differ and only those that somebody looked
/// at were measured. One that was not stands in with a usual height, or with the one that it had. In px. A value.
class RowPlaces
{
public:
    [[nodiscard]] int count() const noexcept { return static_cast<int>(m_rows.size()); }
    void clear();
    void insert(int first, int count);
    void remove(int first, int count);

    void setHeight(int row, int height);
    [[nodiscard]] int height(int row) const { return m_rows[static_cast<size_t>(row)].height; }
    [[nodiscard]] bool isMeasured(int row) const { return m_rows[static_cast<size_t>(row)].measured; }
    /// Must be measured again.
    void distrust(int row) { m_rows[static_cast<size_t>(row)].measured = false; }
    void distrustAll();

    /// The upper edge of a row; of count() the lower edge of the last.
    [[nodiscard]] int top(int row) const;
    [[nodiscard]] int total() const { return top(count()); }
    /// The row at a place: the first above all, the last below all, -1 where there are none.
    [[nodiscard]] int rowAt(int y) const;

private:
    struct Row
    {
        int height;
        bool measured;
    };
    /// What stands below the upper edge of this row moved.
    void movedFrom(int row);

    std::vector<Row> m_rows;
    mutable std::vector<int> m_tops{0}; ///< of the first rows, as far as somebody asked
    double m_usual = 90;                ///< what is measured is about as high
};

} // namespace groundswell::ui
