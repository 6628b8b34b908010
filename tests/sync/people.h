#pragma once

#include "documents.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace simulation {

/// What people do with their clients, and what has to come of it.
class People
{
public:
    explicit People(QRandomGenerator& random)
        : m_random(random)
    {
    }

    QStringList scopes() const { return {api::commentsScope(m_song), api::songScope(m_song)}; }
    QString song() const { return m_song.toString(); }

    /// One of the things that people do; its trace.
    QString act(ModelClient& client)
    {
        switch (m_random.bounded(15)) {
        case 0:
        case 1:
        case 2: return write(client);
        case 3:
        case 4: return m_documents.edit(client, u"translation"_s);
        case 5: return m_documents.edit(client, u"lyrics"_s);
        case 6: return editComment(client);
        case 7: return removeComment(client);
        case 8:
        case 9: return react(client);
        case 10: return tell(client);
        case 11: return undo(client, u"comment.create"_s);
        case 12: return undo(client, m_random.bounded(3) == 0 ? u"lyrics.put"_s : u"translation.put"_s);
        case 13: return putBack(client);
        default: return answerRefusal(client);
        }
    }

    Documents& documents() { return m_documents; }

    /// The server was restored: what was acknowledged, seen and retired is not the clients' to keep.
    void excuse(const Clients& clients)
    {
        m_texts.removeIf([&](const auto& text) { return !isKept(clients, text.value()); });
        m_documents.excuse(clients);
        m_wishes.clear();
    }

    /// What was lost; empty: nothing.
    QString lost(const ModelServer& server, const Clients& clients) const
    {
        for (const auto& text : m_texts)
            if (!server.history.contains(text) && !isKept(clients, text) && !m_undone.contains(text)) return text;
        if (const auto line = m_documents.lost(server, clients); !line.isEmpty()) return line;
        for (auto wish = m_wishes.cbegin(); wish != m_wishes.cend(); ++wish) {
            const auto [account, comment, kind] = wish.key();
            const auto own = server.live(u"user:"_s + account);
            if (own.contains(u"reaction/"_s + comment + u':' + kind) == wish.value() || isGone(server, comment))
                continue;
            if (!isKeptReaction(clients, comment, kind) && !m_undoneOf.contains(comment))
                return u"the %1 of %2"_s.arg(kind, account);
        }
        return {};
    }

private:
    void submit(ModelClient& client, const api::Operation& operation)
    {
        const auto before = client.stored();
        OutboxEntry entry;
        entry.operation = operation;
        client.submit(entry);
        noteUndone(client, before);
    }

    /// Entries that left the outbox by the person's own doing: nobody shall find them again.
    void noteUndone(ModelClient& client, const QMap<QString, OutboxEntry>& before)
    {
        for (const auto& gone : before) {
            if (client.stored().contains(gone.operation.opId.toString())) continue;
            m_undone.insert(textOf(gone.operation));
            m_undoneOf.insert(gone.operation.entityId);
            m_documents.noteGone(gone);
        }
    }

    static QString textOf(const api::Operation& operation)
    {
        return operation.entityId + u'=' + operation.args.value("text"_L1).toString();
    }

    /// A text that somebody wrote; some of them no server takes.
    QString newText(ModelClient& client)
    {
        static constexpr std::array Beginnings = {"bad ", "huge ", "foul "};
        const auto luck = m_random.bounded(24U);
        const auto beginning = luck < Beginnings.size() ? QString::fromLatin1(Beginnings.at(luck)) : QString();
        return beginning + u"text "_s + client.makeId<CommentId>().toString();
    }

    QString write(ModelClient& client)
    {
        const auto id = client.makeId<CommentId>().toString();
        const auto text = newText(client);
        auto song = m_song;
        const bool unknownSong = m_random.bounded(5) == 0;
        if (unknownSong) {
            song = client.makeId<SongId>();
            const QJsonObject args{{u"title"_s, u"tune %1"_s.arg(m_random.bounded(3))}};
            submit(client, {{}, api::songScope(song), song.toString(), u"song.ensure"_s, args, 0});
        }
        QJsonObject args{{u"song_id"_s, song.toString()}, {u"text"_s, text}};
        if (!unknownSong && m_random.bounded(2) == 0) {
            if (const auto parent = someComment(client); !parent.isEmpty()) args[u"parent_id"_s] = parent;
        }
        submit(client, {{}, api::commentsScope(song), id, u"comment.create"_s, args, 0});
        m_texts.insert(client.account() + id, id + u'=' + text);
        return text;
    }

    QString tell(ModelClient& client)
    {
        const auto id = client.makeId<StoryId>().toString();
        const auto text = newText(client);
        const QJsonObject args{{u"song_id"_s, song()}, {u"text"_s, text}};
        submit(client, {{}, api::songScope(m_song), id, u"story.create"_s, args, 0});
        m_texts.insert(client.account() + id, id + u'=' + text);
        return text;
    }

