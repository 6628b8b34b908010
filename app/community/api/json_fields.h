#pragma once

#include "community/api/account.h"
#include "community/api/device.h"
#include "community/api/suggestion.h"
#include "community/api/sync.h"
#include "community/api/types.h"

/// The fields of each type on the wire, once: an archive walks them to write and another to read, so that the two
/// cannot go apart. Private to the codec (json.cpp). An archive has Ref<T> (T& or const T&) and three members:
/// required(key, field); optional(key, field), left out when empty; lenient(key, field), always written, may be
/// missing.
namespace groundswell::api {

template <class A>
void describe(A& a, typename A::template Ref<Person> v)
{
    a.required(u"id", v.id);
    a.required(u"name", v.name);
    a.required(u"display_name", v.displayName);
}

template <class A>
void describe(A& a, typename A::template Ref<SongAudio> v)
{
    a.required(u"blob", v.blob);
    a.required(u"content_type", v.contentType);
    a.required(u"size", v.size);
}

template <class A>
void describe(A& a, typename A::template Ref<Song> v)
{
    a.required(u"id", v.id);
    a.required(u"title", v.title);
    a.optional(u"artist", v.artist);
    a.optional(u"album", v.album);
    a.lenient(u"duration_ms", v.durationMs);
    a.optional(u"mbid", v.mbid);
    a.optional(u"isrc", v.isrc);
    a.lenient(u"comment_count", v.commentCount);
    a.lenient(u"created_at", v.createdAt);
    a.optional(u"audio", v.audio);
}

template <class A>
void describe(A& a, typename A::template Ref<TrackPage> v)
{
    a.required(u"songs", v.songs);
    a.optional(u"after", v.after);
}

template <class A>
void describe(A& a, typename A::template Ref<Comment> v)
{
    a.required(u"id", v.id);
    a.required(u"song_id", v.songId);
    a.optional(u"parent_id", v.parentId);
    a.optional(u"author", v.author);
    a.optional(u"text", v.text);
    a.optional(u"lang", v.lang);
    a.optional(u"at_ms", v.atMs);
    a.optional(u"line_id", v.lineId);
    a.required(u"created_at", v.createdAt);
    a.optional(u"edited_at", v.editedAt);
    a.lenient(u"likes", v.likes);
    a.lenient(u"hugs", v.hugs);
    a.lenient(u"reply_count", v.replyCount);
    a.lenient(u"state", v.state);
}

template <class A>
void describe(A& a, typename A::template Ref<Reaction> v)
{
    a.required(u"comment_id", v.commentId);
    a.required(u"song_id", v.songId);
    a.required(u"kind", v.kind);
}

template <class A>
void describe(A& a, typename A::template Ref<Story> v)
{
    a.required(u"id", v.id);
    a.required(u"song_id", v.songId);
    a.required(u"title", v.title);
    a.required(u"text", v.text);
    a.optional(u"lang", v.lang);
    a.required(u"source_kind", v.sourceKind);
    a.optional(u"source_note", v.sourceNote);
    a.required(u"author", v.author);
    a.optional(u"translator", v.translator);
    a.optional(u"translation_of", v.translationOf);
    a.lenient(u"supports", v.supports);
    a.lenient(u"disputes", v.disputes);
    a.lenient(u"loves", v.loves);
    a.required(u"created_at", v.createdAt);
}

template <class A>
void describe(A& a, typename A::template Ref<Lyrics> v)
{
    a.required(u"id", v.id);
    a.required(u"song_id", v.songId);
    a.required(u"lang", v.lang);
    a.required(u"rev", v.rev);
    a.required(u"document", v.document);
    a.required(u"author", v.author);
    a.optional(u"source", v.source);
    a.optional(u"licence", v.licence);
    a.required(u"created_at", v.createdAt);
}

template <class A>
void describe(A& a, typename A::template Ref<Translation> v)
{
    a.required(u"id", v.id);
    a.required(u"lyrics_id", v.lyricsId);
    a.required(u"song_id", v.songId);
    a.required(u"lang", v.lang);
    a.required(u"rev", v.rev);
    a.required(u"base_lyrics_rev", v.baseLyricsRev);
    a.required(u"document", v.document);
    a.required(u"author", v.author);
    a.required(u"created_at", v.createdAt);
}

template <class A>
void describe(A& a, typename A::template Ref<Suggestion> v)
{
    a.required(u"id", v.id);
    a.required(u"translation_id", v.translationId);
    a.required(u"song_id", v.songId);
    a.required(u"line_id", v.lineId);
    a.required(u"text", v.text);
    a.required(u"rev", v.rev);
    a.required(u"author", v.author);
    a.required(u"created_at", v.createdAt);
}

template <class A>
void describe(A& a, typename A::template Ref<Session> v)
{
    a.required(u"person", v.person);
    a.required(u"access_token", v.accessToken);
    a.required(u"access_expires_in_ms", v.accessExpiresInMs);
    a.required(u"refresh_token", v.refreshToken);
    a.lenient(u"may_approve", v.mayApprove);
}

template <class A>
void describe(A& a, typename A::template Ref<Device> v)
{
    a.required(u"id", v.id);
    a.optional(u"name", v.name);
    a.required(u"created_at", v.createdAt);
    a.required(u"used_at", v.usedAt);
    a.lenient(u"current", v.isCurrent);
}

template <class A>
void describe(A& a, typename A::template Ref<DeviceList> v)
{
    a.required(u"devices", v.devices);
}

template <class A>
void describe(A& a, typename A::template Ref<RegisterRequest> v)
{
    a.required(u"name", v.name);
    a.optional(u"display_name", v.displayName);
    a.required(u"password", v.password);
    a.optional(u"device", v.device);
}

template <class A>
void describe(A& a, typename A::template Ref<LoginRequest> v)
{
    a.required(u"name", v.name);
    a.required(u"password", v.password);
    a.optional(u"device", v.device);
}

template <class A>
void describe(A& a, typename A::template Ref<RefreshRequest> v)
{
    a.required(u"refresh_token", v.refreshToken);
}

template <class A>
void describe(A& a, typename A::template Ref<NameAvailability> v)
{
    a.required(u"name", v.name);
    a.required(u"available", v.available);
    a.optional(u"reason", v.reason);
}

template <class A>
void describe(A& a, typename A::template Ref<MatchRequest> v)
{
    a.optional(u"proposed_id", v.proposedId);
    a.required(u"title", v.title);
    a.optional(u"artist", v.artist);
    a.optional(u"album", v.album);
    a.lenient(u"duration_ms", v.durationMs);
    a.optional(u"mbid", v.mbid);
    a.optional(u"isrc", v.isrc);
    a.lenient(u"create", v.create);
}

template <class A>
void describe(A& a, typename A::template Ref<MatchAnswer> v)
{
    a.optional(u"song", v.song);
    a.required(u"evidence", v.evidence);
    a.lenient(u"created", v.created);
}

template <class A>
void describe(A& a, typename A::template Ref<Operation> v)
{
    a.required(u"op_id", v.opId);
    a.required(u"scope", v.scope);
    a.required(u"entity_id", v.entityId);
    a.required(u"kind", v.kind);
    a.required(u"args", v.args);
    a.lenient(u"base_rev", v.baseRev);
}

template <class A>
void describe(A& a, typename A::template Ref<PushRequest> v)
{
    a.required(u"operations", v.operations);
}

template <class A>
void describe(A& a, typename A::template Ref<OperationResult> v)
{
    a.required(u"op_id", v.opId);
    a.required(u"status", v.status);
    a.optional(u"rev", v.rev);
    a.optional(u"seq", v.seq);
    a.optional(u"entity_id", v.entityId);
    a.optional(u"theirs_rev", v.theirsRev);
    a.optional(u"theirs", v.theirs);
    a.optional(u"code", v.code);
    a.optional(u"message", v.message);
    a.optional(u"blocked_by", v.blockedBy);
    a.optional(u"retry_after_ms", v.retryAfterMs);
}

template <class A>
void describe(A& a, typename A::template Ref<PushAnswer> v)
{
    a.required(u"results", v.results);
    a.optional(u"epoch", v.epoch);
}

template <class A>
void describe(A& a, typename A::template Ref<ScopeCursor> v)
{
    a.required(u"scope", v.scope);
    a.optional(u"cursor", v.cursor);
}

template <class A>
void describe(A& a, typename A::template Ref<PullRequest> v)
{
    a.required(u"scopes", v.scopes);
}

template <class A>
void describe(A& a, typename A::template Ref<Change> v)
{
    a.required(u"type", v.type);
    a.required(u"id", v.id);
    a.required(u"rev", v.rev);
    a.required(u"seq", v.seq);
    a.optional(u"deleted", v.deleted);
    a.optional(u"body", v.body);
}

template <class A>
void describe(A& a, typename A::template Ref<Page> v)
{
    a.required(u"scope", v.scope);
    a.required(u"changes", v.changes);
    a.optional(u"next_cursor", v.nextCursor);
    a.required(u"has_more", v.hasMore);
    a.optional(u"limited", v.limited);
    a.optional(u"reset", v.reset);
    a.optional(u"moved_to", v.movedTo);
    a.optional(u"checksum", v.checksum);
    a.required(u"epoch", v.epoch);
    a.required(u"server_time", v.serverTime);
}

template <class A>
void describe(A& a, typename A::template Ref<PullAnswer> v)
{
    a.required(u"pages", v.pages);
}

template <class A>
void describe(A& a, typename A::template Ref<Poke> v)
{
    a.required(u"scope", v.scope);
    a.required(u"head", v.head);
}

template <class A>
void describe(A& a, typename A::template Ref<EventsAnswer> v)
{
    a.required(u"pokes", v.pokes);
}

template <class A>
void describe(A& a, typename A::template Ref<CommentList> v)
{
    a.required(u"comments", v.comments);
    a.optional(u"before", v.before);
    a.optional(u"after", v.after);
    a.required(u"total", v.total);
}

template <class A>
void describe(A& a, typename A::template Ref<Problem> v)
{
    a.required(u"code", v.code);
    a.required(u"message", v.message);
    a.optional(u"field", v.field);
}

template <class A>
void describe(A& a, typename A::template Ref<Capabilities> v)
{
    a.required(u"community_name", v.communityName);
    a.optional(u"description", v.description);
    a.required(u"version", v.version);
    a.lenient(u"people", v.people);
    a.lenient(u"max_operations", v.maxOperations);
    a.lenient(u"max_push_bytes", v.maxPushBytes);
    a.lenient(u"max_scopes", v.maxScopes);
    a.lenient(u"max_blob_bytes", v.maxBlobBytes);
    a.lenient(u"max_upload_part_bytes", v.maxUploadPartBytes);
    a.lenient(u"upload_quota_bytes", v.uploadQuotaBytes);
    a.lenient(u"comment_length", v.commentLength);
}

} // namespace groundswell::api
