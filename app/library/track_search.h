#pragma once

#include "library/track.h"
#include "store/database.h"

#include <QStringList>

namespace groundswell::library {

/// The tracks that hold all of these terms (searchTerms(), base/text_fold.h) or words that begin with them: at most
/// `limit`, titles that match before other fields, whole words before beginnings. Within a job of the library's
/// readers.
///
/// FTS5 gives the tracks of a word, and those of a beginning that its prefix index has, one by one, so that a question
/// for the first few ends early. A longer beginning it gathers whole before it gives the first (the FTS5 documentation,
/// section 4.2); with a common word that is most of a library. So the few words that begin so are asked for by name,
/// and the beginning itself only where these are not enough.
[[nodiscard]] TrackIds searchTracks(store::Database& database, const QStringList& terms, qsizetype limit);

} // namespace groundswell::library
