#pragma once

#include "open_window.h"
#include "support/patience.h"
#include "ui/panel/parts/panel_context.h"
#include "ui/panel/side_panel.h"

#include <QTest>

namespace groundswell::ui {

/// The window with its real panel, and a song that stands still.
struct WindowWithPanel
{
    explicit WindowWithPanel(Look& look)
        : all(look, OpenWindow::Music::Demo, [this, &look](MainWindow& window) { addPanel(window, look); })
    {
        auto& table = all.songs();
        table.setFocus();
        table.selectRow(0);
        QTest::keyClick(&table, Qt::Key_Return);
        if (!test::comesTrue([this] { return all.player().state() == media::PlayState::Playing; }))
            qFatal("the song did not begin");
        all.player().pause();
    }
    void addPanel(MainWindow& window, Look& look)
    {
        const Services parts = all.bed().services(look);
        const PanelContext context{look,           parts.clock,     parts.village,        parts.player,
                                   parts.settings, window.notice(), &window.entryCovers()};
        panel = new SidePanel(context);
        panel->follow(parts.nowPlaying);
        window.setPanel(panel, [this](PanelPage page) { panel->setPage(page); });
    }

    SidePanel* panel = nullptr;
    OpenWindow all;
};

} // namespace groundswell::ui
