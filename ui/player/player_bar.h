#pragma once

#include "media/player.h"
#include "ui/parts/panel_page.h"
#include "ui/player/swell_widget.h"
#include "ui/style/look.h"

#include <QWidget>

#include <array>
#include <functional>
#include <optional>
#include <utility>

class QToolButton;

namespace groundswell::ui {

class NowPlaying;
class Popover;
class PracticePopover;
class Transport;
class VolumeControl;

/// The player along the window's lower edge: the swell, and below it the song, the transport in the window's middle and
/// the panel buttons with the volume. It follows the player by itself; cover, waveform and lanterns are given to it.
class PlayerBar final : public QWidget
{
    Q_OBJECT

public:
    PlayerBar(const Look& look, media::Player& player, QWidget* parent = nullptr);
    /// How tall it is at the look's text size, in px: the swell, and the controls below it.
    [[nodiscard]] static int tallFor(const Look& look) noexcept;

    [[nodiscard]] SwellWidget& swell() noexcept { return *m_swell; }
    [[nodiscard]] VolumeControl& volume() noexcept { return *m_volume; }
    /// The cover of what is heard now.
    void setCover(const QImage& cover);
    /// What a station says that it plays, while it is the source being played.
    void showStation(const QUrl& source, const QString& title, const QString& name);
    /// Which panel page is open; none lights no button.
    void setOpenPage(std::optional<PanelPage> page);
    /// Whether there is a panel to open; without one its buttons are hidden.
    void setPanelAvailable(bool available);
    /// The line of the song's words around a moment, for repeating it.
    void setLineAt(std::function<std::optional<std::pair<qint64, qint64>>(qint64)> lineAt);

    /// What is about the sound itself, each a popover above its button.
    enum class SoundPart { Output, Equaliser, Practice };
    Popover& openSound(SoundPart part);

Q_SIGNALS:
    void panelPageToggled(groundswell::ui::PanelPage page);
    /// The person wants to see the playing song in its list.
    void revealRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showCurrent();
    void showPages();
    void showPractice();
    void layOut();
    [[nodiscard]] QToolButton* addSoundButton(SoundPart part, const QString& icon, const QString& name);
    [[nodiscard]] Popover* makeSound(SoundPart part);

    const Look& m_look;
    media::Player& m_player;
    SwellWidget* m_swell;
    NowPlaying* m_now;
    Transport* m_transport;
    QWidget* m_right;
    VolumeControl* m_volume;
    QWidget* m_divider;
    std::array<QToolButton*, panelPageCount> m_pages{};
    std::array<QToolButton*, 3> m_soundButtons{};
    std::array<Popover*, 3> m_sound{}; ///< made when first opened
    std::function<std::optional<std::pair<qint64, qint64>>(qint64)> m_lineAt;
};

} // namespace groundswell::ui
