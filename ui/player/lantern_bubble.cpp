#include "ui/player/lantern_bubble.h"

#include "ui/style/horizon.h"
#include "ui/style/shadow.h"

#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int bodyHeight = 34;
constexpr int widest = 460;
constexpr int gap = 8;
const int margin = shadowMargin(Shadow::Popover);
} // namespace

LanternBubble::LanternBubble(const Look& look, QWidget* window)
    : QWidget(window)
    , m_look(look)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void LanternBubble::showOver(QPoint point, const Lantern& lantern, int merged)
{
    m_lantern = lantern;
    m_lantern.text = lantern.text.simplified();
    m_more = merged > 1 ? tr("+%n", "further comments at the same moment", merged - 1) : QString();
    const QFontMetrics strong(m_look.font(Type::Strong, languageOfScript(m_lantern.author)));
    const QFontMetrics body(m_look.font(Type::Body, languageOfScript(m_lantern.text)));
    const QFontMetrics small(m_look.font(Type::Small));
    int width = 12 + 20 + gap + strong.horizontalAdvance(m_lantern.author) + 6 +
                body.horizontalAdvance(m_lantern.text) + gap + 14 + 4 +
                small.horizontalAdvance(QLocale().toString(m_lantern.likes)) + 16;
    if (!m_more.isEmpty()) width += gap + small.horizontalAdvance(m_more);
    width = std::min({width, m_look.px(widest), parentWidget()->width() - 16});
    const int tall = m_look.px(bodyHeight);
    const int x = std::clamp(point.x() - width / 2, 8, std::max(8, parentWidget()->width() - width - 8));
    setGeometry(x - margin, point.y() - tall - 2 - margin, width + 2 * margin, tall + 2 * margin);
    raise();
    show();
    update();
}

void LanternBubble::paintEvent(QPaintEvent*)
{
    const auto& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    paintShadow(painter, body, body.height() / 2, Shadow::Popover, theme);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.bgOverlay);
    painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), body.height() / 2, body.height() / 2);

    paintHorizon(painter, QRectF(body.left() + 8, body.center().y() - 10, 20, 20), m_lantern.seed);
    const QString likes = QLocale().toString(m_lantern.likes);
    QFont numbers = m_look.type().font(Type::Small, 12, 600);
    numbers.setFeature("tnum", 1);
    double right = body.right() - 14;
    painter.setFont(numbers);
    painter.setPen(theme.lanternBase);
    const double likesWidth = painter.fontMetrics().horizontalAdvance(likes);
    painter.drawText(QRectF(right - likesWidth, body.top(), likesWidth + 2, body.height()),
                     Qt::AlignVCenter | Qt::AlignLeft, likes);
    right -= likesWidth + 18;
    m_look.icons().paint(painter, QRectF(right, body.top(), 14, body.height()), u"heart"_s, theme.lanternBase, 14);
    right -= gap;
    if (!m_more.isEmpty()) {
        painter.setFont(m_look.font(Type::Small));
        painter.setPen(theme.textTertiary);
        const double moreWidth = painter.fontMetrics().horizontalAdvance(m_more);
        painter.drawText(QRectF(right - moreWidth, body.top(), moreWidth + 2, body.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, m_more);
        right -= moreWidth + gap;
    }
    double x = body.left() + 12 + 20 + gap - 2;
    painter.setFont(m_look.font(Type::Strong, languageOfScript(m_lantern.author)));
    painter.setPen(theme.textPrimary);
    const double nameWidth =
        std::min<double>(painter.fontMetrics().horizontalAdvance(m_lantern.author), (right - x) * 0.5);
    painter.drawText(
        QRectF(x, body.top(), nameWidth + 2, body.height()), Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(m_lantern.author, Qt::ElideRight, static_cast<int>(nameWidth) + 1));
    x += nameWidth + 6;
    painter.setFont(m_look.font(Type::Body, languageOfScript(m_lantern.text)));
    painter.setPen(theme.textSecondary);
    const auto way = m_lantern.text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(QRectF(x, body.top(), right - x, body.height()),
                     Qt::AlignVCenter | Qt::AlignAbsolute | way | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_lantern.text, Qt::ElideRight, static_cast<int>(right - x)));
}

} // namespace groundswell::ui
