#pragma once

#include "media/player.h"
#include "ui/parts/popover.h"

class QButtonGroup;
class QLabel;

namespace groundswell::ui {

/// Where the sound goes: the devices that are there now, or whatever the system uses; and how the sound fares.
class OutputPopover final : public Popover
{
    Q_OBJECT

public:
    OutputPopover(const Look& look, media::Player& player, QWidget* parent);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fill();
    void tell();
    void say(const QString& text);

    media::Player& m_player;
    QWidget* m_list;
    QButtonGroup* m_choice = nullptr;
    QLabel* m_state;
    QWidget* m_line = nullptr; ///< above what is said
};

} // namespace groundswell::ui