    /// A comment on the song that this person sees, sent or not; empty for none.
    QString someComment(ModelClient& client)
    {
        QStringList seen;
        for (const auto& entity : client.cache().value(api::commentsScope(m_song)))
            seen << entity.id;
        for (const auto& entry : client.stored()) {
            if (entry.operation.kind == "comment.create"_L1 && entry.operation.scope == api::commentsScope(m_song) &&
                !seen.contains(entry.operation.entityId))
                seen << entry.operation.entityId;
        }
        return seen.isEmpty() ? QString() : seen.at(m_random.bounded(static_cast<quint32>(seen.size())));
    }

    QString editComment(ModelClient& client)
    {
        const auto id = someComment(client);
        if (id.isEmpty()) return {};
        const auto scope = api::commentsScope(m_song);
        const auto text = newText(client);
        const auto rev = client.cache().value(scope).value(u"comment/"_s + id).rev;
        submit(client, {{}, scope, id, u"comment.edit"_s, {{u"text"_s, text}}, rev});
        m_texts.insert(client.account() + id + text, id + u'=' + text);
        return text;
    }

    QString removeComment(ModelClient& client)
    {
        const auto id = someComment(client);
        if (id.isEmpty()) return {};
        submit(client, {{}, api::commentsScope(m_song), id, u"comment.delete"_s, {}, 0});
        return u"delete "_s + id;
    }

    QString react(ModelClient& client)
    {
        const auto id = someComment(client);
        if (id.isEmpty()) return {};
        const auto kind = m_random.bounded(2) == 0 ? u"like"_s : u"hug"_s;
        const bool on = m_random.bounded(3) > 0;
        submit(client, {{}, api::commentsScope(m_song), id, u"reaction.set"_s, {{u"kind"_s, kind}, {u"on"_s, on}}, 0});
        m_wishes.insert({client.account(), id, kind}, on);
        return kind + id;
    }

    QString undo(ModelClient& client, const QString& kind)
    {
        const auto before = client.stored();
        for (const auto& entry : before) {
            if (entry.operation.kind != kind) continue;
            client.step(event::Undone{entry.operation.opId});
            noteUndone(client, before);
            if (client.core().lastActDone()) m_taken[client.number()] = client.core().lastTaken();
            break;
        }
        return {};
    }

    /// What was taken back last is put back, whatever was written since. What is back may not be lost.
    QString putBack(ModelClient& client)
    {
        const auto taken = m_taken.take(client.number());
        if (taken.empty()) return {};
        client.step(event::Restored{taken});
        for (const auto& entry : taken) {
            if (client.stored().contains(entry.operation.opId.toString())) m_undone.remove(textOf(entry.operation));
        }
        return u"put back %1"_s.arg(taken.size());
    }

    /// Something that was refused is tried again, or dropped.
    QString answerRefusal(ModelClient& client)
    {
        const auto before = client.stored();
        for (const auto& entry : before) {
            if (entry.state != EntryState::Rejected && entry.state != EntryState::Conflict) continue;
            if (m_random.bounded(3) > 0) continue;
            if (entry.state == EntryState::Rejected && m_random.bounded(2) == 0) {
                client.step(event::Retried{entry.operation.opId});
                const auto& args = entry.operation.args; // an older wish: either that or the newest is meant
                m_wishes.remove(
                    {args.value("author"_L1).toString(), entry.operation.entityId, args.value("kind"_L1).toString()});
            } else {
                client.step(event::Discarded{entry.operation.opId});
                noteUndone(client, before);
            }
            break;
        }
        return {};
    }

    static bool isGone(const ModelServer& server, const QString& comment)
    {
        for (const auto& scope : server.scopes) {
            const auto found = scope.constFind(u"comment/"_s + comment);
            if (found != scope.cend()) return found->deleted || found->body.contains("removed"_L1);
        }
        return true;
    }

    /// Whether an outbox has such an operation: its person can still do something about it.
    template <class Which>
    static bool has(const ModelClient& client, const Which& which)
    {
        return std::any_of(client.stored().cbegin(), client.stored().cend(),
                           [&](const OutboxEntry& entry) { return which(entry); });
    }
    template <class Which>
    static bool has(const Clients& clients, const Which& which)
    {
        return std::ranges::any_of(clients, [&](const auto& client) { return has(*client, which); });
    }

    static bool isKept(const Clients& clients, const QString& text)
    {
        return has(clients, [&](const OutboxEntry& entry) { return textOf(entry.operation) == text; });
    }

    static bool isKeptReaction(const Clients& clients, const QString& comment, const QString& kind)
    {
        return has(clients, [&](const OutboxEntry& entry) {
            return entry.operation.entityId == comment && entry.operation.args.value("kind"_L1).toString() == kind;
        });
    }

    QRandomGenerator& m_random;
    const SongId m_song = SongId(QUuid::createUuidV5(QUuid(), u"song"_s));
    Documents m_documents{m_random, m_song};
    QMap<QString, QString> m_texts;                             // "entity=text" that was committed
    QMap<std::tuple<QString, QString, QString>, bool> m_wishes; // account, comment, kind: on
    QSet<QString> m_undone;
    QSet<QString> m_undoneOf;
    QMap<int, std::vector<OutboxEntry>> m_taken; // by client: what was taken back last, and may be put back
};

} // namespace simulation
