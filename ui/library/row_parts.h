#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

class QPainter;

namespace groundswell::ui {

class Look;

/// Two small waves: the sign of the row that plays.
void paintSwellGlyph(QPainter& painter, const QRectF& place, const QColor& colour);

/// The words of a row that is two lines high.
struct TwoLines
{
    QString title;
    QString second; ///< below it: who sings, or what is wrong
    QColor titleColour;
    QColor secondColour;
    bool strong = false; ///< the row that plays
};
/// Paints them in the middle of `place`, each shortened where the room ends.
void paintTwoLines(QPainter& painter, const QRectF& place, const TwoLines& words, const Look& look, bool mirrored);

} // namespace groundswell::ui
