#pragma once

#include "ui/style/look.h"

#include <QWidget>

class QVBoxLayout;

namespace groundswell::ui {

/// A raised surface that belongs to a button: it opens beside it, and closes with Esc or a press elsewhere. Its first
/// line says what it is. GUI thread.
class Popover : public QWidget
{
    Q_OBJECT

public:
    /// `width` of the surface in px at 100 % of the text size.
    Popover(const Look& look, const QString& title, int width, QWidget* parent);

    /// Opens within the anchor's window, below an anchor in its upper half and above one in its lower half, or at the
    /// other side where there is more room; the keyboard goes to the first control.
    void openAt(QWidget& anchor);

Q_SIGNALS:
    void closed();

protected:
    /// Where the contents go.
    [[nodiscard]] QVBoxLayout& column() noexcept { return *m_column; }
    /// The first line's end, for a switch or a choice.
    void addToTitle(QWidget* widget);
    /// Fits the surface to changed contents while it is open.
    void refit();

    void paintEvent(QPaintEvent* event) override;
    void hideEvent(QHideEvent* event) override;

    const Look& m_look;

private:
    void place();

    int m_width;
    QWidget* m_anchor = nullptr;
    QWidget* m_head;
    QVBoxLayout* m_column;
};

} // namespace groundswell::ui
