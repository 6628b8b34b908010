#pragma once

#include "panel_seed.h"
#include "village_fixture.h"

namespace groundswell::ui {

/// The real community server with the seed's song in it.
class SeededVillage
{
    QTemporaryDir m_folder; // first, so that it goes last

public:
    [[nodiscard]] bool start()
    {
        m_server = std::make_unique<ServerProcess>(writeSeed(seed, m_folder.path()));
        return m_server->start();
    }
    [[nodiscard]] QUrl url() const { return m_server->url(); }

    const PanelSeed seed = makePanelSeed();

private:
    std::unique_ptr<ServerProcess> m_server;
};

} // namespace groundswell::ui
