#pragma once

#include "library/scanner.h"
#include "ui/style/look.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QPainter;
class QToolButton;

namespace groundswell::ui {

/// How far the reading of the music folders is, and the way to stop it: a line of the sidebar that is there while
/// somebody waits for a scan, or while one of upkeep takes long. A short one passes unseen.
class ScanLine final : public QWidget
{
    Q_OBJECT

public:
    /// The scanner must outlive it.
    ScanLine(const Look& look, library::Scanner& scanner, QWidget* parent = nullptr);

    void setRail(bool rail);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void begin(library::ScanReason reason);
    void take(const library::ScanProgress& progress);
    void end();
    [[nodiscard]] QString countText() const;
    /// 0 to 1; none while files are still looked for and nothing was read.
    [[nodiscard]] std::optional<double> done() const;
    void paintBar(QPainter& painter, const QRectF& bar) const;

    const Look& m_look;
    library::Scanner& m_scanner;
    QToolButton* m_stop;
    library::ScanProgress m_progress;
    QTimer m_patience; ///< until the line comes
    bool m_rail = false;
};

} // namespace groundswell::ui
