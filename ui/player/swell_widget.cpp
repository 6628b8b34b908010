#include "ui/player/swell_widget.h"

#include "ui/player/lantern_bubble.h"
#include "ui/player/swell_accessible.h"
#include "ui/player/time_text.h"

#include <QAccessible>
#include <QEasingCurve>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr qint64 step = 5'000;
constexpr qint64 page = 30'000;
constexpr double hitReach = 8; // hit target 16 px wide
constexpr int headReach = 12;  // what a moving playhead can change beside it
constexpr int timeReach = 64;  // and how far the elapsed time beside it reaches
constexpr int timeHeight = 22;
constexpr double flipDistance = 60; // elapsed time goes to the left of the playhead near the end
} // namespace

SwellWidget::SwellWidget(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_curve(SwellCurve::flat(1))
{
    setLayoutDirection(Qt::LeftToRight);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setProperty("ownFocus", true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(tokens::sizePlayerSwell);
    setAccessibleName(tr("Position in the song"));
    registerSwellAccessibility();
    m_grow.setStartValue(0.0);
    m_grow.setEndValue(1.0);
    m_grow.setEasingCurve(Look::easeOut());
    connect(&m_grow, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_growth = value.toDouble();
        dropPixmaps();
    });
    connect(&look, &Look::changed, this, &SwellWidget::dropPixmaps);
}

void SwellWidget::setWaveform(const std::optional<media::Waveform>& waveform)
{
    if (m_waveform == waveform) return;
    m_waveform = waveform;
    m_grow.stop();
    m_growth = 1;
    rebuild();
    const int ms = m_look.duration(tokens::motionDurationSwellGrow);
    if (waveform && isVisible() && ms > 0) {
        m_growth = 0;
        m_grow.setDuration(ms);
        m_grow.start();
    }
}

void SwellWidget::setLanterns(std::vector<Lantern> lanterns)
{
    if (m_lanterns == lanterns) return;
    m_lanterns = std::move(lanterns);
    setHot(-1);
    rebuild();
}

void SwellWidget::setDuration(qint64 ms)
{
    if (m_duration == ms) return;
    m_duration = ms;
    rebuild();
}

void SwellWidget::setPosition(qint64 ms)
{
    const double before = xOf(position());
    const bool secondChanged = m_position / 1000 != ms / 1000;
    m_position = ms;
    const double after = xOf(position());
    const double device = devicePixelRatioF();
    if (std::floor(before * device) == std::floor(after * device) && !secondChanged) return;
    const auto around = [this](double x) { return QRect(static_cast<int>(x) - headReach, 0, 2 * headReach, height()); };
    // The elapsed time stands beside the playhead and moves with it.
    const auto beside = [this](double x) {
        return QRect(static_cast<int>(x) - timeReach, 0, 2 * timeReach, timeHeight);
    };
    for (const double x : {before, after}) {
        update(around(x));
        update(beside(x));
    }
    if (secondChanged) {
        QAccessibleValueChangeEvent changed(this, QVariant(ms));
        QAccessible::updateAccessibility(&changed);
    }
}

void SwellWidget::setLyricAt(std::function<QString(qint64)> lyricAt)
{
    m_lyricAt = std::move(lyricAt);
}

QString SwellWidget::spokenPosition() const
{
    return tr("%1 of %2", "position in the song, both are times").arg(spokenTime(position()), spokenTime(m_duration));
}

QSize SwellWidget::sizeHint() const
{
    return {600, tokens::sizePlayerSwell};
}

void SwellWidget::nudge(qint64 ms)
{
    if (m_duration > 0) Q_EMIT seekRequested(std::clamp<qint64>(m_position + ms, 0, m_duration));
}

void SwellWidget::rebuild()
{
    m_curve = m_waveform ? SwellCurve::of(*m_waveform, width()) : SwellCurve::flat(width());
    m_spots = layOutLanterns(m_lanterns, m_duration, width(), height(), m_curve);
    dropPixmaps();
}

void SwellWidget::dropPixmaps()
{
    m_pixmaps = {};
    update();
}

double SwellWidget::xOf(qint64 ms) const
{
    return m_duration > 0 ? static_cast<double>(ms) / static_cast<double>(m_duration) * width() : 0.0;
}

qint64 SwellWidget::msAt(double x) const
{
    return std::clamp<qint64>(std::llround(x / std::max(1, width()) * static_cast<double>(m_duration)), 0, m_duration);
}

int SwellWidget::spotAt(double x) const
{
    int best = -1;
    double nearest = hitReach;
    for (size_t i = 0; i < m_spots.size(); ++i) {
        if (const double distance = std::abs(m_spots[i].x - x); distance < nearest) {
            nearest = distance;
            best = static_cast<int>(i);
        }
    }
    return best;
}

void SwellWidget::setHot(int spot)
{
    if (spot == m_hot) return;
    m_hot = spot;
    update();
    if (spot < 0) {
        if (m_bubble) m_bubble->hide();
        return;
    }
    if (!m_bubble) m_bubble = new LanternBubble(m_look, window());
    const auto& at = m_spots[static_cast<size_t>(spot)];
    m_bubble->showOver(mapTo(window(), QPoint(static_cast<int>(at.x), 0)), m_lanterns[at.lantern], at.merged);
}

void SwellWidget::stepLantern(int direction)
{
    if (m_spots.empty()) return;
    const int last = static_cast<int>(m_spots.size()) - 1;
    int next = m_hot + direction;
    if (m_hot < 0) {
        // The first light after (or before) where the song is.
        const double head = xOf(position());
        const auto after = std::ranges::find_if(m_spots, [head](const LanternSpot& spot) { return spot.x >= head; });
        next = static_cast<int>(after - m_spots.begin()) + (direction < 0 ? -1 : 0);
    }
    setHot(std::clamp(next, 0, last));
    const auto& lantern = m_lanterns[m_spots[static_cast<size_t>(m_hot)].lantern];
    //: Read aloud when the keyboard reaches a comment on the seek bar: author, time, text, loves
    setAccessibleDescription(tr("Comment by %1, at %2: %3. %n love(s)", nullptr, lantern.likes)
                                 .arg(lantern.author, timeText(lantern.ms), lantern.text));
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void SwellWidget::paintEvent(QPaintEvent* event)
{
    const double dpr = devicePixelRatioF();
    if (m_pixmaps.ahead.isNull() || m_drawnDpr != dpr) {
        m_pixmaps = SwellPixmaps::draw(m_curve, m_spots, size(), dpr, m_look.theme(), m_growth);
        m_drawnDpr = dpr;
    }
    QPainter painter(this);
    const double head = xOf(position());
    const QRectF dirty = event->rect();
    const auto blit = [&](const QPixmap& pixmap, const QRectF& part) {
        const QRectF visible = part.intersected(dirty);
        if (!visible.isEmpty())
            painter.drawPixmap(visible, pixmap, QRectF(visible.topLeft() * dpr, visible.size() * dpr));
    };
    const double cut = std::floor(head * dpr) / dpr;
    blit(m_pixmaps.played, QRectF(0, 0, cut, height()));
    blit(m_pixmaps.ahead, QRectF(cut, 0, width() - cut, height()));
    painter.fillRect(QRect(0, 0, width(), 1), m_look.theme().lineSubtle);
    if (m_duration > 0) {
        painter.fillRect(QRectF(cut - tokens::swellPlayhead / 2, 0, tokens::swellPlayhead, height()),
                         m_look.theme().textPrimary);
        paintTimes(painter, head);
    }
    paintHotSpot(painter);
    if (hasFocus() && m_byKeyboard) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_look.theme().lineFocus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), tokens::radiusSm, tokens::radiusSm);
    }
}

