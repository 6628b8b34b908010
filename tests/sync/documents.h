#pragma once

#include "model_client.h"

#include <algorithm>

namespace simulation {

using Clients = std::vector<std::unique_ptr<ModelClient>>;

/// What people do with lyrics and translations, each of which has four lines, and what has to come of it. A draft is on
/// its client's disk; it is published when its person likes, and typed on after that, whatever came in meanwhile.
class Documents
{
public:
    Documents(QRandomGenerator& random, SongId song)
        : m_random(random)
        , m_song(song)
    {
    }

    /// A line is typed, and perhaps published; its text.
    QString edit(ModelClient& client, QString type)
    {
        if (type == "translation"_L1 && !knowsLyrics(client)) type = u"lyrics"_s;
        const auto key = keyOf(client.account(), type);
        if (!client.drafts.contains(key) || (!client.drafts[key].isChanged() && m_random.bounded(2) == 0))
            client.drafts.insert(key, client.opened(api::songScope(m_song), type + u'/' + idOf(type)));
        const auto line = u"line%1"_s.arg(m_random.bounded(4));
        const auto text = u"%1-%2"_s.arg(client.account()).arg(m_random.generate());
        client.drafts[key].document[line] = text;
        m_lines.insert(client.account() + type + line, {type + line, text});
        if (m_random.bounded(3) > 0) publish(client, type, m_random.bounded(12) == 0);
        return text;
    }

    /// What was not published of the account that is signed in is now; false when there was nothing.
    bool publishAll(ModelClient& client)
    {
        bool any = false;
        for (const auto& type : {u"lyrics"_s, u"translation"_s}) {
            const auto draft = client.drafts.constFind(keyOf(client.account(), type));
            if (draft == client.drafts.cend() || !draft->isChanged()) continue;
            publish(client, type, false);
            any = true;
        }
        return any;
    }

    /// The person decides: their own lines, and the others' where they wrote none. A conflict of what another server
    /// than this one had is decided by that one's word, which may be heard before that of the restore: whatever it says
    /// was replaced by others was replaced before the restore.
    void decide(ModelClient& client, const Conflict& conflict, ModelServer& server)
    {
        const auto entry = client.stored().value(conflict.operation.toString());
        const auto type = entry.operation.kind.section(u'.', 0, 0);
        const auto writer = entry.operation.args.value("author"_L1).toString();
        auto document = conflict.theirs.value("document"_L1).toObject();
        for (auto line = conflict.mine.begin(); line != conflict.mine.end(); ++line) {
            const auto kept = m_lines.constFind(writer + type + line.key());
            if (line.value() != conflict.base.value(line.key())) {
                document[line.key()] = line.value();
                server.decided.insert(type + line.key() + u'=' + line->toString());
            } else if (entry.baseEpoch != server.epoch && kept != m_lines.cend() && kept->second == line.value()) {
                m_lines.erase(kept);
            }
        }
        client.step(event::Resolved{conflict.operation, document});
    }

    /// The person took an operation back, or dropped it. A translation is a draft again.
    void noteGone(const OutboxEntry& entry)
    {
        if (entry.operation.kind != "lyrics.put"_L1) return;
        const auto document = documentOf(entry.operation);
        for (auto line = document.begin(); line != document.end(); ++line)
            m_gone.insert(u"lyrics"_s + line.key() + u'=' + line->toString());
    }

    /// The server was restored: of a document, all that its writer's newest edit says is theirs to keep, whoever had it
    /// already; what that says no more was replaced before.
    void excuse(const Clients& clients)
    {
        for (auto line = m_lines.begin(); line != m_lines.end();)
            line = isInNewestEdit(clients, line.value()) ? std::next(line) : m_lines.erase(line);
    }

    /// A line that was lost, and its text; empty: none.
    QString lost(const ModelServer& server, const Clients& clients) const
    {
        for (const auto& [key, text] : m_lines) {
            const auto line = key + u'=' + text;
            if (!server.history.contains(line) && !m_gone.contains(line) && !isKept(clients, key, text)) return line;
        }
        return {};
    }

private:
    static QString keyOf(const QString& account, const QString& type) { return account + u' ' + type; }

