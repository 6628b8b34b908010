#include "ui/panel/comments/comment_row.h"
#include "ui/parts/when_text.h"
#include "ui/style/horizon.h"
#include "ui/style/look.h"
#include "ui/style/mirrored.h"
#include "ui/style/own_direction.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using RowKind = community::CommentListModel::RowKind;

namespace {

constexpr qreal panelPadding = 16;

QString tr(const char* text)
{
    return QCoreApplication::translate("groundswell::ui", text);
}

/// Where an icon of 14 px stands in a line of text.
QRectF iconPlace(qreal left, const QRectF& line, const Look& look)
{
    const qreal side = look.px(14);
    return {left, line.center().y() - side / 2, side, side};
}

void paintChip(QPainter& painter, const RowZone& zone, bool hovered, const Look& look)
{
    const Theme& theme = look.theme();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.lanternTint);
    painter.drawRoundedRect(zone.rect, zone.rect.height() / 2, zone.rect.height() / 2);
    painter.setBrush(Qt::NoBrush);
    QFont font = look.type().tabular(Type::Caption);
    font.setWeight(QFont::DemiBold);
    painter.setPen(hovered ? theme.lanternHover : theme.lanternBase);
    look.lines().draw(painter, zone.rect, Qt::AlignCenter, zone.label, font);
}

void paintZone(QPainter& painter, const RowZone& zone, bool hovered, const Look& look)
{
    const Theme& theme = look.theme();
    const bool answers = zone.action != CommentAction::None;
    const QColor colour = hovered && answers && (zone.tone == Tone::Tertiary || zone.tone == Tone::Secondary)
                              ? theme.textPrimary
                          : hovered && zone.tone == Tone::Tide ? theme.tideHover
                                                               : toneColour(theme, zone.tone);
    const auto seen = [&](const QRectF& rect) { return mirrored(painter.layoutDirection(), zone.rect, rect); };
    qreal x = zone.rect.left();
    if (!zone.icon.isEmpty()) {
        const QColor shape = zone.icon == u"heart-fill"_s ? theme.lanternMark : colour;
        look.icons().paint(painter, seen(iconPlace(x, zone.rect, look)), zone.icon, shape, 14);
        x += look.px(14) + 6;
    }
    painter.setPen(colour);
    look.lines().draw(painter, seen({x, zone.rect.top(), zone.rect.right() - x + 2, zone.rect.height()}),
                      Qt::AlignLeft | Qt::AlignVCenter, inOwnDirection(zone.label, painter.layoutDirection()),
                      look.type().font(Type::Small, 12, zone.strong ? 600 : 400));
}

void paintStory(QPainter& painter, const CommentRow& row, bool hovered, const Look& look)
{
    const Theme& theme = look.theme();
    const QRectF card = row.card.adjusted(0.5, 0.5, -0.5, -0.5);
    const auto seen = [&](const QRectF& rect) { return mirrored(painter.layoutDirection(), row.card, rect); };
    const QRectF corner = seen({card.left() + card.width() * 0.12, card.top(), 0, 0});
    QRadialGradient light(corner.topLeft(), card.width() * 0.7);
    light.setColorAt(0, theme.storyFrom);
    light.setColorAt(1, theme.storyTo);
    painter.setPen(QPen(hovered ? theme.lanternLine : theme.storyLine, 1));
    painter.setBrush(theme.bgRaised);
    painter.drawRoundedRect(card, 10, 10);
    painter.setBrush(light);
    painter.drawRoundedRect(card, 10, 10);
    painter.setBrush(Qt::NoBrush);
    const qreal left = row.titlePosition.x();
    const QRectF top(left, card.top() + 9, card.right() - 14 - left, look.px(18));
    look.icons().paint(painter, seen(iconPlace(left, top, look)), u"stories"_s, theme.lanternBase, 14);
    painter.setFont(look.type().font(Type::Caption, 11, 600));
    painter.setPen(theme.lanternBase);
    painter.drawText(seen(top.adjusted(look.px(14) + 6, 0, 0, 0)), Qt::AlignLeft | Qt::AlignVCenter, row.storyLabel);
    painter.setFont(look.font(Type::Caption));
    painter.setPen(theme.textSecondary);
    painter.drawText(seen(top), Qt::AlignRight | Qt::AlignVCenter,
                     inOwnDirection(row.storyMeta, painter.layoutDirection()));
    painter.setPen(theme.textPrimary);
    row.title.draw(painter, row.titlePosition);
    painter.setPen(theme.textSecondary);
    row.text.draw(painter, row.textPosition);
    row.note.draw(painter, row.notePosition);

    paintHorizon(painter, row.avatar, row.avatarSeed);
    const QRectF name = seen(row.nameRect); // back to where it was laid out
    const QString loves = row.loves > 0 ? QLocale().toString(row.loves) : QString();
    qreal right = card.right() - 14;
    if (row.loves > 0) {
        painter.setFont(look.type().font(Type::Small, 12, 600));
        painter.setPen(theme.lanternBase);
        const qreal width = painter.fontMetrics().horizontalAdvance(loves) + 1;
        painter.drawText(seen({right - width, name.top(), width, name.height()}), Qt::AlignRight | Qt::AlignVCenter,
                         loves);
        look.icons().paint(painter, seen(iconPlace(right - width - 5 - look.px(14), name, look)), u"heart-fill"_s,
                           theme.lanternMark, 14);
        right -= width + 14 + look.px(14);
    }
    painter.setFont(look.type().font(Type::Small, 12, 600, languageOfScript(row.name)));
    painter.setPen(theme.textPrimary);
    const QString shown = painter.fontMetrics().elidedText(row.name, Qt::ElideRight, int((right - name.left()) * 0.6));
    painter.drawText(row.nameRect, Qt::AlignLeft | Qt::AlignVCenter, shown);
    const qreal byLeft = name.left() + painter.fontMetrics().horizontalAdvance(shown);
    painter.setFont(look.font(Type::Small));
    painter.setPen(theme.textSecondary);
    const QString byline = painter.fontMetrics().elidedText(row.byline, Qt::ElideRight, int(right - byLeft));
    painter.drawText(seen({byLeft, name.top(), right - byLeft, name.height()}), Qt::AlignLeft | Qt::AlignVCenter,
                     byline);
}

