#pragma once

#include "media/player.h"
#include "ui/style/look.h"

#include <QWidget>

class QToolButton;

namespace groundswell::ui {

/// Shuffle, previous, play, next, repeat. Always in this order, also in right-to-left languages.
class Transport final : public QWidget
{
    Q_OBJECT

public:
    Transport(const Look& look, media::Player& player, QWidget* parent = nullptr);

private:
    void showState();
    void showModes();

    const Look& m_look;
    media::Player& m_player;
    QToolButton* m_shuffle;
    QToolButton* m_previous;
    QToolButton* m_play;
    QToolButton* m_next;
    QToolButton* m_repeat;
};

} // namespace groundswell::ui
