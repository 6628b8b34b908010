// Two or three clients with the real core, a model of the server, and a network that drops, repeats and reorders, while
// clients crash, sessions expire and the server is restored from an old copy. After the faults stop, nothing may be
// lost, doubled or different. One seed is one schedule: the same seed gives the same trace.

#include "model_client.h"

#include <QCryptographicHash>
#include <QTest>

using namespace simulation;

namespace {

class World
{
public:
    World(quint32 seed, bool withRestores)
        : m_random(seed)
        , m_restores(withRestores)
    {
        const int count = 2 + static_cast<int>(m_random.bounded(2));
        for (int i = 0; i < count; ++i)
            m_clients.push_back(std::make_unique<ModelClient>(i, m_random));
        for (auto& client : m_clients)
            client->watch(scopes());
        m_copy = m_server;
    }

    void run(int steps)
    {
        for (int i = 0; i < steps; ++i)
            fault();
    }

    /// No more faults: everyone syncs until it is quiet. False when it never is.
    bool settle()
    {
        for (int round = 0; round < 200; ++round) {
            bool quiet = true;
            const auto heads = m_server.heads;
            for (auto& client : m_clients) {
                for (const auto& account :
                     {QString::number(client->number()) + u"a"_s, QString::number(client->number()) + u"b"_s}) {
                    if (client->account() != account) client->signIn(account);
                    client->now += 400'000;
                    client->step(event::Tick{});
                    client->step(event::SyncAsked{});
                    deliverAll(*client);
                    quiet = quiet && client->core().status().inStep;
                }
                for (const auto& conflict : client->conflicts()) {
                    client->step(event::Resolved{conflict.operation, mergedByHand(conflict)});
                    quiet = false;
                    break;
                }
            }
            if (quiet && heads == m_server.heads) return true;
        }
        return false;
    }

