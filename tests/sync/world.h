#pragma once

#include "people.h"

#include <QCryptographicHash>
#include <QTest>

namespace simulation {

/// Two or three clients, the server, and the network between them, which drops, repeats and reorders.
class World
{
public:
    World(quint32 seed, bool withRestores)
        : m_random(seed)
        , m_restores(withRestores)
        , m_people(m_random)
    {
        const int count = 2 + static_cast<int>(m_random.bounded(2));
        for (int i = 0; i < count; ++i)
            m_clients.push_back(std::make_unique<ModelClient>(i, m_random));
        for (auto& client : m_clients)
            client->watch(m_people.scopes());
        m_server.knownSongs.insert(m_people.song());
        m_copy = m_server;
    }

    void run(int steps)
    {
        m_faulty = true;
        for (int i = 0; i < steps; ++i)
            fault();
        m_faulty = false;
    }

    /// No more faults: everyone syncs until it is quiet. False when it never is.
    bool settle()
    {
        for (int round = 0; round < 200; ++round) {
            bool quiet = true;
            const auto heads = m_server.heads;
            for (auto& client : m_clients) {
                for (const auto& account : accountsOf(*client)) {
                    if (client->account() != account) client->signIn(account);
                    client->now += 400'000;
                    client->step(event::Tick{});
                    client->step(event::SyncAsked{});
                    deliverAll(*client);
                    quiet = !m_people.documents().publishAll(*client) && quiet && client->core().status().inStep;
                }
                quiet = !decide(*client) && quiet;
            }
            if (quiet && heads == m_server.heads) return true;
        }
        return false;
    }

    /// What is still under way, for the message of a test that failed.
    QString unrest() const
    {
        QStringList all;
        for (const auto& client : m_clients)
            for (const auto& entry : client->stored())
                all << entry.operation.kind + u' ' + QString::number(static_cast<int>(entry.state));
        return all.join(u", "_s);
    }

    void check()
    {
        for (auto& client : m_clients) {
            auto scopes = m_people.scopes();
            for (const auto& account : accountsOf(*client))
                scopes << u"user:"_s + account;
            for (const auto& scope : std::as_const(scopes)) {
                const auto there = m_server.live(scope); // what was deleted is not in the cache either
                QCOMPARE(client->cache().value(scope).keys(), there.keys());
                for (const auto& entity : there) {
                    const auto mine = client->cache().value(scope).value(entity.type + u'/' + entity.id);
                    QCOMPARE(mine.rev, entity.rev);
                    QCOMPARE(mine.body, entity.body);
                }
            }
            for (const auto& entry : client->stored()) {
                QVERIFY2(entry.state == EntryState::Rejected || entry.state == EntryState::Blocked,
                         qPrintable(entry.operation.kind));
                const auto memory = client->core().queue().find(entry.operation.opId);
                QVERIFY(memory && *memory == entry); // what is in memory is what is on the disk
            }
        }
        QSet<QString> once;
        for (const auto& scope : std::as_const(m_server.scopes)) {
            for (auto entity = scope.cbegin(); entity != scope.cend(); ++entity) {
                if (entity->type != "comment"_L1) continue;
                QVERIFY2(!once.contains(entity.key()), qPrintable(entity.key()));
                once.insert(entity.key());
            }
        }
        QCOMPARE(m_people.lost(m_server, m_clients), QString());
    }

    QByteArray trace() const { return m_trace.result().toHex(); }

private:
    static QStringList accountsOf(const ModelClient& client)
    {
        return {QString::number(client.number()) + u'a', QString::number(client.number()) + u'b'};
    }

    /// A person decides one of the conflicts, if there is any.
    bool decide(ModelClient& client)
    {
        if (client.conflicts().isEmpty()) return false;
        m_people.documents().decide(client, client.conflicts().first(), m_server);
        return true;
    }

    void note(const QString& what)
    {
        m_trace.addData(what.toUtf8());
        tell(what);
    }

    void fault()
    {
        auto& client = *m_clients[m_random.bounded(static_cast<quint32>(m_clients.size()))];
        client.now += m_random.bounded(2000);
        switch (m_random.bounded(21)) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4: note(m_people.act(client)); break;
        case 5:
            client.start();
            note(u"crash"_s);
            break;
        case 6: client.tokenValid = false; break;
        case 7: client.signIn(accountsOf(client).at(m_random.bounded(2))); break;
        case 8: merge(); break;
        case 9: client.step(event::SyncAsked{}); break;
        case 10:
            if (client.wakeAt() > 0) {
                client.now = qMax(client.now, client.wakeAt());
                client.step(event::Tick{});
            }
            break;
        case 11:
            if (m_random.bounded(6) == 0)
                m_copy = m_server;
            else if (m_restores && m_random.bounded(10) == 0)
                restore();
            break;
        case 12: decide(client); break;
        default: deliverOne(client); break;
        }
    }

