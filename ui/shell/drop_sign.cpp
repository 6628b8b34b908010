#include "ui/shell/drop_sign.h"

#include "ui/style/mirrored.h"
#include "ui/style/shadow.h"

#include <QEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr double edge = 8; ///< px between the window's edge and the line
constexpr int signTall = 44;
constexpr int padding = 16;
constexpr int iconSide = 18;
constexpr int iconGap = 10;
} // namespace

DropSign::DropSign(const Look& look, QWidget* host)
    : QWidget(host)
    , m_look(look)
{
    setObjectName(u"dropSign"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Drop to add to your library"));
    host->installEventFilter(this);
    hide();
}

void DropSign::open()
{
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

bool DropSign::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void DropSign::paintEvent(QPaintEvent*)
{
    const auto& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.bgScrim);
    painter.setPen(QPen(theme.tideBase, 2, Qt::DashLine));
    painter.setBrush(theme.fillPlaying);
    painter.drawRoundedRect(QRectF(rect()).adjusted(edge, edge, -edge, -edge), tokens::radiusXl, tokens::radiusXl);

    painter.setFont(m_look.font(Type::Strong));
    const int icon = m_look.px(iconSide);
    const int words = painter.fontMetrics().horizontalAdvance(accessibleName()) + 1;
    const QSizeF size(2 * padding + icon + iconGap + words, m_look.px(signTall));
    QRectF sign(QPointF(), size);
    sign.moveCenter(rect().center());
    paintFloating(painter, sign, tokens::radiusLg, theme);
    const auto place = [&](double from, double width) {
        return mirrored(layoutDirection(), sign, {sign.left() + from, sign.top(), width, sign.height()});
    };
    m_look.icons().paint(painter, place(padding, icon), u"plus"_s, theme.tideBase, iconSide);
    painter.setPen(theme.textPrimary);
    painter.drawText(place(padding + icon + iconGap, words), Qt::AlignCenter, accessibleName());
}

} // namespace groundswell::ui
