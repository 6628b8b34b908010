#include "ui/parts/notice.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/style/shadow.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int noticeHeight = 40;
const int margin = shadowMargin(Shadow::Popover);
} // namespace

Notice::Notice(const Look& look, QWidget* host)
    : QWidget(host)
    , m_look(look)
    , m_text(plainLabel(look, {}, Type::Body, Tone::Primary, this))
    , m_act(makeButton(look, ButtonKind::Link, {}, {}, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(margin + 12, margin, margin + 12, margin);
    row->setSpacing(16);
    row->addSpacing(28); // the icon; not a margin, since margins do not mirror
    row->addWidget(m_text);
    row->addStretch();
    row->addWidget(m_act);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_act, &QPushButton::clicked, this, [this] {
        hide();
        if (auto action = std::exchange(m_action, nullptr)) action();
    });
    host->installEventFilter(this);
    hide();
}

void Notice::tell(const QString& text, const QString& icon, Tone tone, int ms)
{
    m_action = nullptr;
    m_act->hide();
    present(text, icon, tone, ms);
}

void Notice::offer(const QString& text, const QString& actText, std::function<void()> act, const QString& icon, int ms)
{
    m_action = std::move(act);
    m_act->setText(actText);
    m_act->show();
    present(text, icon, Tone::Tide, ms);
}

void Notice::present(const QString& text, const QString& icon, Tone tone, int ms)
{
    m_icon = icon.isEmpty() ? u"info"_s : icon;
    m_tone = tone;
    m_text->setText(text);
    place();
    raise();
    show();
    update();
    m_timer.start(ms);
    QAccessibleEvent alert(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Notice::setFloor(int px)
{
    m_floor = px;
    place();
}

void Notice::place()
{
    const auto* host = parentWidget();
    const int width = std::min(std::max(layout()->sizeHint().width(), m_look.px(320) + 2 * margin), host->width() - 16);
    const int tall = m_look.px(noticeHeight) + 2 * margin;
    setGeometry((host->width() - width) / 2, host->height() - m_floor - tall + margin, width, tall);
}

bool Notice::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) place();
    return QWidget::eventFilter(watched, event);
}

void Notice::paintEvent(QPaintEvent*)
{
    const auto& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    paintShadow(painter, body, tokens::radiusLg, Shadow::Popover, theme);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.bgOverlay);
    painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), tokens::radiusLg, tokens::radiusLg);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRectF place = mirrored ? QRectF(body.right() - 32, body.top(), 18, body.height())
                                  : QRectF(body.left() + 14, body.top(), 18, body.height());
    m_look.icons().paint(painter, place, m_icon, toneColour(theme, m_tone), 18);
}

void Notice::enterEvent(QEnterEvent* event)
{
    m_timer.stop();
    QWidget::enterEvent(event);
}

void Notice::leaveEvent(QEvent* event)
{
    m_timer.start(4000);
    QWidget::leaveEvent(event);
}

} // namespace groundswell::ui
