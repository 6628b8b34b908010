#pragma once

#include "media/player.h"
#include "ui/parts/popover.h"

#include <functional>
#include <optional>
#include <utility>

class QLabel;
class QPushButton;
class QSlider;

namespace groundswell::ui {

/// Practising with a song: slower or faster with the pitch kept, and one part of it over and over.
class PracticePopover final : public Popover
{
    Q_OBJECT

public:
    PracticePopover(const Look& look, media::Player& player, QWidget* parent);

    /// The line of the song's words around a moment, as begin and end in ms; none where no line is sung.
    void setLineAt(std::function<std::optional<std::pair<qint64, qint64>>(qint64)> lineAt);

private:
    void addSpeed();
    void addLoop();
    void setStart();
    void setEnd();
    void loopLine();
    void setPreRoll(int seconds);
    void showSpeed();
    void showLoop();

    media::Player& m_player;
    std::function<std::optional<std::pair<qint64, qint64>>(qint64)> m_lineAt;
    std::optional<qint64> m_start; ///< the beginning while the end is not chosen yet
    QSlider* m_speed = nullptr;
    QLabel* m_speedText = nullptr;
    QLabel* m_loopText = nullptr;
    QPushButton* m_from = nullptr;
    QPushButton* m_to = nullptr;
    QPushButton* m_line = nullptr;
    QPushButton* m_clear = nullptr;
    QSlider* m_preRoll = nullptr;
    QLabel* m_preRollText = nullptr;
};

} // namespace groundswell::ui
