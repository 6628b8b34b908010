#pragma once

#include "ui/player/lantern_layout.h"
#include "ui/style/look.h"

#include <QWidget>

namespace groundswell::ui {

/// A comment as one line in a pill above the swell: who, what, how loved. A child of the window; takes no mouse.
class LanternBubble final : public QWidget
{
    Q_OBJECT

public:
    LanternBubble(const Look& look, QWidget* window);

    /// Shows the comment centred over a point of the window (the top of the swell, at the light).
    void showOver(QPoint point, const Lantern& lantern, int merged);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    Lantern m_lantern;
    QString m_more;
};

} // namespace groundswell::ui
