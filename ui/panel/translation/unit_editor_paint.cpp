// What is painted of the open row; its parts and what one does in it are in unit_editor.cpp.
#include "ui/panel/translation/unit_editor.h"

#include "translation/syllables.h"
#include "ui/panel/translation/unit_geometry.h"
#include "ui/parts/roomy_editor.h"
#include "ui/parts/when_text.h"
#include "ui/style/look.h"
#include "ui/style/mirrored.h"
#include "ui/style/own_direction.h"
#include "ui/style/state_dot.h"

#include <QPainter>

#include <algorithm>

namespace groundswell::ui {

void UnitEditor::paintEvent(QPaintEvent*)
{
    if (m_row < 0 || m_row >= m_model.rowCount()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_look.theme();
    const UnitColumns columns = UnitColumns::forWidth(width());
    painter.fillRect(rect(), theme.bgRaised);
    const auto seen = [this](const QRectF& place) { return mirrored(layoutDirection(), rect(), place); };
    painter.fillRect(seen({0, 0, 2, qreal(height())}), theme.tideBase);
    const lyrics::Line& line = m_model.line(m_row);
    const qreal middle = topMargin + 20;
    const qreal dot = m_look.px(14);
    paintStateDot(painter, seen({columns.dot - dot / 2, middle - dot / 2, dot, dot}), m_model.state(m_row), theme);
    painter.setFont(m_look.type().tabular(Type::Small));
    painter.setPen(theme.textTertiary);
    painter.drawText(seen({columns.number, middle - 10, 22, 20}), Qt::AlignLeft | Qt::AlignVCenter,
                     QString::number(m_row + 1));

    const QString roman = m_model.roman(m_row);
    // Read from the right, its words begin at the field, which is wider than the text in it.
    const bool atField = layoutDirection() == Qt::RightToLeft && !columns.stacked;
    const qreal room = columns.sourceWidth - (atField ? 8 : 0);
    const int alignment = line.text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    painter.setFont(m_look.font(Type::Romanisation));
    painter.setPen(theme.textSecondary);
    painter.drawText(seen({columns.source, topMargin - 2.0, room, qreal(m_look.px(14))}),
                     alignment | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(inOwnDirection(roman.simplified(), layoutDirection()),
                                                      Qt::ElideRight, int(room)));
    painter.setFont(m_look.type().font(Type::Story, 15.5, 400, m_model.words().lang));
    painter.setPen(theme.textPrimary);
    const int tall = columns.stacked ? sourceHeight() : editorHeight() + 8;
    painter.drawText(seen({columns.source, qreal(topMargin + sourceTop()), room, qreal(tall)}),
                     alignment | Qt::AlignAbsolute | Qt::AlignTop | Qt::TextWordWrap,
                     inOwnDirection(line.text, layoutDirection()));

    const QRect field = m_edit->geometry();
    const QRectF meter(field.left(), field.bottom() + 4, field.width(), m_look.px(18));
    const int sung = translation::estimateSyllables(line.text, m_model.words().lang);
    const int written = translation::estimateSyllables(m_edit->toPlainText(), m_model.document().lang);
    painter.setFont(m_look.font(Type::Caption));
    painter.setPen(theme.textTertiary);
    const QString head = tr("Syllables");
    painter.drawText(meter, Qt::AlignLeft | Qt::AlignVCenter, head);
    const QString counted = tr("%1 of %2 sung", "syllables, both estimated").arg(written).arg(sung);
    const QString span = !line.startMs ? QString()
                         : line.endMs  ? tr("%1 to %2", "times").arg(clockText(*line.startMs), clockText(*line.endMs))
                                       : clockText(*line.startMs);
    const auto widthOf = [](const QFont& font, const QString& text) {
        return QFontMetricsF(font).horizontalAdvance(text);
    };
    const QFont digits = m_look.type().tabular(Type::Caption);
    // The track gives way to what is written beside it.
    const qreal trackLeft = meter.left() + widthOf(painter.font(), head) + 10;
    const qreal others = 8 + widthOf(painter.font(), counted) + 12 + widthOf(digits, span);
    const auto inMeter = [&](const QRectF& place) { return mirrored(layoutDirection(), meter, place); };
    const QRectF track(trackLeft, meter.center().y() - 1.5, std::clamp(meter.right() - trackLeft - others, 16.0, 72.0),
                       3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.fillTrack);
    painter.drawRoundedRect(inMeter(track), 1.5, 1.5);
    painter.setBrush(written > sung + 2 ? theme.stateCaution : theme.tideBase);
    const double share = std::min(1.0, sung > 0 ? double(written) / sung : 0.0);
    painter.drawRoundedRect(inMeter(QRectF(track.topLeft(), QSizeF(track.width() * share, 3))), 1.5, 1.5);
    painter.setPen(theme.textSecondary);
    painter.drawText(inMeter(meter.adjusted(track.right() + 8 - meter.left(), 0, 0, 0)),
                     Qt::AlignLeft | Qt::AlignVCenter, inOwnDirection(counted, layoutDirection()));
    if (track.right() + others > meter.right() + 1) return; // no room for the times
    painter.setFont(digits);
    painter.drawText(meter, Qt::AlignRight | Qt::AlignVCenter, inOwnDirection(span, layoutDirection()));
}

} // namespace groundswell::ui
