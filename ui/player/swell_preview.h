#pragma once

#include "ui/player/lantern_layout.h"
#include "ui/style/look.h"

#include <QWidget>

#include <optional>

class QPainter;

namespace groundswell::ui {

/// What stands at a moment of the song.
struct SwellMoment
{
    QString time;                        ///< "1:47"
    QString lyric;                       ///< the line sung then; empty where none is
    std::optional<Lantern> lantern = {}; ///< the comment there
    int merged = 1;                      ///< how many comments the light stands for

    bool operator==(const SwellMoment&) const = default;
};

/// A pill above the swell: who said what there and how loved it is, and the time with the line that is sung. A child of
/// the window; takes no mouse.
class SwellPreview final : public QWidget
{
    Q_OBJECT

public:
    SwellPreview(const Look& look, QWidget* window);

    /// Shows the moment centred over a point of the window: the top of the swell.
    void showOver(QPoint point, const SwellMoment& moment);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int commentWidth() const;
    [[nodiscard]] int timeWidth() const;
    void paintComment(QPainter& painter, const QRectF& line) const;
    void paintTime(QPainter& painter, const QRectF& line) const;

    const Look& m_look;
    SwellMoment m_moment;
    QString m_more;
};

} // namespace groundswell::ui
