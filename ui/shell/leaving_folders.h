#pragma once

#include "library/track.h"

#include <QObject>
#include <QSet>

#include <chrono>
#include <memory>
#include <vector>

class QTimer;

namespace groundswell::library {
class TrackStore;
}

namespace groundswell::ui {

class Notice;

/// Music folders on their way out of the library. Each stays for as long as it is offered to keep it; then its songs
/// go, with their plays and what was measured of them. What still waits when this object goes, goes too: only a crash
/// keeps it. GUI thread; touches no file.
class LeavingFolders final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it, but for the notice at the very end.
    LeavingFolders(library::TrackStore& tracks, Notice& notice, QObject* parent = nullptr);
    ~LeavingFolders() override;

    /// How long a folder can be kept; 8 s unless told.
    void setTimeToKeep(std::chrono::milliseconds time) { m_timeToKeep = time; }

    /// Takes a folder out, unless the person keeps it.
    void forget(const library::Folder& folder);
    /// It stays; false where it was not leaving.
    bool keep(qint64 folder);
    /// Keeps the one that was forgotten last; false where none is leaving.
    bool keepLast();
    [[nodiscard]] bool isLeaving(qint64 folder) const;

Q_SIGNALS:
    /// Another one leaves, or one is kept.
    void changed();
    /// One could not be taken out, with a sentence for the person.
    void failed(const QString& sentence);

private:
    struct Leaving
    {
        qint64 folder;
        std::unique_ptr<QTimer> timer;
    };
    void remove(qint64 folder);

    library::TrackStore& m_tracks;
    Notice& m_notice;
    std::chrono::milliseconds m_timeToKeep{8000};
    std::vector<Leaving> m_leaving; ///< in the order in which they were forgotten
    QSet<qint64> m_gone;
};

} // namespace groundswell::ui
