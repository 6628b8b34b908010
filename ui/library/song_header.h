#pragma once

#include "ui/library/song_columns.h"

#include <QHeaderView>

class QMenu;

namespace groundswell::ui {

class Look;

/// The song table's header: quiet words, the sorted column with a small chevron, a hairline below. It has the table's
/// columns: which of them are shown and how wide, as the person chose in its menu and by dragging.
class SongHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit SongHeader(const Look& look, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    void setModel(QAbstractItemModel* model) override;

    /// Shows of the chosen columns what a list of this width, in px, has room for, and gives the rows' numbers the room
    /// that the model's last one needs.
    void fit(int listWidth);

    /// Choice and widths, for the settings.
    [[nodiscard]] QString columnsText() const { return m_columns.toText(); }
    void setColumnsText(const QString& text);

    /// Everything that the list can be sorted by, shown as a column or not, with a mark at what it is sorted by now:
    /// what a click on a column does, for the keyboard. A new menu each time, owned by the parent.
    [[nodiscard]] QMenu* makeSortMenu(QWidget* parent);
    /// Opens that menu below the header, at what the list is sorted by.
    void openSortMenu(QWidget& owner);
    /// The order for a screen reader; empty where it is no column's.
    [[nodiscard]] QString orderText() const;

Q_SIGNALS:
    /// The person chose another column or another width.
    void columnsChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;

private:
    void setUpColumns();
    void keepWidth(int section, int before, int width);
    void forgetWidth(int section);
    void showMenu(const QPoint& pos);

    const Look& m_look;
    SongColumns m_columns;
    int m_listWidth = 0;
    bool m_fitting = false; ///< columns are being resized by us
};

} // namespace groundswell::ui
