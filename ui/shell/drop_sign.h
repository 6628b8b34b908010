#pragma once

#include "ui/style/look.h"

#include <QWidget>

namespace groundswell::ui {

/// What lies over the window while files are dragged over it: that they can be let go here, and what comes of it. It
/// takes neither the mouse nor the drop. GUI thread.
class DropSign final : public QWidget
{
    Q_OBJECT

public:
    /// Covers `host`, hidden at first.
    DropSign(const Look& look, QWidget* host);

    /// Files are over the window; hide() when they are not any more.
    void open();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const Look& m_look;
};

} // namespace groundswell::ui
