#pragma once

#include "community/view.h"
#include "store/database.h"

/// What is being written about a song, in outbox.db. Used inside jobs of its writer; throws as statements do.
namespace groundswell::community {

/// Keeps the text of a comment, whose owner is said, under that comment's own id until the outbox has it, and empties
/// the song's draft of it. The operation that carries the text lets go of it (sync::outbox::settleDrafts).
void beginPosting(store::Database& outbox, const CommentDraft& comment, CommentId id, qint64 nowMs);

} // namespace groundswell::community
