#pragma once

#include "media/player.h"
#include "ui/parts/popover.h"

#include <array>
#include <functional>

class QBoxLayout;
class QComboBox;
class QLabel;
class QSlider;

namespace groundswell::ui {

class ResponseCurve;
class SwitchButton;

/// How the sound is shaped: ten bands with their presets for the device in use, the level of songs, balance, limiter
/// and crossfade. Every change is heard at once.
class EqualiserPopover final : public Popover
{
    Q_OBJECT

public:
    EqualiserPopover(const Look& look, media::Player& player, QWidget* parent);

private:
    using Change = std::function<void(media::SoundSettings&)>;

    void addBands();
    void addLevel();
    void addShape();
    [[nodiscard]] QSlider* addBand(QBoxLayout& row, const QString& name, const QString& label);
    void addRow(const QString& title, QWidget* control);
    void change(const Change& change);
    void changeEqualiser(const std::function<void(media::EqualiserSetting&)>& change);
    void bandMoved();
    void show(const media::SoundSettings& settings);
    void showEqualiser(const media::EqualiserSetting& setting);

    media::Player& m_player;
    SwitchButton* m_on;
    QComboBox* m_presets;
    ResponseCurve* m_curve = nullptr;
    std::array<QSlider*, media::EqualiserBandCount> m_bands{};
    QSlider* m_preamp = nullptr;
    QLabel* m_device = nullptr;
    QComboBox* m_gain = nullptr;
    SwitchButton* m_limiter = nullptr;
    QSlider* m_balance = nullptr;
    QLabel* m_balanceText = nullptr;
    QSlider* m_crossfade = nullptr;
    QLabel* m_crossfadeText = nullptr;
    SwitchButton* m_insideAlbums = nullptr;
    bool m_showing = false; ///< controls are being set by us
};

} // namespace groundswell::ui