void SwellWidget::paintTimes(QPainter& painter, double head) const
{
    const auto& theme = m_look.theme();
    QFont font = m_look.type().tabular(Type::Caption);
    painter.setFont(font);
    painter.setPen(theme.textTertiary);
    const QString total = timeText(m_duration);
    const int totalWidth = painter.fontMetrics().horizontalAdvance(total);
    const bool flipped = head > width() - flipDistance;
    if (!flipped || head < width() - totalWidth - 24)
        painter.drawText(QRectF(width() - totalWidth - 12, 3, totalWidth + 2, 16), Qt::AlignVCenter | Qt::AlignLeft,
                         total);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.textPrimary);
    const QString elapsed = timeText(position());
    const int elapsedWidth = painter.fontMetrics().horizontalAdvance(elapsed) + 2;
    painter.drawText(QRectF(flipped ? head - 8 - elapsedWidth : head + 8, 3, elapsedWidth, 16),
                     Qt::AlignVCenter | Qt::AlignLeft, elapsed);
}

void SwellWidget::paintHotSpot(QPainter& painter) const
{
    if (m_hot < 0 || m_hot >= static_cast<int>(m_spots.size())) return;
    const auto& theme = m_look.theme();
    const auto& spot = m_spots[static_cast<size_t>(m_hot)];
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lanternLine, 1));
    painter.drawLine(QPointF(spot.x, 0), QPointF(spot.x, spot.y - spot.radius - tokens::swellRing));
    painter.setPen(QPen(theme.lanternMark, 1.5));
    painter.setBrush(theme.bgSky);
    painter.drawEllipse(QPointF(spot.x, spot.y), spot.radius + tokens::swellRing, spot.radius + tokens::swellRing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.lanternMark);
    painter.drawEllipse(QPointF(spot.x, spot.y), spot.radius, spot.radius);
}