    void check()
    {
        for (auto& client : m_clients) {
            for (const auto& scope : scopes()) {
                QCOMPARE(client->cache().value(scope).size(), m_server.scopes.value(scope).size());
                for (const auto& entity : m_server.scopes.value(scope)) {
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
        if (m_restored) return; // what a restored server had retired for good is not the client's to keep
        for (const auto& [text, where] : m_committed) {
            const auto id = u"comment/"_s + where;
            int found = 0;
            for (const auto& scope : std::as_const(m_server.scopes))
                found += scope.contains(id) ? 1 : 0;
            bool kept = false;
            for (auto& client : m_clients) {
                for (const auto& entry : client->stored())
                    kept = kept || entry.operation.entityId == where;
            }
            QVERIFY2(found == 1 || (found == 0 && (kept || m_undone.contains(where))), qPrintable(text));
        }
        for (const auto& line : std::as_const(m_lastLines))
            QVERIFY2(m_server.history.contains(line), qPrintable(line));
    }

    QByteArray trace() const { return m_trace.result().toHex(); }

private:
    QStringList scopes() const { return {api::commentsScope(m_song), api::songScope(m_song)}; }

    /// The person decides: their own lines, and the others' where they wrote none.
    static QJsonObject mergedByHand(const Conflict& conflict)
    {
        auto document = conflict.theirs.value("document"_L1).toObject();
        for (auto line = conflict.mine.begin(); line != conflict.mine.end(); ++line) {
            if (line.value() != conflict.base.value(line.key())) document[line.key()] = line.value();
        }
        return document;
    }

    ModelClient& anyone() { return *m_clients[m_random.bounded(static_cast<quint32>(m_clients.size()))]; }

    void note(const QString& what) { m_trace.addData(what.toUtf8()); }

    void fault()
    {
        auto& client = anyone();
        client.now += m_random.bounded(2000);
        switch (m_random.bounded(20)) {
        case 0:
        case 1:
        case 2: write(client); break;
        case 3:
        case 4: edit(client); break;
        case 5:
            client.start();
            note(u"crash"_s);
            break;
        case 6: client.tokenValid = false; break;
        case 7: client.signIn(QString::number(client.number()) + (m_random.bounded(2) ? u"a"_s : u"b"_s)); break;
        case 8: undoSomething(client); break;
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
        default: deliverOne(client); break;
        }
    }

    void restore()
    {
        m_server = m_copy;
        m_server.epoch = u"epoch-"_s + QString::number(m_random.generate());
        m_restored = true;
        note(u"restore"_s);
    }

    void write(ModelClient& client)
    {
        const auto id = client.makeId<CommentId>().toString();
        const bool bad = m_random.bounded(8) == 0;
        const auto text = (bad ? u"bad "_s : u"text "_s) + id;
        const bool unknownSong = m_random.bounded(5) == 0;
        auto song = m_song;
        if (unknownSong) {
            song = client.makeId<SongId>();
            api::Operation ensure{{},
                                  api::songScope(song),
                                  song.toString(),
                                  u"song.ensure"_s,
                                  {{u"title"_s, u"tune %1"_s.arg(m_random.bounded(3))}},
                                  0};
            client.submit(ensure);
        }
        api::Operation create{
            {}, api::commentsScope(song), id, u"comment.create"_s, {{u"song_id"_s, song.toString()}, {u"text"_s, text}},
            0};
        if (!unknownSong && !m_lastComment.isEmpty() && m_random.bounded(3) == 0 &&
            client.stored().contains(m_lastComment))
            create.args[u"parent_id"_s] = client.stored().value(m_lastComment).operation.entityId;
        client.submit(create);
        m_committed.push_back({text, id});
        for (const auto& entry : client.stored()) {
            if (entry.operation.entityId == id && entry.operation.kind == "comment.create"_L1)
                m_lastComment = entry.operation.opId.toString();
        }
        note(text);
    }

    void edit(ModelClient& client)
    {
        const auto scope = api::songScope(m_song);
        const auto id = u"document"_s;
        qint64 rev = 0;
        auto document = client.document(scope, id, rev);
        const auto base =
            client.cache().value(scope).value(u"translation/"_s + id).body.value("document"_L1).toObject();
        const auto line = u"line%1"_s.arg(m_random.bounded(4));
        const auto text = u"%1-%2"_s.arg(client.account()).arg(m_random.generate());
        document[line] = text;
        api::Operation put{{},
                           scope,
                           id,
                           u"translation.put"_s,
                           {{u"song_id"_s, m_song.toString()}, {u"lang"_s, u"en"_s}, {u"document"_s, document}},
                           rev};
        client.submit(put, base);
        m_lastLines[client.account() + line] = line + u'=' + text;
        note(text);
    }

    void undoSomething(ModelClient& client)
    {
        for (const auto& entry : client.stored()) {
            if (entry.operation.kind != "comment.create"_L1) continue;
            const auto before = client.stored();
            client.step(event::Undone{entry.operation.opId});
            for (const auto& gone : before) {
                if (!client.stored().contains(gone.operation.opId.toString())) m_undone.insert(gone.operation.entityId);
            }
            return;
        }
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
                noAnswer(message);
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
        if (luck == 0) noAnswer(message);
        if (luck == 1) client.outgoing.push_back(message);
        if (client.accept(message)) client.step(*message.answer);
    }

    static void noAnswer(Message& message)
    {
        const event::Answer none{event::Outcome::NoAnswer, 0, {}};
        if (const auto* push = std::get_if<effect::SendPush>(&message.request))
            message.answer = event::PushAnswered{push->request, none, {}};
        if (const auto* pull = std::get_if<effect::SendPull>(&message.request))
            message.answer = event::PullAnswered{pull->request, none, {}};
        if (const auto* refresh = std::get_if<effect::SendRefresh>(&message.request))
            message.answer = event::RefreshAnswered{refresh->request, none};
    }

    void serve(ModelClient& client, Message& message)
    {
        const event::Answer ok{event::Outcome::Ok, 0, {}};
        const event::Answer expired{event::Outcome::Unauthorised, 0, {}};
        if (const auto* refresh = std::get_if<effect::SendRefresh>(&message.request)) {
            client.tokenValid = true;
            message.answer = event::RefreshAnswered{refresh->request, ok};
        } else if (const auto* push = std::get_if<effect::SendPush>(&message.request)) {
            std::vector<api::OperationResult> results;
            if (client.tokenValid) {
                for (const auto& operation : push->operations)
                    results.push_back(m_server.apply(message.account, operation));
            }
            message.answer = event::PushAnswered{push->request, client.tokenValid ? ok : expired, results};
        } else if (const auto* pull = std::get_if<effect::SendPull>(&message.request)) {
            std::vector<std::shared_ptr<const api::Page>> pages;
            for (const auto& scope : pull->scopes)
                pages.push_back(std::make_shared<const api::Page>(m_server.pull(scope)));
            message.answer = event::PullAnswered{pull->request, client.tokenValid ? ok : expired, pages};
        }
    }

    QRandomGenerator m_random;
    bool m_restores;
    bool m_restored = false;
    ModelServer m_server;
    ModelServer m_copy;
    std::vector<std::unique_ptr<ModelClient>> m_clients;
    const SongId m_song = SongId(QUuid::createUuidV5(QUuid(), u"song"_s));
    std::vector<std::pair<QString, QString>> m_committed;
    QSet<QString> m_undone;
    QMap<QString, QString> m_lastLines;
    QString m_lastComment;
    QCryptographicHash m_trace{QCryptographicHash::Sha256};
};

} // namespace

class TestSyncSimulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seeds_data()
    {
        QTest::addColumn<bool>("restores");
        QTest::newRow("faults of network, clients and sessions") << false;
        QTest::newRow("and a server restored from an old copy") << true;
    }

    void seeds()
    {
        QFETCH(bool, restores);
        const int count = qEnvironmentVariableIntValue("GROUNDSWELL_SEEDS") > 0
                              ? qEnvironmentVariableIntValue("GROUNDSWELL_SEEDS")
                              : 300;
        const int first = qEnvironmentVariableIntValue("GROUNDSWELL_FIRST_SEED");
        for (int seed = first; seed < first + count; ++seed) {
            try {
                World world(static_cast<quint32>(seed), restores);
                world.run(250);
                QVERIFY2(world.settle(), qPrintable(u"never quiet, seed %1"_s.arg(seed)));
                world.check();
            } catch (const std::logic_error& broken) {
                QFAIL(qPrintable(u"%1, seed %2"_s.arg(QString::fromUtf8(broken.what())).arg(seed)));
            }
            if (QTest::currentTestFailed()) {
                qWarning("seed %d", seed);
                return;
            }
        }
    }

    void sameSeedSameTrace()
    {
        for (quint32 seed = 0; seed < 20; ++seed) {
            World one(seed, true);
            World two(seed, true);
            one.run(200);
            two.run(200);
            QCOMPARE(one.trace(), two.trace());
        }
    }
};

QTEST_GUILESS_MAIN(TestSyncSimulation)
#include "tst_sync_simulation.moc"
