#pragma once

#include "community/api/checksum.h"
#include "community/api/types.h"

#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QStringList>

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
    };

    api::OperationResult apply(const QString& account, const api::Operation& operation)
    {
        if (operation.args.value("author"_L1).toString() != account)
            throw std::logic_error("sent under another account");
        if (const auto known = m_results.constFind(operation.opId.toString()); known != m_results.cend()) {
            auto repeated = *known;
            if (m_bytes.value(operation.opId.toString()) != operation.args)
                throw std::logic_error("other bytes under the same operation id");
            if (repeated.status == api::OperationStatus::Applied) repeated.status = api::OperationStatus::Duplicate;
            return repeated;
        }
        auto result = applyNew(account, operation);
        result.opId = operation.opId;
        m_results.insert(operation.opId.toString(), result);
        m_bytes.insert(operation.opId.toString(), operation.args);
        return result;
    }

    api::Page pull(const api::ScopeCursor& asked) const
    {
        constexpr size_t pageSize = 3;
        api::Page page;
        page.scope = asked.scope;
        page.epoch = epoch;
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
            if (entity.seq > after) bySeq.insert(entity.seq, entity);
        }
        for (const auto& entity : std::as_const(bySeq)) {
            if (page.changes.size() == pageSize) {
                page.hasMore = true;
                break;
            }
            page.changes.push_back({entity.type, entity.id, entity.rev, entity.seq, false, entity.body});
            after = entity.seq;
        }
        page.nextCursor = epoch + u'/' + QString::number(after);
        if (!page.hasMore) page.checksum = checksumOf(asked.scope);
        return page;
    }

    QString checksumOf(const QString& scope) const
    {
        api::ScopeChecksum sum;
        for (const auto& entity : scopes.value(scope))
            sum.add(entity.type, entity.id, entity.rev);
        return sum.toString();
    }

    QMap<QString, QMap<QString, Entity>> scopes; // scope -> "type/id" -> entity
    QMap<QString, qint64> heads;
    QString epoch = u"one"_s;
    QSet<QString> history;        // every text of a document's line that ever was at head
    QMap<QString, QString> songs; // title -> id

private:
    Entity& touch(const QString& scope, const QString& type, const QString& id)
    {
        auto& entity = scopes[scope][type + u'/' + id];
        entity.type = type;
        entity.id = id;
        entity.seq = ++heads[scope];
        ++entity.rev;
        return entity;
    }

    api::OperationResult applyNew(const QString& account, const api::Operation& operation)
    {
        api::OperationResult result;
        result.entityId = operation.entityId;
        const auto& args = operation.args;
        auto& scope = scopes[operation.scope];
        if (args.value("text"_L1).toString().startsWith("bad"_L1)) return rejected(u"forbidden"_s);
        if (operation.kind == "song.ensure"_L1) {
            const auto title = args.value("title"_L1).toString();
            if (!songs.contains(title)) songs.insert(title, operation.entityId);
            result.entityId = songs.value(title);
            const auto home = u"song:"_s + result.entityId;
            if (!scopes[home].contains(u"song/"_s + result.entityId))
                touch(home, u"song"_s, result.entityId).body = args;
            return finish(result, home, u"song/"_s + result.entityId);
        }
        if (operation.kind == "comment.create"_L1) {
            const auto key = u"comment/"_s + operation.entityId;
            const auto parent = args.value("parent_id"_L1).toString();
            if (!parent.isEmpty() && !scope.contains(u"comment/"_s + parent)) return rejected(u"not_found"_s);
            if (!scope.contains(key)) touch(operation.scope, u"comment"_s, operation.entityId).body = args;
            return finish(result, operation.scope, key);
        }
        if (operation.kind == "comment.edit"_L1) {
            const auto key = u"comment/"_s + operation.entityId;
            if (!scope.contains(key)) return rejected(u"not_found"_s);
            touch(operation.scope, u"comment"_s, operation.entityId).body["text"_L1] = args.value("text"_L1);
            return finish(result, operation.scope, key);
        }
        return applyDocument(account, operation, result);
    }

    api::OperationResult applyDocument(const QString& account, const api::Operation& operation,
                                       api::OperationResult result)
    {
        const auto key = u"translation/"_s + operation.entityId;
        const auto current = scopes[operation.scope].value(key);
        if (current.rev != operation.baseRev) {
            result.status = api::OperationStatus::Conflict;
            result.theirsRev = current.rev;
            result.theirs = current.body;
            return result;
        }
        const auto document = operation.args.value("document"_L1).toObject();
        for (auto line = document.begin(); line != document.end(); ++line)
            history.insert(line.key() + u'=' + line->toString());
        touch(operation.scope, u"translation"_s, operation.entityId).body = {{u"document"_s, document},
                                                                             {u"author"_s, account}};
        return finish(result, operation.scope, key);
    }

    api::OperationResult finish(api::OperationResult result, const QString& scope, const QString& key)
    {
        const auto& entity = scopes[scope][key];
        result.status = api::OperationStatus::Applied;
        result.rev = entity.rev;
        result.seq = entity.seq;
        return result;
    }

    static api::OperationResult rejected(const QString& code)
    {
        api::OperationResult result;
        result.status = api::OperationStatus::Rejected;
        result.code = code;
        return result;
    }

    QMap<QString, api::OperationResult> m_results;
    QMap<QString, QJsonObject> m_bytes;
};

} // namespace simulation
