// The engine with its real stores against the real server: whose name stands beside what was written, and edits of it.

#include "base/clock.h"
#include "community/talk.h"
#include "server_process.h"
#include "sync/qt/engine.h"
#include "sync/qt/schemas.h"

#include <QJsonArray>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

namespace {

/// A keychain that answers a question for an account's tokens when the test says so.
class SlowVault final : public sync::TokenVault
{
public:
    explicit SlowVault(std::shared_ptr<QPromise<sync::Tokens>> asked)
        : m_asked(std::move(asked))
    {
    }

    QFuture<sync::Tokens> load(AccountId) override { return m_asked->future(); }
    QFuture<Result<void>> save(AccountId, sync::Tokens) override
    {
        return QtFuture::makeReadyValueFuture(Result<void>());
    }

private:
    std::shared_ptr<QPromise<sync::Tokens>> m_asked;
};

template <class T>
bool succeeds(const QFuture<Result<T>>& future)
{
    if (!test::comesTrue([&] { return future.isFinished(); })) return false;
    if (!future.result()) qWarning("%s", qPrintable(future.result().error().message));
    return future.result().has_value();
}

} // namespace

class TestAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anotherAccountsLateTokensAreNotUsed();
    void aSentCommentCanBeEdited();
    void aDeletionOutlivesTheProgram();

private:
    QJsonObject registerPerson(const QString& name);
    SongId addSong();
    QJsonArray comments(SongId song);
    void startEngine();
    bool useAccountOf(const QJsonObject& session);
    void answerKeychain(const QJsonObject& session);

    const SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<store::Store> m_outbox;
    std::unique_ptr<store::Store> m_cache;
    std::shared_ptr<QPromise<sync::Tokens>> m_keychain;
    std::unique_ptr<sync::Engine> m_engine;
};

void TestAccounts::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<ServerProcess>();
    QVERIFY2(m_server->start(), m_server->errors().constData());
    m_http = std::make_unique<HttpClient>(*m_server);
    m_outbox = *store::Store::open(m_folder->filePath(u"outbox.db"_s), sync::outboxSchema());
    m_cache = *store::Store::open(m_folder->filePath(u"cache.db"_s), sync::cacheSchema());
    m_keychain = std::make_shared<QPromise<sync::Tokens>>();
    m_keychain->start();
}

void TestAccounts::cleanup()
{
    m_keychain->finish();
    m_engine.reset();
    m_cache.reset();
    m_outbox.reset();
    m_http.reset();
    m_server.reset();
}

void TestAccounts::startEngine()
{
    auto engine = sync::Engine::start(*m_outbox, *m_cache, std::make_unique<SlowVault>(m_keychain), m_clock);
    QVERIFY(engine);
    m_engine = *std::move(engine);
}

/// As if this person had signed in before the program was started.
bool TestAccounts::useAccountOf(const QJsonObject& session)
{
    const auto person = api::fromJson<api::Person>(session.value("person"_L1).toObject());
    const auto kept = m_outbox->writer().run([&](store::Database& db) -> Result<bool> {
        sync::outbox::useAccount(db, {AccountId::make(m_clock), QUrl(m_server->base()), u"Bay"_s, *person, true, 1});
        return true;
    });
    return kept.has_value();
}

void TestAccounts::answerKeychain(const QJsonObject& session)
{
    m_keychain->addResult(
        sync::Tokens{session.value("access_token"_L1).toString(), session.value("refresh_token"_L1).toString()});
    m_keychain->finish();
}

QJsonObject TestAccounts::registerPerson(const QString& name)
{
    const QJsonObject session =
        m_http->post(u"/v1/auth/register"_s, {{u"name"_s, name}, {u"password"_s, u"correct horse battery"_s}}).json();
    m_http->setToken(session.value("access_token"_L1).toString());
    return session;
}

SongId TestAccounts::addSong()
{
    const QJsonObject request{{u"title"_s, u"Night Rain"_s},
                              {u"artist"_s, u"Mizu"_s},
                              {u"create"_s, true},
                              {u"proposed_id"_s, SongId::make(m_clock).toString()}};
    return SongId::fromString(m_http->post(u"/v1/songs/match"_s, request).json().value("song"_L1)["id"_L1].toString());
}