void paintHeader(QPainter& painter, const CommentRow& row, qint64 nowMs, qreal width, const Look& look)
{
    const Theme& theme = look.theme();
    const QRectF rect(panelPadding, row.height - look.px(28) + 2, width - 2 * panelPadding, look.px(24));
    const auto seen = [&](const QRectF& place) { return mirrored(painter.layoutDirection(), rect, place); };
    painter.setFont(look.type().font(Type::Small, 12, 600));
    painter.setPen(theme.textPrimary);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, row.header);
    const qreal after = painter.fontMetrics().horizontalAdvance(row.header) + 8;
    painter.setFont(look.type().tabular(Type::Small));
    painter.setPen(theme.textTertiary);
    painter.drawText(seen(rect.adjusted(after, 0, 0, 0)), Qt::AlignLeft | Qt::AlignVCenter,
                     QLocale().toString(row.count));
    if (row.aside.isEmpty()) return;
    const QString saved = tr("Saved %1 ago").arg(whenText(row.aside.toLongLong(), nowMs));
    const QString shown = nowMs - row.aside.toLongLong() < 60'000 ? tr("Saved just now") : saved;
    painter.setFont(look.font(Type::Caption));
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, inOwnDirection(shown, painter.layoutDirection()));
    const qreal x = rect.right() - painter.fontMetrics().horizontalAdvance(shown) - 6 - look.px(14);
    look.icons().paint(painter, seen(iconPlace(x, rect, look)), u"cloud-off"_s, theme.textTertiary, 14);
}

} // namespace

void mirrorRow(CommentRow& row, qreal width)
{
    const QRectF whole(0, 0, width, row.height);
    for (QRectF* rect : {&row.avatar, &row.nameRect, &row.dateRect, &row.threadLine})
        *rect = mirrored(Qt::RightToLeft, whole, *rect);
    for (RowZone& zone : row.zones)
        zone.rect = mirrored(Qt::RightToLeft, whole, zone.rect);
    if (row.kind == RowKind::Story) return;
    row.textPosition.setX(panelPadding); // it was as wide as from there to the other side
    row.notePosition.setX(panelPadding);
}

void paintRow(QPainter& painter, QPointF origin, const CommentRow& row, const RowZone* hovered, qint64 nowMs,
              const Look& look)
{
    const Theme& theme = look.theme();
    painter.save();
    painter.translate(origin);
    painter.setRenderHint(QPainter::Antialiasing);
    if (row.threadLine.isValid()) painter.fillRect(row.threadLine, theme.lineStrong);
    if (row.kind == RowKind::Story) {
        paintStory(painter, row, hovered != nullptr, look);
        painter.restore();
        return;
    }
    if (row.kind == RowKind::Header) {
        paintHeader(painter, row, nowMs, painter.device()->width(), look);
        painter.restore();
        return;
    }
    if (row.avatar.isValid()) {
        paintHorizon(painter, row.avatar, row.avatarSeed);
        painter.setPen(theme.textPrimary);
        look.lines().draw(painter, row.nameRect, Qt::AlignLeft | Qt::AlignVCenter,
                          inOwnDirection(row.name, painter.layoutDirection()),
                          look.type().font(Type::Small, 12.5, 600, languageOfScript(row.name)));
        painter.setPen(theme.textTertiary);
        look.lines().draw(painter, row.dateRect, Qt::AlignRight | Qt::AlignVCenter,
                          inOwnDirection(whenText(row.createdAt, nowMs), painter.layoutDirection()),
                          look.type().tabular(Type::Caption));
        painter.setPen(row.quiet ? theme.textSecondary : theme.textPrimary);
        row.text.draw(painter, row.textPosition);
        painter.setPen(theme.textSecondary);
        row.note.draw(painter, row.notePosition);
    }
    for (const RowZone& zone : row.zones) {
        if (zone.action == CommentAction::Seek)
            paintChip(painter, zone, &zone == hovered, look);
        else
            paintZone(painter, zone, &zone == hovered, look);
    }
    painter.restore();
}

} // namespace groundswell::ui