    /// It was stopped for that: nobody gets an answer any more that it had not sent before.
    void restore()
    {
        for (auto& client : m_clients) {
            for (auto& message : client->outgoing)
                if (message.answer) fail(message, event::Outcome::NoAnswer);
        }
        m_server = m_copy;
        m_server.wasRestored = true;
        m_server.epoch = u"epoch-"_s + QString::number(m_random.generate());
        m_people.excuse(m_clients);
        note(u"restore"_s);
    }

    /// A moderator finds that one of the songs that were met is the one that everybody listens to.
    void merge()
    {
        const auto songs = m_server.songs.values();
        if (songs.isEmpty() || m_random.bounded(8) > 0) return;
        const auto from = songs.at(m_random.bounded(static_cast<quint32>(songs.size())));
        if (from == m_people.song()) return;
        m_server.merge(from, m_people.song());
        note(u"merge "_s + from);
    }

    void deliverAll(ModelClient& client)
    {
        for (int i = 0; i < 500 && !client.outgoing.empty(); ++i) {
            auto message = client.outgoing.front();
            client.outgoing.pop_front();
            if (!message.answer) serve(client, message);
            if (client.accept(message)) client.step(*message.answer);
        }
    }

    /// One message moves on: to the server, back, or into nothing; also twice, and out of order.
    void deliverOne(ModelClient& client)
    {
        if (client.outgoing.empty()) return;
        const auto index = m_random.bounded(static_cast<quint32>(client.outgoing.size()));
        auto message = client.outgoing[index];
        client.outgoing.erase(client.outgoing.begin() + index);
        const auto luck = m_random.bounded(10);
        if (!message.answer) {
            if (luck == 0)
                fail(message, event::Outcome::NoAnswer);
            else
                serve(client, message);
            if (luck == 1) {
                auto again = message;
                again.answer.reset();
                client.outgoing.push_back(again); // the network repeats a request
            }
            client.outgoing.push_back(message);
            return;
        }
        if (luck == 0) fail(message, event::Outcome::NoAnswer);
        if (luck == 1) client.outgoing.push_back(message);
        if (client.accept(message)) client.step(*message.answer);
    }

    static void fail(Message& message, event::Outcome outcome)
    {
        const event::Answer answer{outcome, 0, {}};
        if (const auto* push = std::get_if<effect::SendPush>(&message.request))
            message.answer = event::PushAnswered{push->request, answer, {}, {}};
        if (const auto* pull = std::get_if<effect::SendPull>(&message.request))
            message.answer = event::PullAnswered{pull->request, answer, {}};
        if (const auto* refresh = std::get_if<effect::SendRefresh>(&message.request))
            message.answer = event::RefreshAnswered{refresh->request, answer};
    }

    /// What stands in the way of the whole call; none: nothing.
    std::optional<event::Outcome> refusal(const ModelClient& client, const Message& message)
    {
        const auto* push = std::get_if<effect::SendPush>(&message.request);
        const auto luck = m_faulty ? m_random.bounded(40) : 40;
        if (luck == 0) return event::Outcome::Busy;
        if (luck == 1) return event::Outcome::UpgradeNeeded;
        if (std::holds_alternative<effect::SendRefresh>(message.request)) return {};
        if (!client.tokenValid) return event::Outcome::Unauthorised;
        if (!push) return {};
        if (luck < 4 && push->operations.size() > 1) return event::Outcome::TooLarge;
        for (const auto& operation : push->operations) {
            const auto text = operation.args.value("text"_L1).toString();
            if (text.startsWith("huge"_L1)) return event::Outcome::TooLarge;
            if (text.startsWith("foul"_L1)) return event::Outcome::Refused;
        }
        return {};
    }

    void serve(ModelClient& client, Message& message)
    {
        if (const auto outcome = refusal(client, message)) {
            fail(message, *outcome);
            return;
        }
        const event::Answer ok{event::Outcome::Ok, 0, {}};
        if (const auto* refresh = std::get_if<effect::SendRefresh>(&message.request)) {
            client.tokenValid = true;
            message.answer = event::RefreshAnswered{refresh->request, ok};
        } else if (const auto* push = std::get_if<effect::SendPush>(&message.request)) {
            const auto isBusy = [this] { return m_faulty && m_random.bounded(12) == 0; };
            message.answer = event::PushAnswered{
                push->request, ok, m_server.push(message.account, push->operations, isBusy), m_server.epoch};
        } else if (const auto* pull = std::get_if<effect::SendPull>(&message.request)) {
            std::vector<std::shared_ptr<const api::Page>> pages;
            for (const auto& scope : pull->scopes)
                pages.push_back(std::make_shared<const api::Page>(m_server.pull(message.account, scope)));
            message.answer = event::PullAnswered{pull->request, ok, pages};
        }
    }

    QRandomGenerator m_random;
    bool m_restores;
    bool m_faulty = false;
    People m_people;
    ModelServer m_server;
    ModelServer m_copy;
    Clients m_clients;
    QCryptographicHash m_trace{QCryptographicHash::Sha256};
};

} // namespace simulation