void SwellWidget::resizeEvent(QResizeEvent*)
{
    setHot(-1);
    rebuild();
}

void SwellWidget::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_duration <= 0) return;
    m_dragging = true;
    m_dragMs = msAt(event->position().x());
    tellPointer(event->position().toPoint());
    update();
}

void SwellWidget::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging) {
        m_dragMs = msAt(event->position().x());
        update();
    } else {
        setHot(spotAt(event->position().x()));
    }
    tellPointer(event->position().toPoint());
}

void SwellWidget::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_dragging || event->button() != Qt::LeftButton) return;
    m_dragging = false;
    // A click on a light opens its comment as well: its moment is where it stands.
    const bool moved = std::abs(xOf(m_dragMs) - event->position().x()) > 3;
    m_position = m_dragMs;
    Q_EMIT seekRequested(m_dragMs);
    if (m_hot >= 0 && !moved) Q_EMIT lanternOpened(m_lanterns[m_spots[static_cast<size_t>(m_hot)].lantern].id);
    update();
}

void SwellWidget::wheelEvent(QWheelEvent* event)
{
    const int turned = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if (turned != 0) nudge(turned > 0 ? step : -step);
    event->accept();
}

void SwellWidget::keyPressEvent(QKeyEvent* event)
{
    const bool lanternKeys = event->modifiers() == (Qt::ControlModifier | Qt::AltModifier);
    switch (event->key()) {
    case Qt::Key_Left: lanternKeys ? stepLantern(-1) : nudge(-step); return;
    case Qt::Key_Right: lanternKeys ? stepLantern(1) : nudge(step); return;
    case Qt::Key_PageDown: nudge(-page); return;
    case Qt::Key_PageUp: nudge(page); return;
    case Qt::Key_Home: nudge(-m_duration); return;
    case Qt::Key_End: nudge(m_duration); return;
    case Qt::Key_Escape:
        if (m_hot >= 0) {
            setHot(-1);
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_hot >= 0) {
            Q_EMIT lanternOpened(m_lanterns[m_spots[static_cast<size_t>(m_hot)].lantern].id);
            return;
        }
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void SwellWidget::leaveEvent(QEvent*)
{
    setHot(-1);
}

void SwellWidget::focusInEvent(QFocusEvent* event)
{
    m_byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                   event->reason() == Qt::ShortcutFocusReason;
    update();
}

void SwellWidget::focusOutEvent(QFocusEvent*)
{
    setHot(-1);
    update();
}

void SwellWidget::tellPointer(const QPoint& at)
{
    if (m_duration <= 0 || (m_hot >= 0 && !m_dragging)) {
        QToolTip::hideText();
        return;
    }
    const qint64 ms = msAt(at.x());
    const QString line = m_lyricAt ? m_lyricAt(ms) : QString();
    const QString text = line.isEmpty() ? timeText(ms) : timeText(ms) + u"  "_s + line.toHtmlEscaped();
    QToolTip::showText(mapToGlobal(QPoint(at.x() - 20, -44)), text, this);
}

} // namespace groundswell::ui
