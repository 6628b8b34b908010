#include "ui/player/volume_control.h"

#include "ui/parts/buttons.h"

#include <QHBoxLayout>
#include <QSlider>
#include <QToolButton>
#include <QWheelEvent>

#include <cmath>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

VolumeControl::VolumeControl(const Look& look, media::Player& player, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_player(player)
    , m_mute(makeIconButton(look, u"volume"_s, tr("Mute")))
    , m_slider(new QSlider(Qt::Horizontal))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_slider->setRange(0, 100);
    m_slider->setPageStep(10);
    followLook(look, m_slider, [this] { m_slider->setFixedSize(m_look.px(84), m_look.px(24)); });
    m_slider->setProperty("quiet", true);
    m_slider->setFocusPolicy(Qt::TabFocus);
    m_slider->setAccessibleName(tr("Volume"));
    row->addWidget(m_mute);
    row->addWidget(m_slider);
    connect(m_mute, &QToolButton::clicked, this, [this] { m_player.setMuted(!m_player.isMuted()); });
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        if (value != std::lround(m_player.volume() * 100)) m_player.setVolume(value / 100.0);
        if (m_player.isMuted() && value > 0) m_player.setMuted(false);
    });
    connect(&player, &media::Player::volumeChanged, this, &VolumeControl::showVolume);
    connect(&player, &media::Player::mutedChanged, this, &VolumeControl::showVolume);
    showVolume();
}

void VolumeControl::nudge(int hundredths)
{
    m_player.setMuted(false);
    m_player.setVolume(std::clamp(m_player.volume() + hundredths / 100.0, 0.0, 1.0));
}

void VolumeControl::setSliderVisible(bool visible)
{
    m_slider->setVisible(visible);
}

void VolumeControl::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() != 0) nudge(event->angleDelta().y() > 0 ? 5 : -5);
    event->accept();
}

void VolumeControl::showVolume()
{
    const bool muted = m_player.isMuted();
    const int value = muted ? 0 : static_cast<int>(std::lround(m_player.volume() * 100));
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(value);
    m_mute->setIcon(m_look.icon(value == 0 ? u"mute"_s : value < 40 ? u"volume-low"_s : u"volume"_s));
    nameIconButton(*m_mute, muted ? tr("Sound on") : tr("Mute"));
}

} // namespace groundswell::ui
