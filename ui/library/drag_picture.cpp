#include "ui/library/drag_picture.h"

#include "ui/style/look.h"

#include <QLocale>
#include <QPainter>

namespace groundswell::ui {

QPixmap dragPicture(const QString& title, const QPixmap& cover, qsizetype count, const Look& look, double dpr)
{
    constexpr int tall = 40;
    constexpr int textLeft = 8 + dragCoverSide + 10;
    const auto& theme = look.theme();
    const QFont font = look.font(Type::Label, languageOfScript(title));
    const QString shown = QFontMetrics(font).elidedText(title, Qt::ElideRight, look.px(180));
    const int words = QFontMetrics(font).horizontalAdvance(shown) + 1;
    const QFont small = look.type().tabular(Type::Caption);
    const QString number = QLocale().toString(count);
    const int badge = count > 1 ? std::max(24, QFontMetrics(small).horizontalAdvance(number) + 14) : 0;
    const int width = textLeft + words + 12 + (badge > 0 ? badge + 8 : 0);
    QPixmap picture((QSizeF(width, tall) * dpr).toSize());
    picture.setDevicePixelRatio(dpr);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.bgOverlay);
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, tall - 1), tokens::radiusMd, tokens::radiusMd);
    painter.drawPixmap(8, (tall - dragCoverSide) / 2, cover);
    painter.setFont(font);
    painter.setPen(theme.textPrimary);
    painter.drawText(QRect(textLeft, 0, words, tall), Qt::AlignVCenter | Qt::AlignLeft, shown);
    if (badge > 0) {
        const QRect place(width - badge - 8, 11, badge, 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.tideBase);
        painter.drawRoundedRect(place, 9, 9);
        painter.setPen(theme.textOnTide);
        painter.setFont(small);
        painter.drawText(place, Qt::AlignCenter, number);
    }
    return picture;
}

} // namespace groundswell::ui
