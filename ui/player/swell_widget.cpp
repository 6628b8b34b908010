#include "ui/player/swell_widget.h"

#include "ui/player/swell_accessible.h"
#include "ui/player/swell_preview.h"
#include "ui/player/time_text.h"

#include <QAccessible>
#include <QEasingCurve>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace groundswell::ui {

namespace {
constexpr qint64 step = 5'000;
constexpr qint64 page = 30'000;
constexpr qint64 lastMoment = 1'000; // so much of the song is left when one seeks on and on
constexpr double hitReach = 8;       // hit target 16 px wide
constexpr int headReach = 12;        // what a moving playhead can change beside it
constexpr int timeReach = 64;        // and how far the elapsed time beside it reaches
constexpr int timeHeight = 26;
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
    m_hot = -1;
    rebuild();
    showMomentAnew();
}

void SwellWidget::setDuration(qint64 ms)
{
    if (m_duration == ms) return;
    m_duration = ms;
    rebuild();
    showMomentAnew();
}

void SwellWidget::setPosition(qint64 ms)
{
    const double before = xOf(position());
    const bool secondChanged = m_position / 1000 != ms / 1000;
    m_position = ms;
    const double after = xOf(position());
    const double device = devicePixelRatioF();
    if (std::floor(before * device) == std::floor(after * device) && !secondChanged) return;
    // All between the two is played now, or no longer. The elapsed time stands beside the playhead and moves with it.
    const int left = static_cast<int>(std::min(before, after));
    const int right = static_cast<int>(std::max(before, after));
    update(QRect(left - headReach, 0, right - left + 2 * headReach, height()));
    update(QRect(left - timeReach, 0, right - left + 2 * timeReach, timeHeight));
    if (secondChanged) {
        showMomentAnew(); // the words may have come since
        QAccessibleValueChangeEvent changed(this, QVariant(ms));
        QAccessible::updateAccessibility(&changed);
    }
}

void SwellWidget::setLoop(std::optional<std::pair<qint64, qint64>> loop)
{
    if (m_loop == loop) return;
    m_loop = loop;
    update();
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
    const qint64 last = std::max(m_position, m_duration - lastMoment);
    const qint64 to = std::clamp<qint64>(m_position + ms, 0, last);
    if (m_duration > 0 && to != m_position) Q_EMIT seekRequested(to);
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
    if (spot < 0)
        hideMoment();
    else
        showMoment(m_spots[static_cast<size_t>(spot)].x);
}

/// Shows what stands at a place: the chosen light's comment with its own moment, or the moment pointed at.
void SwellWidget::showMoment(double x)
{
    if (m_duration <= 0) return;
    m_momentX = x;
    if (!m_preview) m_preview = new SwellPreview(m_look, window());
    SwellMoment moment;
    qint64 ms = msAt(x);
    if (m_hot >= 0 && !m_dragging) {
        const auto& spot = m_spots[static_cast<size_t>(m_hot)];
        moment.lantern = m_lanterns[spot.lantern];
        moment.merged = spot.merged;
        ms = moment.lantern->ms;
        x = spot.x;
    }
    moment.time = timeText(ms);
    if (m_lyricAt) moment.lyric = m_lyricAt(ms);
    m_preview->showOver(mapTo(window(), QPoint(static_cast<int>(x), 0)), moment);
}

/// The pointer rests, but the song under it is another, or more is known of it.
void SwellWidget::showMomentAnew()
{
    if (!m_preview || !m_preview->isVisible()) return;
    if (m_duration > 0 && (m_dragging || underMouse() || m_hot >= 0))
        showMoment(m_momentX);
    else
        hideMoment();
}

void SwellWidget::hideMoment()
{
    if (m_preview) m_preview->hide();
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
    showMoment(event->position().x());
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
    showMoment(event->position().x());
}

void SwellWidget::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_dragging || event->button() != Qt::LeftButton) return;
    m_dragging = false;
    // A click on a light opens its comment as well: its moment is where it stands.
    const bool moved = std::abs(xOf(m_dragMs) - event->position().x()) > 3;
    m_position = m_dragMs;
    Q_EMIT seekRequested(m_dragMs);
    if (!rect().contains(event->position().toPoint())) hideMoment();
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
    case Qt::Key_End:
        if (m_duration > 0) Q_EMIT seekRequested(m_duration);
        return;
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
    if (!m_dragging) hideMoment();
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

} // namespace groundswell::ui
