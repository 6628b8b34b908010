#include "ui/player/spectrum_bars.h"

#include "media/sound_tap.h"
#include "ui/player/response_curve.h"

#include <QPainter>
#include <QTimerEvent>

#include <cmath>

namespace groundswell::ui {

namespace {

constexpr int sampleRate = 48'000;
constexpr int bandCount = 52; ///< six to the octave
constexpr double lowestHz = 40;
constexpr double highestHz = 16'000;
constexpr int frameMs = 33;
constexpr double gap = 1.5; ///< px between bars
constexpr double markHeight = 1.5;
constexpr size_t windowFrames = 4096;

} // namespace

SpectrumBars::SpectrumBars(const Look& look, media::Player& player, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_player(player)
    , m_spectrum(sampleRate, bandCount)
    , m_samples(windowFrames * media::ChannelCount)
{
    connect(&player, &media::Player::stateChanged, this, &SpectrumBars::run);
    connect(&look, &Look::changed, this, &SpectrumBars::run);
}

SpectrumBars::~SpectrumBars()
{
    rest();
}

void SpectrumBars::run()
{
    const bool moves = m_look.duration(frameMs) > 0;
    if (isRunning() || !isVisible() || !moves || m_player.state() != media::PlayState::Playing) return;
    m_player.tap().setOn(true);
    m_since.start();
    m_timer.start(frameMs, Qt::PreciseTimer, this);
}

void SpectrumBars::rest()
{
    if (!isRunning()) return;
    m_timer.stop();
    m_player.tap().setOn(false);
    m_spectrum.clear();
}

void SpectrumBars::timerEvent(QTimerEvent*)
{
    m_player.tap().latest(m_samples);
    m_spectrum.add(m_samples);
    m_spectrum.update(double(m_since.nsecsElapsed()) * 1e-9);
    m_since.start();
    if (m_player.state() != media::PlayState::Playing && m_spectrum.isStill()) rest();
    update();
}

void SpectrumBars::showEvent(QShowEvent*)
{
    run();
}

void SpectrumBars::hideEvent(QHideEvent*)
{
    rest();
}

void SpectrumBars::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.bgInput);
    painter.drawRoundedRect(rect(), tokens::radiusMd, tokens::radiusMd);
    painter.setPen(theme.lineSubtle);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), tokens::radiusMd, tokens::radiusMd);
    if (!isRunning()) return;
    const double octaves = std::log2(highestHz / lowestHz);
    const auto levels = m_spectrum.levels();
    const auto marks = m_spectrum.marks();
    for (size_t i = 0; i < levels.size(); ++i) {
        const auto place = [&](size_t band) {
            return ResponseCurve::placeOf(lowestHz * std::exp2(octaves * double(band) / bandCount)) * width();
        };
        const double left = place(i);
        const double right = place(i + 1) - gap;
        const double tall = double(levels[i]) * (height() - 2);
        painter.fillRect(QRectF(left, height() - tall, right - left, tall), theme.fillControlHover);
        if (marks[i] > 0) {
            const double top = height() - double(marks[i]) * (height() - 2);
            painter.fillRect(QRectF(left, top - markHeight, right - left, markHeight), theme.lineStrong);
        }
    }
}

} // namespace groundswell::ui
