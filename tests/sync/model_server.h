#pragma once

#include "community/api/checksum.h"
#include "community/api/sync.h"
#include "telling.h"

#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace simulation {

using namespace Qt::StringLiterals;
using namespace groundswell;

/// The server's rules in memory: what push and pull promise, and nothing else. Breaking a promise that a client must
/// keep throws, so that the test fails where it happened.
class ModelServer
{
public:
    struct Entity
    {
        QString type;
        QString id;
        qint64 rev = 0;
        qint64 seq = 0;
        QJsonObject body;
        bool deleted = false; ///< a tombstone
    };
    using Scope = QMap<QString, Entity>; // "type/id" -> entity

    /// The results of a push, in order; `isBusy` says which operations have to wait.
    std::vector<api::OperationResult> push(const QString& account, const std::vector<api::Operation>& operations,
                                           const std::function<bool()>& isBusy)
    {
        std::vector<api::OperationResult> results;
        QMap<QString, api::OperationResult> failed; // entity -> why it is not there
        for (const auto& operation : operations) {
            auto result = isBusy() ? retryLater() : apply(account, operation);
            if (result.code == "not_found"_L1) {
                for (const auto& needed : {operation.entityId, operation.args.value("parent_id"_L1).toString(),
                                           operation.args.value("lyrics_id"_L1).toString()}) {
                    if (!failed.contains(needed)) continue;
                    result = failed.value(needed).status == api::OperationStatus::Retry
                                 ? retryLater()
                                 : blocked(failed.value(needed).opId);
                    break;
                }
            }
            result.opId = operation.opId;
            if (isTold())
                tell(u"  server %1: %2 %3 status %4 %5 rev %6"_s.arg(epoch, shortly(operation.opId), operation.kind)
                         .arg(static_cast<int>(result.status))
                         .arg(result.code)
                         .arg(result.rev));
            if (result.status != api::OperationStatus::Applied && result.status != api::OperationStatus::Duplicate)
                failed.insert(operation.entityId, result);
            results.push_back(result);
        }
        return results;
    }

    api::Page pull(const QString& account, const api::ScopeCursor& asked) const
    {
        constexpr size_t pageSize = 3;
        if (asked.scope.startsWith("user:"_L1) && asked.scope != u"user:"_s + account)
            throw std::logic_error("asked for what is another account's");
        api::Page page;
        page.scope = asked.scope;
        page.epoch = epoch;
        const auto now = canonical(asked.scope);
        if (now != asked.scope) {
            page.movedTo = now;
            return page;
        }
        const auto parts = asked.cursor.split(u'/');
        qint64 after = 0;
        if (!asked.cursor.isEmpty()) {
            if (parts.value(0) == epoch)
                after = parts.value(1).toLongLong();
            else
                page.reset = true;
        }
        QMap<qint64, Entity> bySeq;
        for (const auto& entity : scopes.value(asked.scope)) {
            if (entity.seq > after && (!entity.deleted || after > 0)) bySeq.insert(entity.seq, entity);
        }
        for (const auto& entity : std::as_const(bySeq)) {
            if (page.changes.size() == pageSize) {
                page.hasMore = true;
                break;
            }
            page.changes.push_back({entity.type, entity.id, entity.rev, entity.seq, entity.deleted,
                                    entity.deleted ? QJsonObject() : entity.body});
            after = entity.seq;
        }
        page.nextCursor = epoch + u'/' + QString::number(page.hasMore ? after : heads.value(asked.scope));
        if (!page.hasMore) page.checksum = checksumOf(asked.scope);
        return page;
    }

    /// What there is: tombstones are not.
    Scope live(const QString& scope) const
    {
        Scope found = scopes.value(scope);
        found.removeIf([](const auto& entity) { return entity.value().deleted; });
        return found;
    }

    QString checksumOf(const QString& scope) const
    {
        api::ScopeChecksum sum;
        for (const auto& entity : live(scope))
            sum.add(entity.type, entity.id, entity.rev);
        return sum.toString();
    }

