#pragma once

#include "ui/style/settings_store.h"

#include <QTimer>

namespace groundswell::library {
class TrackQueries;
class TrackStore;
} // namespace groundswell::library

namespace groundswell::ui {

/// The window's small memories, kept in library.db as one text. Read whole before the window is made; changes are
/// gathered for a moment and written behind it. GUI thread.
class WindowSettings final : public SettingsStore
{
    Q_OBJECT

public:
    /// Waits for the library's readers once (a row of a few kilobytes). `tracks` must outlive it.
    WindowSettings(const library::TrackQueries& queries, library::TrackStore& tracks);
    /// Writes what was not written yet and waits until it is on the disk.
    ~WindowSettings() override;

private:
    [[nodiscard]] QByteArray toBytes() const;

    library::TrackStore& m_tracks;
    QTimer m_later;
};

/// What is kept under a key in a profile, as it is on the disk; empty where it cannot be read. Reads a row from the
/// disk: for what must be known before the profile's parts are made.
[[nodiscard]] QString keptSetting(const QString& profileFolder, const QString& key);
/// The look that is kept in a profile which another program may have open; the default look where it cannot be read.
/// Reads a row from the disk: for a start that failed.
[[nodiscard]] LookSettings keptLook(const QString& profileFolder);

} // namespace groundswell::ui
