#include "ui/library/network_header.h"

#include "ui/library/network_delegate.h"

#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

NetworkHeader::NetworkHeader(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
{
    followLook(look, this, [this] {
        setFixedHeight(m_look.px(tokens::sizeRowTableHeader));
        update();
    });
}

void NetworkHeader::paintEvent(QPaintEvent*)
{
    constexpr int signSide = 14;
    const Theme& theme = m_look.theme();
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.lineSubtle);
    painter.setFont(m_look.font(Type::Caption));
    painter.setPen(theme.textTertiary);
    const auto place = [this](int from, int to) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(from, 0, to - from, height()));
    };
    const auto write = [&](const QRect& where, Qt::Alignment align, const QString& text) {
        painter.drawText(where, int(QStyle::visualAlignment(layoutDirection(), align) | Qt::AlignVCenter), text);
    };
    const int cover = NetworkDelegate::coverFrom(m_look);
    const int state = NetworkDelegate::stateWidth();
    write(place(NetworkDelegate::padding, cover), Qt::AlignLeft, u"#"_s);
    write(place(cover, width() / 2), Qt::AlignLeft, tr("Title"));
    write(place(width() / 2, width() - state), Qt::AlignRight, tr("Time"));
    m_look.icons().paint(painter, place(width() - state, width()), u"offline"_s, theme.textTertiary, signSide);
}

} // namespace groundswell::ui
