#include "ui/player/swell_preview.h"

#include "ui/style/horizon.h"
#include "ui/style/shadow.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int commentHeight = 34;
constexpr int timeHeight = 26;
constexpr int widest = 460;
constexpr int gap = 8;
constexpr int side = 12;
constexpr int avatar = 20;
const int margin = shadowMargin(Shadow::Popover);

QFont numberFont(const Look& look)
{
    QFont font = look.type().font(Type::Small, 12, 600);
    font.setFeature("tnum", 1);
    return font;
}

} // namespace

SwellPreview::SwellPreview(const Look& look, QWidget* window)
    : QWidget(window)
    , m_look(look)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

int SwellPreview::commentWidth() const
{
    if (!m_moment.lantern) return 0;
    const Lantern& lantern = *m_moment.lantern;
    const QFontMetrics strong(m_look.font(Type::Strong, languageOfScript(lantern.author)));
    const QFontMetrics body(m_look.font(Type::Body, languageOfScript(lantern.text)));
    const QFontMetrics numbers(numberFont(m_look));
    int width = side + avatar + gap + strong.horizontalAdvance(lantern.author) + 6 +
                body.horizontalAdvance(lantern.text) + gap + 18 +
                numbers.horizontalAdvance(QLocale().toString(lantern.likes)) + 16;
    if (!m_more.isEmpty()) width += gap + QFontMetrics(m_look.font(Type::Small)).horizontalAdvance(m_more);
    return width;
}

int SwellPreview::timeWidth() const
{
    const QFontMetrics lyric(m_look.font(Type::Body, languageOfScript(m_moment.lyric)));
    const int words = m_moment.lyric.isEmpty() ? 0 : gap + lyric.horizontalAdvance(m_moment.lyric) + 4;
    return side + QFontMetrics(numberFont(m_look)).horizontalAdvance(m_moment.time) + 2 + words + side;
}

void SwellPreview::showOver(QPoint point, const SwellMoment& moment)
{
    m_moment = moment;
    if (m_moment.lantern) m_moment.lantern->text = m_moment.lantern->text.simplified();
    m_more = moment.merged > 1 ? tr("+%n", "further comments at the same moment", moment.merged - 1) : QString();
    const int width =
        std::min({std::max(commentWidth(), timeWidth()), m_look.px(widest), parentWidget()->width() - 16});
    const int tall = m_look.px(m_moment.lantern ? commentHeight + timeHeight - 4 : timeHeight);
    const int x = std::clamp(point.x() - width / 2, 8, std::max(8, parentWidget()->width() - width - 8));
    setGeometry(x - margin, point.y() - tall - 2 - margin, width + 2 * margin, tall + 2 * margin);
    raise();
    show();
    update();
}

void SwellPreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    const double radius = m_moment.lantern ? m_look.px(commentHeight) / 2.0 : body.height() / 2;
    paintFloating(painter, body, radius, m_look.theme());
    const double last = m_look.px(timeHeight);
    if (m_moment.lantern) {
        paintComment(painter, QRectF(body.left(), body.top(), body.width(), m_look.px(commentHeight)));
        paintTime(painter, QRectF(body.left() + avatar + 4, body.bottom() - last - 2, body.width() - avatar - 4, last));
    } else {
        paintTime(painter, body);
    }
}

void SwellPreview::paintComment(QPainter& painter, const QRectF& line) const
{
    const auto& theme = m_look.theme();
    const Lantern& lantern = *m_moment.lantern;
    paintHorizon(painter, QRectF(line.left() + side - 4, line.center().y() - avatar / 2.0, avatar, avatar),
                 lantern.seed);
    const QString likes = QLocale().toString(lantern.likes);
    double right = line.right() - 14;
    painter.setFont(numberFont(m_look));
    painter.setPen(theme.lanternBase);
    const double likesWidth = painter.fontMetrics().horizontalAdvance(likes);
    painter.drawText(QRectF(right - likesWidth, line.top(), likesWidth + 2, line.height()),
                     Qt::AlignVCenter | Qt::AlignLeft, likes);
    right -= likesWidth + 18;
    m_look.icons().paint(painter, QRectF(right, line.top(), 14, line.height()), u"heart"_s, theme.lanternBase, 14);
    right -= gap;
    if (!m_more.isEmpty()) {
        painter.setFont(m_look.font(Type::Small));
        painter.setPen(theme.textTertiary);
        const double moreWidth = painter.fontMetrics().horizontalAdvance(m_more);
        painter.drawText(QRectF(right - moreWidth, line.top(), moreWidth + 2, line.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, m_more);
        right -= moreWidth + gap;
    }
    double x = line.left() + side + avatar + gap - 4;
    painter.setFont(m_look.font(Type::Strong, languageOfScript(lantern.author)));
    painter.setPen(theme.textPrimary);
    const double nameWidth =
        std::min<double>(painter.fontMetrics().horizontalAdvance(lantern.author), (right - x) * 0.5);
    painter.drawText(QRectF(x, line.top(), nameWidth + 2, line.height()), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(lantern.author, Qt::ElideRight, static_cast<int>(nameWidth) + 1));
    x += nameWidth + 6;
    painter.setFont(m_look.font(Type::Body, languageOfScript(lantern.text)));
    painter.setPen(theme.textSecondary);
    const auto way = lantern.text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(QRectF(x, line.top(), right - x, line.height()),
                     Qt::AlignVCenter | Qt::AlignAbsolute | way | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(lantern.text, Qt::ElideRight, static_cast<int>(right - x)));
}

void SwellPreview::paintTime(QPainter& painter, const QRectF& line) const
{
    const auto& theme = m_look.theme();
    painter.setFont(numberFont(m_look));
    painter.setPen(m_moment.lantern ? theme.lanternBase : theme.textPrimary);
    const double timeAdvance = painter.fontMetrics().horizontalAdvance(m_moment.time) + 2;
    painter.drawText(QRectF(line.left() + side, line.top(), timeAdvance, line.height()),
                     Qt::AlignVCenter | Qt::AlignLeft, m_moment.time);
    const double x = line.left() + side + timeAdvance + gap;
    const double room = line.right() - side + 4 - x;
    painter.setFont(m_look.font(Type::Body, languageOfScript(m_moment.lyric)));
    painter.setPen(m_moment.lantern ? theme.textTertiary : theme.textSecondary);
    painter.drawText(QRectF(x, line.top(), room, line.height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_moment.lyric, Qt::ElideRight, static_cast<int>(room)));
}

} // namespace groundswell::ui
