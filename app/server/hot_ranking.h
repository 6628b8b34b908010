#pragma once

#include "community/api/types.h"

#include <vector>

namespace groundswell::server {

/// How much a comment has to say to a newcomer: likes and hugs on a logarithm, so that the first ten count as much as
/// the next ninety; replies by distinct people, capped; and freshness, halved every three days, which a year-old
/// comment loses without falling under what nobody answered. Text length and mood do not count.
[[nodiscard]] double hotScore(const api::Comment& comment, qint64 distinctRepliers, qint64 nowMs);

/// A comment and how many people other than its author answered it.
struct Talked
{
    api::Comment comment;
    qint64 distinctRepliers = 0;
};

/// The order in which "hot" shows a song's comments: by score; an author comes once a page of `pageSize` comments,
/// further comments of the same author wait for a later page; ones with (nearly) the same text as an earlier one come
/// last.
[[nodiscard]] std::vector<api::Comment> hotOrder(std::vector<Talked> talk, qint64 nowMs, size_t pageSize);

} // namespace groundswell::server
