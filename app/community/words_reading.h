#pragma once

#include "community/reading.h"
#include "community/view.h"

/// Shared by the two halves of Words. Used inside jobs of the stores.
namespace groundswell::community {

/// The song's lyrics with what this person wrote laid over them, one entry a language.
[[nodiscard]] std::vector<LyricsView> lyricsOf(store::Database& outbox, store::Database& cache, SongId song);

/// The revision that a new edit is over, and its document.
struct Base
{
    qint64 rev = 0;
    sync::DocumentBase of; ///< its document, and the server that has it
};
/// What the server has wins over what the editor began with when they are the same text: the edit was made on it. Rev 0
/// where it is known to have another text under that number: it says then what it has.
[[nodiscard]] Base baseOf(store::Database& cache, SongId song, const QString& type, const QString& id,
                          const Base& begunOn);

/// What words or a translation are published as: the song as the outbox names it, and what they are an edit of.
struct Publication
{
    WriteTarget target;
    Base base;
    QString source = {};  ///< of the words
    QString licence = {}; ///< of the words
};

} // namespace groundswell::community
