#include "ui/shell/sync_line.h"

#include "base/clock.h"
#include "ui/style/own_direction.h"

#include <QAccessible>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

using community::SyncState;
using namespace std::chrono_literals;

namespace {
constexpr auto patience = 5s;
}

SyncLine::SyncLine(const Look& look, const Clock& clock, QWidget* parent)
    : QAbstractButton(parent)
    , m_look(look)
    , m_clock(clock)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_minute.setInterval(60'000);
    connect(&m_minute, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { setStatus(m_status); });
    setStatus({});
}

void SyncLine::setStatus(const community::SyncStatus& status)
{
    if (status.state != SyncState::Syncing)
        m_patience.stop();
    else if (m_status.state != SyncState::Syncing || status.done != m_status.done || status.total != m_status.total)
        m_patience.start();
    const bool news =
        status.state != m_status.state || status.failed != m_status.failed || status.conflicts != m_status.conflicts;
    m_status = status;
    const auto now = shown();
    setAccessibleName(now.detail.isEmpty() ? now.title : now.title + u", "_s + now.detail);
    setToolTip(status.problem.isEmpty() ? (m_rail ? accessibleName() : QString()) : status.problem.toHtmlEscaped());
    if (status.state == SyncState::InStep && isVisible()) m_minute.start();
    updateGeometry();
    update();
    if (news && isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void SyncLine::setRail(bool rail)
{
    m_rail = rail;
    setStatus(m_status);
}

QSize SyncLine::sizeHint() const
{
    return {180, m_look.px(m_rail ? 36 : m_status.state == SyncState::SignedOut ? 36 : 48)};
}

QString SyncLine::sinceText() const
{
    if (m_status.lastInStepAt == 0) return {};
    const qint64 minutes = (m_clock.nowMs() - m_status.lastInStepAt) / 60'000;
    if (minutes < 1) return tr("Synced just now");
    if (minutes < 60) return tr("Synced %n min ago", nullptr, static_cast<int>(minutes));
    return minutes < 24 * 60 ? tr("Synced %n hour(s) ago", nullptr, static_cast<int>(minutes / 60))
                             : tr("Synced %n day(s) ago", nullptr, static_cast<int>(minutes / 1440));
}

SyncLine::Shown SyncLine::shown() const
{
    const auto& theme = m_look.theme();
    const auto& s = m_status;
    if (s.failed > 0)
        return {u"alert"_s, tr("%n change(s) failed", nullptr, s.failed), tr("Try again or see why"), theme.stateFailed,
                theme.stateFailedTint};
    if (s.conflicts > 0)
        return {u"conflict"_s, tr("%n edit(s) crossed", nullptr, s.conflicts), tr("Choose what to keep"),
                theme.stateConflict, theme.stateConflictTint};
    const QString waiting = s.waiting > 0 ? tr("%n change(s) waiting to send", nullptr, s.waiting) : QString();
    switch (s.state) {
    case SyncState::SignedOut: return {u"cloud"_s, tr("On this computer only"), {}, theme.textTertiary, {}};
    case SyncState::Syncing:
        if (s.resting && !waiting.isEmpty())
            return {u"clock"_s, waiting, tr("In a moment"), theme.statePending, theme.statePendingTint};
        if (!m_patience.isActive())
            return {u"clock"_s, tr("Waiting for the server"),
                    waiting.isEmpty() ? tr("It does not answer yet") : waiting, theme.statePending,
                    theme.statePendingTint};
        return {u"sync"_s,
                s.total > 0 ? tr("Syncing %1 of %2").arg(std::min(s.done + 1, s.total)).arg(s.total) : tr("Syncing"),
                {},
                theme.textSecondary,
                {},
                s.total > 0 ? double(s.done) / s.total : -1};
    case SyncState::Offline:
        return {u"cloud-off"_s, s.flightMode ? tr("Offline, as you chose") : tr("Offline"),
                waiting.isEmpty() ? tr("Everything is kept here") : waiting, theme.statePending,
                theme.statePendingTint};
    case SyncState::Waiting:
        return {u"clock"_s, tr("Waiting for the server"), waiting, theme.statePending, theme.statePendingTint};
    case SyncState::UpdateNeeded:
        return {u"warning"_s, tr("An update is needed"), waiting, theme.stateCaution, theme.stateCautionTint};
    case SyncState::InStep: break;
    }
    return {u"check-circle"_s, tr("Up to date"), sinceText(), theme.textSecondary, {}};
}

void SyncLine::paintEvent(QPaintEvent*)
{
    const auto& theme = m_look.theme();
    const auto s = shown();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (s.tint.isValid() || underMouse() || isDown()) {
        painter.setBrush(s.tint.isValid() ? s.tint : theme.fillHover);
        painter.drawRoundedRect(rect(), tokens::radiusMd, tokens::radiusMd);
    }
    const bool calm = !s.tint.isValid();
    const QColor iconInk = m_status.state == SyncState::InStep && calm ? theme.tideBase : s.ink;
    if (m_rail) {
        m_look.icons().paint(painter, rect(), s.icon, iconInk, 18);
        return;
    }
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [&](int from, int top, int wide, int tall) {
        return QRect(mirrored ? width() - from - wide : from, top, wide, tall);
    };
    m_look.icons().paint(painter, place(10, 0, m_look.px(18), height()), s.icon, iconInk, 18);
    const int from = 20 + m_look.px(18);
    const int wide = width() - from - 8;
    const bool two = !s.detail.isEmpty() || s.progress >= 0;
    const int line = m_look.type().line(Type::Small);
    const int top = two ? (height() - 2 * line - 1) / 2 : (height() - line) / 2;
    painter.setFont(m_look.type().font(Type::Small, 12, two && !calm ? 600 : 500));
    painter.setPen(s.ink);
    const auto align = Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft);
    painter.drawText(
        place(from, top, wide, line), static_cast<int>(align),
        painter.fontMetrics().elidedText(inOwnDirection(s.title, layoutDirection()), Qt::ElideRight, wide));
    if (s.progress >= 0) {
        const QRectF bar = place(from, top + line + 5, wide - 4, 3);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.fillTrack);
        painter.drawRoundedRect(bar, 1.5, 1.5);
        painter.setBrush(theme.tideBase);
        painter.drawRoundedRect(QRectF(mirrored ? bar.right() - bar.width() * s.progress : bar.left(), bar.top(),
                                       bar.width() * s.progress, 3),
                                1.5, 1.5);
    } else if (two) {
        painter.setFont(m_look.type().font(Type::Caption, 11.5, 400));
        painter.setPen(theme.textSecondary);
        painter.drawText(
            place(from, top + line + 1, wide, line), static_cast<int>(align),
            painter.fontMetrics().elidedText(inOwnDirection(s.detail, layoutDirection()), Qt::ElideRight, wide));
    }
}

} // namespace groundswell::ui