QJsonArray TestAccounts::comments(SongId song)
{
    return m_http->get(u"/v1/songs/%1/comments"_s.arg(song.toString())).json().value("comments"_L1).toArray();
}

/// The keychain of whom the program belonged to answers only when somebody else has signed in.
void TestAccounts::anotherAccountsLateTokensAreNotUsed()
{
    const QJsonObject liv = registerPerson(u"liv"_s);
    const SongId song = addSong();
    QVERIFY(useAccountOf(liv));
    startEngine();
    QVERIFY(succeeds(m_engine->signUp(QUrl(m_server->base()), {u"nao"_s, {}, u"correct horse battery"_s, {}})));
    answerKeychain(liv);

    community::Talk talk(*m_engine, nullptr);
    community::NewComment comment;
    comment.songId = song;
    comment.text = u"by nao"_s;
    QVERIFY(succeeds(talk.post(comment)));
    QVERIFY(succeeds(m_engine->syncNow()));
    const QJsonArray there = comments(song);
    QCOMPARE(there.size(), 1);
    QCOMPARE(there.at(0)["author"_L1]["name"_L1].toString(), u"nao"_s);
}

void TestAccounts::aSentCommentCanBeEdited()
{
    registerPerson(u"liv"_s);
    const SongId song = addSong();
    startEngine();
    QVERIFY(succeeds(m_engine->signUp(QUrl(m_server->base()), {u"nao"_s, {}, u"correct horse battery"_s, {}})));
    community::Talk talk(*m_engine, nullptr);
    community::NewComment comment;
    comment.songId = song;
    comment.text = u"helo"_s;
    const auto posted = talk.post(comment);
    QVERIFY(succeeds(posted));
    QVERIFY(succeeds(m_engine->syncNow()));
    QCOMPARE(comments(song).at(0)["text"_L1].toString(), u"helo"_s);

    for (const QString& text : {u"hello"_s, u"hello!"_s}) {
        QVERIFY(succeeds(talk.edit(song, *posted.result(), text)));
        QVERIFY(succeeds(m_engine->syncNow()));
        QCOMPARE(comments(song).at(0)["text"_L1].toString(), text);
        const auto view = talk.comments(song, community::CommentSort::Newest);
        QVERIFY(succeeds(view));
        QCOMPARE(view.result()->comments.front().comment.text, text);
    }
}

/// A sent comment's deletion can be taken back for a while; the program may end meanwhile, in whatever way.
void TestAccounts::aDeletionOutlivesTheProgram()
{
    using namespace std::chrono_literals;
    const QJsonObject liv = registerPerson(u"liv"_s);
    const SongId song = addSong();
    QVERIFY(useAccountOf(liv));
    answerKeychain(liv);
    startEngine();
    CommentId id;
    const auto shown = [&](community::Talk& talk) {
        const auto view = talk.comments(song, community::CommentSort::Newest);
        return succeeds(view) ? view.result()->comments.size() : 99;
    };
    {
        community::Talk talk(*m_engine, nullptr);
        community::NewComment comment;
        comment.songId = song;
        comment.text = u"too much"_s;
        const auto posted = talk.post(comment);
        QVERIFY(succeeds(posted));
        id = *posted.result();
        QVERIFY(succeeds(m_engine->syncNow()));
        QCOMPARE(comments(song).size(), 1);

        const auto removed = talk.remove(song, id, 1h);
        QVERIFY(succeeds(removed));
        QCOMPARE(shown(talk), size_t{0});
        QVERIFY(succeeds(m_engine->syncNow()));
        QCOMPARE(comments(song).size(), 1);
        QVERIFY(succeeds(m_engine->act(sync::event::Undone{*removed.result()})));
        QCOMPARE(shown(talk), size_t{1});

        QVERIFY(succeeds(talk.remove(song, id, 500ms)));
    }
    m_engine.reset();
    startEngine();
    QTRY_VERIFY(comments(song).isEmpty());
    community::Talk talk(*m_engine, nullptr);
    QCOMPARE(shown(talk), size_t{0});
}

QTEST_GUILESS_MAIN(TestAccounts)
#include "tst_accounts.moc"
