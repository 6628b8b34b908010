#pragma once

#include "ui/panel/comments/comment_row.h"

QT_BEGIN_NAMESPACE
class QFont;
QT_END_NAMESPACE

namespace groundswell::ui {

/// The whole px that a single line of text needs.
[[nodiscard]] qreal widthOfLine(const QString& text, const QFont& font, const Look& look);

/// Puts zones of a row one after the other from the left, or from the right edge leftwards. What comes from the left
/// after that is shortened where the room ends, and whole in its tooltip. A value; px.
class ZoneLine
{
public:
    static constexpr int high = 20; ///< at 100 % of the text size
    static constexpr int icon = 14; ///< the same

    ZoneLine(CommentRow& row, const Look& look, qreal left, qreal right, qreal top);

    void addLeft(RowZone zone);
    void addRight(RowZone zone);
    /// How far the zones from the right reach.
    [[nodiscard]] qreal right() const noexcept { return m_right; }

private:
    [[nodiscard]] qreal widthOf(const RowZone& zone) const;

    CommentRow& m_row;
    const Look& m_look;
    qreal m_left;
    qreal m_right;
    qreal m_top;
    qreal m_height;
};

} // namespace groundswell::ui
