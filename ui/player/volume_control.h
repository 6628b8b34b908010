#pragma once

#include "media/player.h"
#include "ui/style/look.h"

#include <QWidget>

class QSlider;
class QToolButton;

namespace groundswell::ui {

/// A mute button with the slider beside it; the wheel turns it too.
class VolumeControl final : public QWidget
{
    Q_OBJECT

public:
    VolumeControl(const Look& look, media::Player& player, QWidget* parent = nullptr);

    /// Louder or quieter by so many hundredths; unmutes.
    void nudge(int hundredths);
    /// Where there is little room the button and the wheel are enough.
    void setSliderVisible(bool visible);

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    void showVolume();

    const Look& m_look;
    media::Player& m_player;
    QToolButton* m_mute;
    QSlider* m_slider;
};

} // namespace groundswell::ui
