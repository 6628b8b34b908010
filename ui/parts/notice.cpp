#include "ui/parts/notice.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/style/shadow.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::ceil;
using std::chrono::milliseconds;

namespace groundswell::ui {

namespace {
constexpr int noticeHeight = 40;
constexpr milliseconds readingTime = 4s;
constexpr size_t mostWaiting = 4;
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
    auto* icon = new QSpacerItem(0, 0); // not a margin, since margins do not mirror
    row->addItem(icon);
    followLook(look, this, [this, icon] {
        icon->changeSize(m_look.px(18) + 10, 0);
        layout()->invalidate();
    });
    row->addWidget(m_text);
    row->addStretch();
    row->addWidget(m_act);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Notice::leave);
    connect(m_act, &QPushButton::clicked, this, &Notice::press);
    host->installEventFilter(this);
    hide();
}

void Notice::tell(const QString& text, const QString& icon, Tone tone, int ms)
{
    take({text, icon, tone, ms, {}, {}});
}

void Notice::offer(const QString& text, const QString& actText, std::function<void()> act, const QString& icon, int ms)
{
    take({text, icon, Tone::Tide, ms, actText, std::move(act), QDeadlineTimer(ms), true});
}

void Notice::offerWay(const QString& text, const QString& actText, std::function<void()> act, const QString& icon)
{
    constexpr int ms = 8000;
    take({text, icon, Tone::Tide, ms, actText, std::move(act), QDeadlineTimer(ms)});
}

bool Notice::undo()
{
    if (isVisible() && m_shown.undoes && m_shown.act) {
        press();
        return true;
    }
    const auto offered =
        std::ranges::find_if(m_waiting, [](const Message& each) { return each.undoes && !each.until.hasExpired(); });
    if (offered == m_waiting.end()) return false;
    const auto act = std::move(offered->act);
    m_waiting.erase(offered);
    act();
    return true;
}

void Notice::press()
{
    const auto act = std::exchange(m_shown.act, nullptr);
    leave();
    if (act) act();
}

void Notice::take(Message message)
{
    const bool offered = isVisible() && m_shown.act != nullptr;
    const bool unread = isVisible() && m_shown.tone == Tone::Failed && m_since.durationElapsed() < readingTime;
    const bool same = !message.act && !m_shown.act && message.text == m_shown.text;
    if ((!offered && !unread) || same) {
        present(std::move(message));
    } else if (message.act) { // what can be taken back only for a moment goes first
        m_waiting.push_front(std::exchange(m_shown, {}));
        present(std::move(message));
    } else if (m_waiting.size() < mostWaiting) {
        m_waiting.push_back(std::move(message));
        if (!offered) m_timer.start(ceil<milliseconds>(readingTime - m_since.durationElapsed()));
    }
}

void Notice::present(Message message)
{
    m_shown = std::move(message);
    if (m_shown.icon.isEmpty()) m_shown.icon = u"info"_s;
    m_text->setText(m_shown.text);
    m_act->setText(m_shown.actText);
    m_act->setVisible(m_shown.act != nullptr);
    place();
    raise();
    show();
    update();
    m_since.start();
    const auto planned = m_waiting.empty() ? milliseconds(m_shown.ms) : readingTime;
    m_timer.start(m_shown.act ? ceil<milliseconds>(m_shown.until.remainingTimeAsDuration()) : planned);
    QAccessibleEvent alert(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Notice::takeBack(const QString& text)
{
    std::erase_if(m_waiting, [&text](const Message& message) { return !message.act && message.text == text; });
    if (isVisible() && !m_shown.act && m_shown.text == text) leave();
}

void Notice::leave()
{
    m_shown = {};
    std::erase_if(m_waiting, [](const Message& message) { return message.act && message.until.hasExpired(); });
    if (m_waiting.empty()) {
        hide();
        return;
    }
    Message next = std::move(m_waiting.front());
    m_waiting.pop_front();
    present(std::move(next));
}

void Notice::setFloor(int px)
{
    m_floor = px;
    place();
}

void Notice::setRoom(std::function<QRect()> room)
{
    m_room = std::move(room);
}

void Notice::place()
{
    const QRect host = parentWidget()->rect();
    const int wanted = std::max(layout()->sizeHint().width(), m_look.px(320) + 2 * margin);
    const int tall = m_look.px(noticeHeight) + 2 * margin;
    QRect room = m_room ? m_room() : host;
    int floor = m_floor;
    raise(); // a drawer may have come since
    // Its shadow may lie over what is beside.
    if (room.width() < wanted - 2 * margin &&
        room != host) { // over what is beside, but above what stands along its lower edge
        room = host;
        floor += m_look.px(noticeHeight);
    }
    const int width = std::min(wanted, host.width() - 16);
    setGeometry(room.center().x() - width / 2, host.height() - floor - tall + margin, width, tall);
}

bool Notice::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest && isVisible()) place(); // its words have another size now
    return QWidget::event(event);
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
    paintFloating(painter, body, tokens::radiusLg, theme);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int side = m_look.px(18);
    const QRectF place = mirrored ? QRectF(body.right() - 14 - side, body.top(), side, body.height())
                                  : QRectF(body.left() + 14, body.top(), side, body.height());
    m_look.icons().paint(painter, place, m_shown.icon, toneColour(theme, m_shown.tone), 18);
}

void Notice::enterEvent(QEnterEvent* event)
{
    m_timer.stop();
    QWidget::enterEvent(event);
}

void Notice::leaveEvent(QEvent* event)
{
    m_timer.start(readingTime);
    QWidget::leaveEvent(event);
}

} // namespace groundswell::ui
