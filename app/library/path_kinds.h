#pragma once

#include <QFuture>
#include <QStringList>

namespace groundswell::library {

/// Paths by what lies there.
struct PathKinds
{
    QStringList folders;
    QStringList files;
    QStringList absent; ///< nothing, or nothing that can be seen now
};

/// Looks at paths on a thread of its own: one that leads to a dead disk or network answers late or never, and holds up
/// nobody but its future.
[[nodiscard]] QFuture<PathKinds> kindsOf(const QStringList& paths);

} // namespace groundswell::library