    /// Two songs turn out to be one: all that was said of the first is said of the second.
    void merge(const QString& from, const QString& to)
    {
        moved.insert(from, to);
        for (auto& song : songs)
            if (song == from) song = to;
        const auto comments = scopes.take(u"comments:"_s + from);
        scopes.remove(u"song:"_s + from);
        for (auto entity : comments) {
            const auto scope = u"comments:"_s + to;
            entity.seq = ++heads[scope];
            scopes[scope].insert(entity.type + u'/' + entity.id, entity);
        }
    }

    QMap<QString, Scope> scopes;
    QMap<QString, qint64> heads;
    QString epoch = u"one"_s;
    QSet<QString> history;        // every text that ever was at head: "line=text", "comment id=text"
    QMap<QString, QString> songs; // title -> id
    QSet<QString> knownSongs;     // by id
    QMap<QString, QString> moved; // song -> song
    QSet<QString> decided;        // "kind line=text" that a person chose of two
    bool wasRestored = false;     // from then on, old lines may come back

private:
    QString canonical(const QString& scope) const
    {
        const auto colon = scope.indexOf(u':');
        return scope.first(colon + 1) + canonicalSong(scope.mid(colon + 1));
    }

    QString canonicalSong(QString id) const
    {
        while (moved.contains(id))
            id = moved.value(id);
        return id;
    }

    api::OperationResult apply(const QString& account, const api::Operation& operation)
    {
        const auto id = operation.opId.toString();
        if (operation.args.value("author"_L1).toString() != account)
            throw std::logic_error("sent under another account");
        if (m_bytes.contains(id) && m_bytes.value(id) != operation.args)
            throw std::logic_error("other bytes under the same operation id");
        m_bytes.insert(id, operation.args);
        if (const auto known = m_results.constFind(id); known != m_results.cend()) {
            auto repeated = *known;
            repeated.status = api::OperationStatus::Duplicate;
            return repeated;
        }
        const auto result = applyNew(account, operation);
        // Conflicts and refusals change nothing and are worked out anew.
        if (result.status == api::OperationStatus::Applied || result.status == api::OperationStatus::Duplicate)
            m_results.insert(id, result);
        return result;
    }

    api::OperationResult applyNew(const QString& account, const api::Operation& operation)
    {
        if (operation.args.value("text"_L1).toString().startsWith("bad"_L1)) return rejected(u"forbidden"_s);
        const auto& kind = operation.kind;
        auto scope = canonical(operation.scope);
        if (kind.startsWith("comment."_L1) || kind == "reaction.set"_L1)
            scope = homeOf(u"comment/"_s + operation.entityId, scope);
        if (kind == "song.ensure"_L1) return ensureSong(operation);
        if (kind == "comment.create"_L1) return createComment(scope, operation);
        if (kind == "comment.edit"_L1) return editComment(account, scope, operation);
        if (kind == "comment.delete"_L1) return deleteComment(account, scope, operation);
        if (kind == "reaction.set"_L1) return setReaction(account, scope, operation);
        if (kind == "story.create"_L1) {
            const auto key = u"story/"_s + operation.entityId;
            if (scopes.value(scope).contains(key)) return done(scope, key, true);
            history.insert(operation.entityId + u'=' + operation.args.value("text"_L1).toString());
            touch(scope, u"story"_s, operation.entityId).body = operation.args;
            return done(scope, key);
        }
        return putDocument(account, scope, operation);
    }

    /// Where an entity is, whatever the client thinks: its id is its own everywhere.
    QString homeOf(const QString& key, const QString& otherwise) const
    {
        for (auto scope = scopes.cbegin(); scope != scopes.cend(); ++scope)
            if (scope->contains(key)) return scope.key();
        return otherwise;
    }

