#pragma once

#include "lyrics/document.h"
#include "worker/worker_process.h"

#include <QString>

#include <optional>
#include <stop_token>

namespace groundswell::listening {

/// Where the words beside a song come from.
enum class WordsOrigin {
    None,    ///< there are none
    Sidecar, ///< a file beside the audio file
    Tag,     ///< the audio file's own tags
    Village, ///< the community's lyrics
};

/// Words found on this computer.
struct LocalWords
{
    lyrics::Document document;
    WordsOrigin origin = WordsOrigin::None;
    QString place; ///< the sidecar's path or the tag's name, for people
};

/// The best words that this computer has for an audio file: a sidecar file, else the file's tags. Line ids are the same
/// each time, so that drafts of a translation stay attached to their lines. Reads files, the tags by the helper, and
/// blocks. Files that cannot be read as lyrics, and those that end their reader, count as absent.
[[nodiscard]] std::optional<LocalWords> findLocalWords(const QString& audioPath, worker::WorkerProcess& helper,
                                                       std::stop_token stop = {});

} // namespace groundswell::listening
