// An outbox of an earlier version, as this one finds it.

#include "base/clock.h"
#include "store/store.h"
#include "sync/qt/outbox_tables.h"
#include "sync/qt/schemas.h"

#include <SQLiteCpp/Database.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace groundswell;
using namespace groundswell::sync;
using namespace Qt::StringLiterals;

class TestOutboxSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatNobodyKnowsTheSourceOfIsAskedForAnew_data();
    void whatNobodyKnowsTheSourceOfIsAskedForAnew();
    void draftsBelongToTheAccountInUse_data();
    void draftsBelongToTheAccountInUse();

private:
    /// An outbox as the first so many migrations make it.
    static void makeVersion(int version, SQLite::Database& old)
    {
        auto names = QDir(u":/schema/outbox"_s).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
        for (const auto& name : names.first(version)) {
            QFile file(u":/schema/outbox/"_s + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            old.exec(file.readAll().constData());
        }
        old.exec("CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;"
                 "INSERT INTO meta VALUES('schema', 'outbox'), ('minimum_compatible_version', 1);"
                 "PRAGMA user_version = " +
                 std::to_string(version));
    }
    /// As it was before the fourth migration, with accounts on so many servers and three songs.
    void makeVersion3(const QString& path, int servers) const
    {
        SQLite::Database old(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        makeVersion(3, old);
        for (int i = 0; i < servers; ++i) {
            const auto number = std::to_string(i);
            old.exec("INSERT INTO account (id, server, user_id, name, display_name) VALUES ('" + number +
                     "', 'https://village-" + number + "', 'u', 'nao', 'Nao')");
        }
        const auto add = [&old](SongId song, const QString& fingerprint, const QString& title, const QString& renamed) {
            const auto row = u"INSERT INTO local_song VALUES ('%1', '%2', '%3', '', '', 0, '', '', 1, %4)"_s;
            old.exec(row.arg(song.toString(), fingerprint, title, renamed).toStdString());
        };
        add(m_taken, u"rain"_s, u"Rain"_s, u"NULL"_s);
        add(m_renamed, u"still"_s, u"Still"_s, u"'%1'"_s.arg(m_other.toString()));
        add(m_nameless, m_nameless.toString(), {}, u"'%1'"_s.arg(m_other.toString()));
    }

    const SystemClock m_clock;
    const SongId m_taken = SongId::make(m_clock);    // the community took it under the id that was made here
    const SongId m_renamed = SongId::make(m_clock);  // it had it under another one
    const SongId m_nameless = SongId::make(m_clock); // its own, which became another
    const SongId m_other = SongId::make(m_clock);
};

void TestOutboxSchema::whatNobodyKnowsTheSourceOfIsAskedForAnew_data()
{
    QTest::addColumn<int>("servers");
    QTest::newRow("one community: it was that one's word") << 1;
    QTest::newRow("two: it may be either's") << 2;
}

void TestOutboxSchema::whatNobodyKnowsTheSourceOfIsAskedForAnew()
{
    QFETCH(const int, servers);
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"outbox.db"_s);
    makeVersion3(path, servers);
    const auto store = store::Store::open(path, outboxSchema());
    QVERIFY(store);
    const auto song = [&store](SongId id) {
        return (*store)
            ->readers()
            .run([id](store::Database& db) -> Result<std::optional<LocalSong>> { return outbox::localSong(db, id); })
            .value();
    };
    const bool one = servers == 1;
    QCOMPARE(song(m_taken)->title, u"Rain"_s);
    QCOMPARE(song(m_taken)->known, one);
    QCOMPARE(song(m_taken)->elsewhere, !one);
    QCOMPARE(song(m_renamed)->known, one);
    QCOMPARE(song(m_renamed)->renamedTo, one ? m_other : SongId());
    QVERIFY(!song(m_renamed)->elsewhere);
    QCOMPARE(song(m_nameless).has_value(), one);
}

void TestOutboxSchema::draftsBelongToTheAccountInUse_data()
{
    QTest::addColumn<bool>("anybody");
    QTest::newRow("somebody's") << true;
    QTest::newRow("nobody's") << false;
}

void TestOutboxSchema::draftsBelongToTheAccountInUse()
{
    QFETCH(const bool, anybody);
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"outbox.db"_s);
    const auto liv = AccountId::make(m_clock);
    const auto nao = AccountId::make(m_clock);
    const auto operation = OperationId::make(m_clock);
    {
        SQLite::Database old(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        makeVersion(6, old);
        const auto run = [&old](const QString& sql) { old.exec(sql.toStdString()); };
        const auto person = u"INSERT INTO account (id, server, user_id, name, display_name, is_current) "
                            "VALUES ('%1', 'https://village', 'u', 'n', 'N', %2)"_s;
        if (anybody) {
            run(person.arg(nao.toString()).arg(0));
            run(person.arg(liv.toString()).arg(1));
        }
        run(u"INSERT INTO operation (op_id, account_id, scope, entity_id, kind, args, place, created_at) "
            "VALUES ('%1', '%2', 's', 'e', 'lyrics.put', '{}', 1, 1)"_s.arg(operation.toString(), nao.toString()));
        const auto draft = u"INSERT INTO draft (kind, id, song_id, base_rev, body, base_body, updated_at, base_epoch) "
                           "VALUES ('%1', '%2', '%3', 7, '{\"text\":\"rain\"}', '{\"a\":1}', 5, 'one')"_s;
        run(draft.arg(u"comment"_s, m_taken.toString(), m_taken.toString()));
        run(draft.arg(u"conflict"_s, operation.toString(), m_taken.toString()));
    }
    const auto store = store::Store::open(path, outboxSchema());
    QVERIFY(store);
    const auto found = [&store](const DraftKey& key) {
        return (*store)
            ->readers()
            .run([&key](store::Database& db) -> Result<std::optional<Draft>> { return outbox::draft(db, key); })
            .value();
    };
    const auto owner = anybody ? liv : AccountId();
    const auto kept = found({owner, draft_kind::comment, m_taken.toString()});
    QVERIFY(kept);
    const QJsonObject body{{u"text"_s, u"rain"_s}};
    const QJsonObject base{{u"a"_s, 1}};
    const Draft whole{draft_kind::comment, m_taken.toString(), m_taken, {}, {}, 7, 0, body, base, 5, u"one"_s, owner};
    QCOMPARE(*kept, whole);
    QVERIFY(found({nao, draft_kind::conflict, operation.toString()}));
}

QTEST_GUILESS_MAIN(TestOutboxSchema)
#include "tst_outbox_schema.moc"
