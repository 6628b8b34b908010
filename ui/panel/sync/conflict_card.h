#pragma once

#include "ui/panel/sync/conflict_rows.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace groundswell::ui {

class Look;

/// One place where two edits crossed: base, mine and theirs side by side with their differences marked, and a line for
/// a third text. Keys 1, 2, 3 choose, or the arrows and Enter; E, or the button below, writes a third, which Enter
/// ends.
class ConflictCard final : public QWidget
{
    Q_OBJECT

public:
    ConflictCard(const Look& look, const ConflictRow& row, QWidget* parent = nullptr);

    [[nodiscard]] ConflictChoice choice() const noexcept { return m_row.choice; }
    [[nodiscard]] QLineEdit& third() noexcept { return *m_third; }
    [[nodiscard]] QPushButton& thirdButton() noexcept { return *m_write; }
    void choose(ConflictChoice choice);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// Something was chosen or written; `third` is what is written, whatever is chosen.
    void chosen(groundswell::ui::ConflictChoice choice, const QString& third);
    void moveRequested(int by);
    /// Enter in the line for a third text, which is what stands.
    void thirdWritten();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override
    {
        update();
        QWidget::focusInEvent(event);
    }
    void focusOutEvent(QFocusEvent* event) override
    {
        update();
        QWidget::focusOutEvent(event);
    }

private:
    [[nodiscard]] QRectF cell(int column) const;
    void paintCell(QPainter& painter, const QRectF& cell, const QString& text, const QString& other, bool isBase,
                   bool isChosen);
    /// The keys that decide, at the end of the head line; the width they take.
    qreal paintKeys(QPainter& painter, const QRectF& head) const;
    void moveCell(int by);
    void writeThird();
    void leaveThird(QKeyEvent* event);
    void refit();
    [[nodiscard]] int cellHeight() const;

    const Look& m_look;
    ConflictRow m_row;
    int m_cell = 1; ///< where the keyboard is: base, mine, theirs
    QLineEdit* m_third;
    QPushButton* m_write; ///< takes the place of the line until something is written there
};

} // namespace groundswell::ui
