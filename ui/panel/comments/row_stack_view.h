#pragma once

#include "ui/panel/comments/row_places.h"

#include <QColor>
#include <QListView>

namespace groundswell::ui {

/// A list of rows of different heights, of any number: only those in sight are measured (by their delegate's sizeHint)
/// and painted, and what somebody reads stays where it is whatever is measured, inserted, removed or made narrower
/// around it; whoever is at the beginning stays there. Rows are not selected, and they come, go and change but are
/// not sorted (QAbstractItemModel::layoutChanged). To screen readers and style sheets it is
/// the QListView that it is; the places of its rows are its own, for QListView asks every row for its size whenever one
/// is inserted. GUI thread.
class RowStackView : public QListView
{
    Q_OBJECT

public:
    /// `background` is painted below the rows and covers the viewport, so that scrolling moves what is painted.
    explicit RowStackView(QWidget* parent = nullptr);
    void setBackground(const QColor& background);

    void setModel(QAbstractItemModel* model) override;
    [[nodiscard]] QRect visualRect(const QModelIndex& index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint& place) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void reset() override;

protected:
    /// The heights of all rows, or of one, are others now.
    void measureAnew();
    void measureAnew(const QModelIndex& index);

    void dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles = {}) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void updateGeometries() override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect&, QItemSelectionModel::SelectionFlags) override {}
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection&) const override { return {}; }

private:
    /// A row and where its upper edge stands in the viewport.
    struct Anchor
    {
        int row = 0;
        int y = 0;
    };
    [[nodiscard]] Anchor kept() const;
    void rowsRemoved(int first, int last);
    void measure(int row);
    void measureAround(Anchor anchor);
    [[nodiscard]] int pageFrom(int row, int by);
    void settle(Anchor anchor);
    void settleAnew();
    void moveTo(Anchor anchor);

    RowPlaces m_places;
    Anchor m_top;            ///< the row at the upper edge
    bool m_settling = false; ///< the scroll bar follows what was done
    QColor m_background;
};

} // namespace groundswell::ui
