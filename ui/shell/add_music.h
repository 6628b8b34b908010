#pragma once

#include "library/scanner.h"
#include "library/track_queries.h"
#include "library/track_store.h"

#include <QList>
#include <QObject>
#include <QUrl>

class QWidget;

namespace groundswell::ui {

/// The one way music comes into the library from the window: folders are remembered and scanned, files are added. It
/// also says how each scan ended. GUI thread; touches no file.
class AddMusic final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    AddMusic(const library::TrackQueries& queries, library::TrackStore& tracks, library::Scanner& scanner,
             QObject* parent = nullptr);

    /// Asks for a folder, then adds it.
    void chooseFolder(QWidget* over);
    void addFolder(const QString& path);
    /// Where the question begins: the folder for music where there is one, else the person's own.
    [[nodiscard]] static QString whereMusicMayBe();
    /// What was dropped or opened: local folders and audio files; anything else is left out.
    void add(const QList<QUrl>& urls);
    /// Looks through all folders for what came, changed or went.
    void rescan();
    /// Whether any of it could be added.
    [[nodiscard]] static bool canAdd(const QList<QUrl>& urls);

Q_SIGNALS:
    /// A folder is in the library, new or again.
    void folderAdded(qint64 folder);
    /// One sentence for the person; `unread` when it is also of files that could not be read.
    void told(const QString& sentence, bool unread);
    void failed(const QString& sentence);
    /// A scan brought, changed or lost some (several times in a long one).
    void tracksChanged();

private:
    void addFiles(const QStringList& paths);
    /// What came of files that were added by themselves; `others` were none that could be.
    void tellOfFiles(const QList<library::TrackRow>& rows, int others);
    void tellOf(const library::ScanReport& report);

    const library::TrackQueries& m_queries;
    library::TrackStore& m_tracks;
    library::Scanner& m_scanner;
};

} // namespace groundswell::ui
