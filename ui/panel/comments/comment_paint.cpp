#include "ui/panel/comments/comment_row.h"
#include "ui/parts/when_text.h"
#include "ui/style/horizon.h"
#include "ui/style/look.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using RowKind = community::CommentListModel::RowKind;

namespace {

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
    painter.setFont(font);
    painter.setPen(hovered ? theme.lanternHover : theme.lanternBase);
    painter.drawText(zone.rect, Qt::AlignCenter, zone.label);
}

void paintZone(QPainter& painter, const RowZone& zone, bool hovered, const Look& look)
{
    const Theme& theme = look.theme();
    const bool answers = zone.action != CommentAction::None;
    const QColor colour = hovered && answers && (zone.tone == Tone::Tertiary || zone.tone == Tone::Secondary)
                              ? theme.textPrimary
                          : hovered && zone.tone == Tone::Tide ? theme.tideHover
                                                               : toneColour(theme, zone.tone);
    qreal x = zone.rect.left();
    if (!zone.icon.isEmpty()) {
        const QColor shape = zone.icon == u"heart-fill"_s ? theme.lanternMark : colour;
        look.icons().paint(painter, iconPlace(x, zone.rect, look), zone.icon, shape, 14);
        x += look.px(14) + 6;
    }
    painter.setFont(look.type().font(Type::Small, 12, zone.strong ? 600 : 400));
    painter.setPen(colour);
    painter.drawText(QRectF(x, zone.rect.top(), zone.rect.right() - x + 2, zone.rect.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, zone.label);
}

void paintStory(QPainter& painter, const CommentRow& row, bool hovered, const Look& look)
{
    const Theme& theme = look.theme();
    const QRectF card = row.card.adjusted(0.5, 0.5, -0.5, -0.5);
    QRadialGradient light(card.left() + card.width() * 0.12, card.top(), card.width() * 0.7);
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
    look.icons().paint(painter, iconPlace(left, top, look), u"stories"_s, theme.lanternBase, 14);
    painter.setFont(look.type().font(Type::Caption, 11, 600));
    painter.setPen(theme.lanternBase);
    painter.drawText(top.adjusted(look.px(14) + 6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.storyLabel);
    painter.setFont(look.font(Type::Caption));
    painter.setPen(theme.textSecondary);
    painter.drawText(top, Qt::AlignRight | Qt::AlignVCenter, row.storyMeta);
    painter.setPen(theme.textPrimary);
    row.title.draw(painter, row.titlePosition);
    painter.setPen(theme.textSecondary);
    row.text.draw(painter, row.textPosition);
    row.note.draw(painter, row.notePosition);

    paintHorizon(painter, row.avatar, row.avatarSeed);
    const QString loves = row.loves > 0 ? QLocale().toString(row.loves) : QString();
    qreal right = card.right() - 14;
    if (row.loves > 0) {
        painter.setFont(look.type().font(Type::Small, 12, 600));
        painter.setPen(theme.lanternBase);
        const qreal width = painter.fontMetrics().horizontalAdvance(loves) + 1;
        painter.drawText(QRectF(right - width, row.nameRect.top(), width, row.nameRect.height()),
                         Qt::AlignRight | Qt::AlignVCenter, loves);
        look.icons().paint(painter, iconPlace(right - width - 5 - look.px(14), row.nameRect, look), u"heart-fill"_s,
                           theme.lanternMark, 14);
        right -= width + 14 + look.px(14);
    }
    painter.setFont(look.type().font(Type::Small, 12, 600, languageOfScript(row.name)));
    painter.setPen(theme.textPrimary);
    const QString name =
        painter.fontMetrics().elidedText(row.name, Qt::ElideRight, int((right - row.nameRect.left()) * 0.6));
    painter.drawText(row.nameRect, Qt::AlignLeft | Qt::AlignVCenter, name);
    const qreal byLeft = row.nameRect.left() + painter.fontMetrics().horizontalAdvance(name);
    painter.setFont(look.font(Type::Small));
    painter.setPen(theme.textSecondary);
    const QString byline = painter.fontMetrics().elidedText(row.byline, Qt::ElideRight, int(right - byLeft));
    painter.drawText(QRectF(byLeft, row.nameRect.top(), right - byLeft, row.nameRect.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, byline);
}

void paintHeader(QPainter& painter, const CommentRow& row, qint64 nowMs, qreal width, const Look& look)
{
    const Theme& theme = look.theme();
    const QRectF rect(16, row.height - look.px(28) + 2, width - 32, look.px(24));
    painter.setFont(look.type().font(Type::Small, 12, 600));
    painter.setPen(theme.textPrimary);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, row.header);
    const qreal after = painter.fontMetrics().horizontalAdvance(row.header) + 8;
    painter.setFont(look.type().tabular(Type::Small));
    painter.setPen(theme.textTertiary);
    painter.drawText(rect.adjusted(after, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, QLocale().toString(row.count));
    if (row.aside.isEmpty()) return;
    const QString saved = tr("Saved %1 ago").arg(whenText(row.aside.toLongLong(), nowMs));
    const QString shown = nowMs - row.aside.toLongLong() < 60'000 ? tr("Saved just now") : saved;
    painter.setFont(look.font(Type::Caption));
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, shown);
    const qreal x = rect.right() - painter.fontMetrics().horizontalAdvance(shown) - 6 - look.px(14);
    look.icons().paint(painter, iconPlace(x, rect, look), u"cloud-off"_s, theme.textTertiary, 14);
}

} // namespace

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
        painter.setFont(look.type().font(Type::Small, 12.5, 600, languageOfScript(row.name)));
        painter.setPen(theme.textPrimary);
        painter.drawText(row.nameRect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, row.name);
        painter.setFont(look.type().tabular(Type::Caption));
        painter.setPen(theme.textTertiary);
        painter.drawText(row.dateRect, Qt::AlignRight | Qt::AlignVCenter, whenText(row.createdAt, nowMs));
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