    /// A song that is known by the id that is named is that one, whatever its title says; and so it is ever after.
    api::OperationResult ensureSong(const api::Operation& operation)
    {
        auto id = canonicalSong(operation.entityId);
        if (!knownSongs.contains(id)) {
            const auto title = operation.args.value("title"_L1).toString();
            if (!songs.contains(title)) songs.insert(title, id);
            id = songs.value(title);
            knownSongs.insert(id);
            if (id != operation.entityId) moved.insert(operation.entityId, id);
        }
        const auto home = u"song:"_s + id;
        const bool shown = scopes.value(home).contains(u"song/"_s + id);
        if (!shown) touch(home, u"song"_s, id).body = operation.args;
        auto result = done(home, u"song/"_s + id, shown);
        result.entityId = id;
        return result;
    }

    api::OperationResult createComment(const QString& scope, const api::Operation& operation)
    {
        const auto key = u"comment/"_s + operation.entityId;
        if (scopes.value(scope).contains(key))
            return scopes[scope][key].deleted ? rejected(u"gone"_s) : done(scope, key, true);
        const auto parent = operation.args.value("parent_id"_L1).toString();
        if (!parent.isEmpty()) {
            if (!scopes.value(scope).contains(u"comment/"_s + parent)) return rejected(u"not_found"_s);
            if (scopes[scope][u"comment/"_s + parent].deleted) return rejected(u"gone"_s);
        }
        history.insert(operation.entityId + u'=' + operation.args.value("text"_L1).toString());
        touch(scope, u"comment"_s, operation.entityId).body = operation.args;
        return done(scope, key);
    }

    api::OperationResult editComment(const QString& account, const QString& scope, const api::Operation& operation)
    {
        const auto key = u"comment/"_s + operation.entityId;
        if (!scopes.value(scope).contains(key)) return rejected(u"not_found"_s);
        const auto& comment = scopes[scope][key];
        if (isGone(comment)) return rejected(u"gone"_s);
        if (comment.body.value("author"_L1).toString() != account) return rejected(u"forbidden"_s);
        const auto text = operation.args.value("text"_L1).toString();
        if (comment.body.value("text"_L1).toString() == text) return done(scope, key, true);
        if (comment.rev != operation.baseRev) return conflict(comment);
        history.insert(operation.entityId + u'=' + text);
        touch(scope, u"comment"_s, operation.entityId).body["text"_L1] = text;
        return done(scope, key);
    }

    /// A comment with replies leaves an empty place, one without goes.
    api::OperationResult deleteComment(const QString& account, const QString& scope, const api::Operation& operation)
    {
        const auto key = u"comment/"_s + operation.entityId;
        if (!scopes.value(scope).contains(key)) return rejected(u"not_found"_s);
        if (isGone(scopes[scope][key])) return done(scope, key, true);
        if (scopes[scope][key].body.value("author"_L1).toString() != account) return rejected(u"forbidden"_s);
        auto& comment = touch(scope, u"comment"_s, operation.entityId);
        comment.deleted = !hasReplies(scope, operation.entityId);
        comment.body["text"_L1] = QString();
        comment.body["removed"_L1] = true;
        const auto parent = comment.body.value("parent_id"_L1).toString();
        const auto above = u"comment/"_s + parent;
        if (comment.deleted && !parent.isEmpty() && scopes[scope][above].body.contains("removed"_L1) &&
            !hasReplies(scope, parent))
            touch(scope, u"comment"_s, parent).deleted = true;
        return done(scope, key);
    }

