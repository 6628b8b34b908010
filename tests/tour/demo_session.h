#pragma once

#include "base/error.h"
#include "support/village_process.h"
#include "ui/application/application.h"

#include <QString>

#include <functional>
#include <memory>

namespace groundswell {

/// Where the demo material lies and where this session writes.
struct DemoFolders
{
    QString programs; ///< groundswelld
    QString demo;     ///< what groundswell-demo made: music/ and village.json
    QString profile;  ///< of the player
    QString village;  ///< of the server
};

/// The program and a village of its own, in one process and one beside it: what the tour and the screenshots begin
/// with. Steps wait for a state, never for a time, and fail with a sentence when it does not come.
class DemoSession
{
public:
    explicit DemoSession(DemoFolders folders);
    ~DemoSession();

    /// Starts the village, opens the profile, shows the window at 1440x900. The options' folders to add and files to
    /// open count; where everything lies is this session's to say, and it is silent.
    [[nodiscard]] Result<void> start(QApplication& app, ui::ApplicationOptions options = {});
    /// Adds the demo music and waits until the library has it.
    [[nodiscard]] Result<void> addMusic();
    /// Signs in as the demo village's Liv.
    [[nodiscard]] Result<void> signIn();
    /// Plays the library's track with this title (a part of it is enough) and waits until its song is known and
    /// comments, waveform and words are there.
    [[nodiscard]] Result<void> play(const QString& title);
    /// Waits until everything written has been sent and fetched.
    [[nodiscard]] Result<void> waitInStep();
    /// Waits until nothing moves and no cover is on its way, and saves a picture of the window.
    [[nodiscard]] Result<void> picture(const QString& path);

    [[nodiscard]] ui::Application& program() noexcept { return *m_program; }
    [[nodiscard]] VillageProcess& village() noexcept { return m_village; }
    [[nodiscard]] const DemoFolders& folders() const noexcept { return m_folders; }

private:
    DemoFolders m_folders;
    VillageProcess m_village;
    std::unique_ptr<ui::Application> m_program;
};

/// Lets the event loop run until this holds; fails with the sentence after 30 s.
[[nodiscard]] Result<void> waitFor(const std::function<bool()>& state, const QString& otherwise);

} // namespace groundswell
