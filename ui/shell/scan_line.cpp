#include "ui/shell/scan_line.h"

#include "ui/parts/buttons.h"
#include "ui/style/own_direction.h"

#include <QAccessible>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace groundswell::ui {

namespace {

// What is done by then needs no line that comes and goes.
constexpr auto waitedForPatience = 300ms;
constexpr auto upkeepPatience = 2s;
constexpr int iconFrom = 10;
constexpr int textGap = 10;
constexpr int barHeight = 3;
constexpr int railIcon = 30;

} // namespace

ScanLine::ScanLine(const Look& look, library::Scanner& scanner, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_scanner(scanner)
    , m_stop(makeIconButton(look, u"close"_s, tr("Stop reading the folders"), {}, this, ButtonSize::Small))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Reading your music"));
    m_patience.setSingleShot(true);
    m_patience.callOnTimeout(this, [this] {
        show();
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    });
    connect(m_stop, &QToolButton::clicked, &scanner, &library::Scanner::stop);
    connect(&scanner, &library::Scanner::started, this, &ScanLine::begin);
    connect(&scanner, &library::Scanner::progressed, this, &ScanLine::take);
    connect(&scanner, &library::Scanner::finished, this, &ScanLine::end);
    connect(&scanner, &library::Scanner::failed, this, &ScanLine::end);
    hide();
}

void ScanLine::begin(library::ScanReason reason)
{
    take({});
    if (isHidden()) m_patience.start(reason == library::ScanReason::Asked ? waitedForPatience : upkeepPatience);
}

void ScanLine::take(const library::ScanProgress& progress)
{
    m_progress = progress;
    setAccessibleDescription(countText());
    setToolTip(m_rail ? tr("Reading your music: %1").arg(countText()) : QString());
    update();
}

void ScanLine::end()
{
    if (m_scanner.isRunning()) return; // the next one began at once
    m_patience.stop();
    hide();
}

QString ScanLine::countText() const
{
    const QLocale locale;
    if (!done()) return tr("%n file(s) found", nullptr, static_cast<int>(m_progress.found));
    return tr("%1 of %2", "files read, files found")
        .arg(locale.toString(m_progress.read + m_progress.unchanged), locale.toString(m_progress.found));
}

std::optional<double> ScanLine::done() const
{
    const qint64 ready = m_progress.read + m_progress.unchanged;
    if (ready == 0 || m_progress.found == 0) return {};
    return double(ready) / double(m_progress.found);
}

void ScanLine::setRail(bool rail)
{
    m_rail = rail;
    take(m_progress);
    updateGeometry();
}

QSize ScanLine::sizeHint() const
{
    return {180, m_rail ? m_look.px(railIcon) + m_stop->height() : m_look.px(52)};
}

void ScanLine::resizeEvent(QResizeEvent*)
{
    const QSize side = m_stop->size();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QPoint at = m_rail ? QPoint((width() - side.width()) / 2, height() - side.height())
                             : QPoint(mirrored ? 2 : width() - side.width() - 2, (height() - side.height()) / 2);
    m_stop->move(at);
}

void ScanLine::paintBar(QPainter& painter, const QRectF& bar) const
{
    const auto& theme = m_look.theme();
    const double radius = bar.height() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.fillTrack);
    painter.drawRoundedRect(bar, radius, radius);
    if (!done()) return;
    const double wide = bar.width() * *done();
    painter.setBrush(theme.tideBase);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.drawRoundedRect(QRectF(mirrored ? bar.right() - wide : bar.left(), bar.top(), wide, bar.height()), radius,
                            radius);
}

void ScanLine::paintEvent(QPaintEvent*)
{
    const auto& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_rail) {
        const int icon = m_look.px(railIcon);
        m_look.icons().paint(painter, QRectF(0, 0, width(), icon - 6), u"folder"_s, theme.textSecondary, 18);
        paintBar(painter, QRectF(8, icon - 6, width() - 16, barHeight));
        return;
    }
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [&](int from, int top, int wide, int tall) {
        return QRect(mirrored ? width() - from - wide : from, top, wide, tall);
    };
    m_look.icons().paint(painter, place(iconFrom, 0, m_look.px(18), height()), u"folder"_s, theme.textSecondary, 18);
    const int textFrom = iconFrom + m_look.px(18) + textGap;
    const int wide = width() - textFrom - m_stop->width() - 8;
    const int line = m_look.type().line(Type::Small);
    const int top = (height() - 2 * line - 4 - barHeight) / 2;
    const auto align = Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft);
    const auto write = [&](const QString& text, int at) {
        painter.drawText(
            place(textFrom, at, wide, line), static_cast<int>(align),
            painter.fontMetrics().elidedText(inOwnDirection(text, layoutDirection()), Qt::ElideRight, wide));
    };
    painter.setFont(m_look.type().font(Type::Small, 12, 500));
    painter.setPen(theme.textSecondary);
    write(accessibleName(), top);
    painter.setFont(m_look.type().tabular(Type::Caption));
    painter.setPen(theme.textTertiary);
    write(countText(), top + line);
    paintBar(painter, place(textFrom, top + 2 * line + 4, wide - 4, barHeight));
}

} // namespace groundswell::ui
