#pragma once

#include <QFuture>
#include <QList>
#include <QString>

namespace groundswell::ui {

/// A folder of this computer where music was found.
struct FoundFolder
{
    QString path;
    int songs = 0;
    bool more = false; ///< counting stopped at the limit

    bool operator==(const FoundFolder&) const = default;
};

/// Looks for audio files in the person's Music and Downloads folders, on a worker thread; counts at most 5,000 a
/// folder.
[[nodiscard]] QFuture<QList<FoundFolder>> findMusicFolders();

} // namespace groundswell::ui
