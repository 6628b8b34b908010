#pragma once

#include "community/view.h"
#include "sync/outbox_entry.h"

#include <QSet>

#include <vector>

/// What a person sees: what the server last said, with what they did and the server has not acknowledged laid over it,
/// oldest first. Pure, and always to be computed anew. `me` is who they are; entries of other accounts must be left out
/// before.
namespace groundswell::community {

using sync::OutboxEntry;

/// How an entry of the outbox shows.
[[nodiscard]] SendState sendStateOf(const OutboxEntry& entry);
/// Why it failed or waits, as a sentence; empty where there is nothing to say.
[[nodiscard]] QString problemOf(const OutboxEntry& entry);

/// One's own reactions: "<comment id>:like" or "<comment id>:hug".
using OwnReactions = QSet<QString>;

/// All comments of a song, replies below theirs, in no particular order; replies oldest first.
[[nodiscard]] std::vector<CommentView> overlaidComments(std::vector<api::Comment> base, const OwnReactions& reactions,
                                                        const std::vector<OutboxEntry>& entries, const api::Person& me);
/// Puts comments into an order. Loved: the most likes and hugs first; of as many, the newest.
void sortComments(std::vector<CommentView>& comments, CommentSort sort);

[[nodiscard]] std::vector<StoryView> overlaidStories(std::vector<api::Story> base,
                                                     const std::vector<OutboxEntry>& entries, const api::Person& me);
/// Documents with the newest entry for each laid over it; `epoch` is of the server that the base was fetched from.
[[nodiscard]] std::vector<LyricsView> overlaidLyrics(std::vector<api::Lyrics> base, const QString& epoch,
                                                     const std::vector<OutboxEntry>& entries, const api::Person& me);
[[nodiscard]] std::vector<TranslationView> overlaidTranslations(std::vector<api::Translation> base,
                                                                const QString& epoch,
                                                                const std::vector<OutboxEntry>& entries,
                                                                const api::Person& me);

} // namespace groundswell::community