    QString idOf(const QString& type) const
    {
        const auto lyrics = api::lyricsIdFor(m_song, u"ja"_s);
        return type == "lyrics"_L1 ? lyrics.toString() : api::translationIdFor(lyrics, u"en"_s).toString();
    }

    void publish(ModelClient& client, const QString& type, bool refused)
    {
        const auto scope = api::songScope(m_song);
        auto& draft = client.drafts[keyOf(client.account(), type)];
        QJsonObject args{{u"song_id"_s, m_song.toString()}, {u"lang"_s, u"ja"_s}, {u"document"_s, draft.document}};
        if (type == "translation"_L1) args[u"lyrics_id"_s] = idOf(u"lyrics"_s);
        if (type == "lyrics"_L1 && refused) args[u"text"_s] = u"bad lyrics"_s;
        OutboxEntry entry;
        entry.operation = {{}, scope, draft.entityId, type + u".put"_s, args, draft.baseRev};
        entry.baseDocument = draft.base;
        entry.baseEpoch = draft.baseEpoch;
        const auto there = client.cache().value(scope).value(type + u'/' + draft.entityId);
        if (there.rev > 0 && there.body.value("document"_L1).toObject() == draft.base) { // as in community::baseOf()
            entry.operation.baseRev = there.rev;
            entry.baseEpoch = client.epochOf(scope);
        } else if (there.rev > 0 && there.rev == draft.baseRev) {
            entry.operation.baseRev = 0;
        }
        client.submit(entry);
        if (type == "lyrics"_L1) {
            client.drafts.remove(keyOf(client.account(), type));
        } else {
            draft.base = draft.document;
            draft.taken.clear();
        }
    }

    bool knowsLyrics(const ModelClient& client) const
    {
        const auto id = idOf(u"lyrics"_s);
        if (client.cache().value(api::songScope(m_song)).contains(u"lyrics/"_s + id)) return true;
        return std::ranges::any_of(client.stored(), [&](const OutboxEntry& entry) {
            return entry.operation.entityId == id &&
                   entry.operation.args.value("author"_L1).toString() == client.account();
        });
    }

    /// Whether an outbox has the line: its person can still do something about it. `key` begins with the kind.
    static bool isKept(const Clients& clients, const QString& key, const QString& text)
    {
        const auto at = key.indexOf("line"_L1);
        return std::ranges::any_of(clients, [&](const auto& client) {
            return std::ranges::any_of(client->stored(), [&](const OutboxEntry& entry) {
                return entry.operation.kind == key.first(at) + u".put"_s &&
                       documentOf(entry.operation).value(key.sliced(at)).toString() == text;
            });
        });
    }

    /// Whether its writer's newest edit of the document, sent or not, has this line; or the draft that is not
    /// published, unless the line is one that it began with and that the newest edit has no more.
    static bool isInNewestEdit(const Clients& clients, const std::pair<QString, QString>& written)
    {
        const auto& [key, text] = written;
        const auto at = key.indexOf("line"_L1);
        const auto type = key.first(at);
        const auto line = key.sliced(at);
        const auto writer = text.section(u'-', 0, 0);
        std::optional<OutboxEntry> newest;
        ModelDraft draft;
        for (const auto& client : clients) {
            draft = client->drafts.value(keyOf(writer, type), draft);
            for (const auto& entry : client->stored()) {
                const bool is = entry.operation.kind == type + u".put"_s &&
                                entry.operation.args.value("author"_L1).toString() == writer;
                if (is && (!newest || entry.order >= newest->order)) newest = entry;
            }
        }
        if (newest && documentOf(newest->operation).value(line).toString() == text) return true;
        if (!draft.isChanged() || draft.document.value(line).toString() != text) return false;
        return !newest || draft.base.value(line).toString() != text;
    }

    QRandomGenerator& m_random;
    const SongId m_song;
    QMap<QString, std::pair<QString, QString>> m_lines; // each account's newest text of each line
    QSet<QString> m_gone;                               // by their writer's own wish
};

} // namespace simulation