    /// Shows in its author's scope, and as a count in the comment's, whose revision it does not raise.
    api::OperationResult setReaction(const QString& account, const QString& scope, const api::Operation& operation)
    {
        const auto key = u"comment/"_s + operation.entityId;
        if (!scopes.value(scope).contains(key)) return rejected(u"not_found"_s);
        if (isGone(scopes[scope][key])) return rejected(u"gone"_s);
        const auto kind = operation.args.value("kind"_L1).toString();
        const bool on = operation.args.value("on"_L1).toBool();
        const auto own = u"user:"_s + account;
        const auto id = operation.entityId + u':' + kind;
        const bool was = live(own).contains(u"reaction/"_s + id);
        if (on == was) return done(scope, key, true);
        auto& reaction = touch(own, u"reaction"_s, id);
        reaction.deleted = !on;
        reaction.body = {{u"kind"_s, kind}};
        auto& comment = scopes[scope][key];
        comment.seq = ++heads[scope];
        comment.body[kind] = comment.body.value(kind).toInt() + (on ? 1 : -1);
        return done(scope, key);
    }

    api::OperationResult putDocument(const QString& account, const QString& scope, const api::Operation& operation)
    {
        const auto type = operation.kind.section(u'.', 0, 0);
        const auto key = type + u'/' + operation.entityId;
        const auto lyrics = operation.args.value("lyrics_id"_L1).toString();
        if (!lyrics.isEmpty() && !scopes.value(scope).contains(u"lyrics/"_s + lyrics)) return rejected(u"not_found"_s);
        const auto current = scopes[scope].value(key);
        if (current.rev != operation.baseRev) return conflict(current);
        const auto document = operation.args.value("document"_L1).toObject();
        const auto before = current.body.value("document"_L1).toObject();
        for (auto line = before.begin(); line != before.end(); ++line) // nobody ever takes one away
            if (!document.contains(line.key()) && !wasRestored)
                throw std::logic_error("a line of somebody else's went");
        for (auto line = document.begin(); line != document.end(); ++line) {
            const auto written = type + line.key() + u'=' + line->toString();
            const bool isStale = history.contains(written) && before.value(line.key()) != line.value();
            if (isStale && !wasRestored && !decided.contains(written))
                throw std::logic_error("an older line came back over a newer one");
            history.insert(written);
        }
        touch(scope, type, operation.entityId).body = {{u"document"_s, document}, {u"author"_s, account}};
        return done(scope, key);
    }

    static bool isGone(const Entity& comment) { return comment.deleted || comment.body.contains("removed"_L1); }

    bool hasReplies(const QString& scope, const QString& parent) const
    {
        const auto all = live(scope);
        return std::any_of(all.cbegin(), all.cend(),
                           [&](const Entity& e) { return e.body.value("parent_id"_L1).toString() == parent; });
    }

    Entity& touch(const QString& scope, const QString& type, const QString& id)
    {
        auto& entity = scopes[scope][type + u'/' + id];
        entity.type = type;
        entity.id = id;
        entity.seq = ++heads[scope];
        ++entity.rev;
        return entity;
    }

    api::OperationResult done(const QString& scope, const QString& key, bool before = false)
    {
        const auto& entity = scopes[scope][key];
        api::OperationResult result;
        result.status = before ? api::OperationStatus::Duplicate : api::OperationStatus::Applied;
        result.entityId = entity.id;
        result.rev = entity.rev;
        result.seq = entity.seq;
        return result;
    }

    static api::OperationResult conflict(const Entity& current)
    {
        api::OperationResult result;
        result.status = api::OperationStatus::Conflict;
        result.theirsRev = current.rev;
        result.theirs = current.body;
        return result;
    }

    static api::OperationResult rejected(const QString& code)
    {
        api::OperationResult result;
        result.status = api::OperationStatus::Rejected;
        result.code = code;
        return result;
    }

    static api::OperationResult retryLater()
    {
        api::OperationResult result;
        result.status = api::OperationStatus::Retry;
        result.retryAfterMs = 5000;
        return result;
    }

    static api::OperationResult blocked(OperationId by)
    {
        api::OperationResult result;
        result.status = api::OperationStatus::Blocked;
        result.blockedBy = by;
        return result;
    }

    QMap<QString, api::OperationResult> m_results;
    QMap<QString, QJsonObject> m_bytes;
};

} // namespace simulation
