#pragma once

#include "ui/style/settings_store.h"

#include <QHash>
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
public:
    /// Waits for the library's readers once (a row of a few kilobytes). `tracks` must outlive it.
    WindowSettings(const library::TrackQueries& queries, library::TrackStore& tracks);
    /// Writes what was not written yet and waits until it is on the disk.
    ~WindowSettings() override;

    [[nodiscard]] QString value(const QString& key) const override { return m_values.value(key); }
    void setValue(const QString& key, const QString& value) override;

private:
    [[nodiscard]] QByteArray toBytes() const;

    library::TrackStore& m_tracks;
    QHash<QString, QString> m_values;
    QTimer m_later;
};

} // namespace groundswell::ui
