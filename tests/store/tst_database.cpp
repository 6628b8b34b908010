#include "store/database.h"
#include "store/store.h"
#include "store/transaction.h"

#include <SQLiteCpp/Database.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace groundswell;
using namespace groundswell::store;
using namespace Qt::StringLiterals;

namespace {

const Schema notes{.name = u"notes"_s, .copyBeforeMigration = true};

QString pragma(Database& database, const std::string& name)
{
    Statement statement = database.prepare("PRAGMA " + name);
    return statement.step() ? statement.text(0) : QString();
}

qint64 countNotes(Database& database)
{
    Statement statement = database.prepare("SELECT count(*) FROM note");
    return statement.step() ? statement.integer(0) : -1;
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A file as the first version of the program made it, with one note.
void makeFirstVersion(const QString& path)
{
    SQLite::Database old(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(read(u":/schema/notes/001_notes.sql"_s).constData());
    old.exec("CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;"
             "INSERT INTO meta VALUES('schema', 'notes'), ('minimum_compatible_version', 1);"
             "INSERT INTO note VALUES(7, 'old'); PRAGMA user_version = 1");
}

/// Opens the file once as this program, then makes it look like a later one's.
void makeFuture(const QString& path, int minimumCompatible)
{
    QVERIFY(Database::openWriter(path, notes));
    SQLite::Database future(path.toStdString(), SQLite::OPEN_READWRITE);
    future.exec("INSERT INTO note(text) VALUES('kept'); PRAGMA user_version = 9");
    future.exec("UPDATE meta SET value = " + std::to_string(minimumCompatible) +
                " WHERE key = 'minimum_compatible_version'");
}

} // namespace

/// Opening files in every state they may be in: new, old, from the future, somebody else's, damaged.
class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void hasTheSettingsOfTheHouse()
    {
        auto writer = Database::openWriter(
            path(), {.name = u"notes"_s, .durability = Durability::Full, .incrementalVacuum = true});
        QVERIFY(writer);
        QCOMPARE(pragma(*writer, "journal_mode"), u"wal"_s);
        QCOMPARE(pragma(*writer, "synchronous"), u"2"_s);
        QCOMPARE(pragma(*writer, "foreign_keys"), u"1"_s);
        QCOMPARE(pragma(*writer, "auto_vacuum"), u"2"_s);
        QVERIFY(pragma(*writer, "mmap_size").toInt() == 0);
        QVERIFY(pragma(*writer, "busy_timeout").toInt() > 0);
        QVERIFY(pragma(*writer, "wal_autocheckpoint").toInt() > 0);
        QCOMPARE(pragma(*writer, "user_version"), u"2"_s);

        auto reader = Database::openReader(path());
        QVERIFY(reader);
        QCOMPARE(pragma(*reader, "wal_autocheckpoint"), u"0"_s);
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, reader->execute("INSERT INTO note(text) VALUES('x')"));
        auto normal = Database::openWriter(path(u"normal.db"_s), notes);
        QCOMPARE(pragma(*normal, "synchronous"), u"1"_s);
    }

    void migratesAndKeepsACopy()
    {
        makeFirstVersion(path());
        auto database = Database::openWriter(path(), notes);
        QVERIFY(database);
        Statement statement = database->prepare("SELECT text, colour FROM note WHERE id = 7");
        QVERIFY(statement.step());
        QCOMPARE(statement.text(0), u"old"_s);
        QCOMPARE(statement.text(1), u"blue"_s);

        SQLite::Database copy((path() + u".before-2"_s).toStdString(), SQLite::OPEN_READONLY);
        QCOMPARE(copy.execAndGet("PRAGMA user_version").getInt(), 1);
        QCOMPARE(copy.execAndGet("SELECT text FROM note").getString(), std::string("old"));
    }

    void aFailingMigrationLeavesTheVersionBefore()
    {
        const auto opened = Database::openWriter(path(), {.name = u"broken"_s});
        QVERIFY(!opened);
        SQLite::Database left(path().toStdString(), SQLite::OPEN_READONLY);
        QCOMPARE(left.execAndGet("PRAGMA user_version").getInt(), 1);
        QVERIFY(!left.tableExists("other"));
    }

    void opensANewerFileReadOnly()
    {
        makeFuture(path(), 5);
        auto store = Store::open(path(), notes);
        QVERIFY(store);
        QVERIFY((*store)->writer().readOnlyReason());
        QCOMPARE((*store)->writer().readOnlyReason()->code, ErrorCode::UpgradeRequired);
        const auto count = [](Database& database) -> Result<qint64> { return countNotes(database); };
        QCOMPARE((*store)->readers().run(count), 1);
        const auto refused = (*store)->writer().run(count);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::UpgradeRequired);
        QVERIFY(refused.error().message.contains(path()));
    }

    void writesANewerFileThatSaysItMay()
    {
        makeFuture(path(), 2);
        auto database = Database::openWriter(path(), notes);
        QVERIFY(database);
        QVERIFY(!database->readOnlyReason());
        database->execute("INSERT INTO note(text) VALUES('more')");
        QCOMPARE(countNotes(*database), 2);
        QCOMPARE(pragma(*database, "user_version"), u"9"_s);
    }

    void refusesTheDatabaseOfSomethingElse()
    {
        SQLite::Database(path().toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec("CREATE TABLE x(y); PRAGMA user_version = 3");
        const auto opened = Database::openWriter(path(), notes);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::InvalidInput);

        SQLite::Database(path(u"negative.db"_s).toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec("PRAGMA user_version = -1");
        const auto negative = Database::openWriter(path(u"negative.db"_s), notes);
        QVERIFY(!negative);
        QCOMPARE(negative.error().code, ErrorCode::InvalidInput);
    }

    void tellsOfDamageAndTouchesNothing()
    {
        const QByteArray damaged(8192, 'x');
        write(path(), damaged);
        const auto opened = Database::openWriter(path(), notes);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Corrupt);
        QVERIFY(opened.error().message.contains(path()));
        QCOMPARE(read(path()), damaged);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList(u"notes.db"_s));
    }

    void setsAsideWhatCanBeFetchedAgain()
    {
        const QByteArray damaged(8192, 'x');
        write(path(), damaged);
        auto opened = Database::openWriter(path(), {.name = u"notes"_s, .whenDamaged = WhenDamaged::SetAside});
        QVERIFY(opened);
        QCOMPARE(countNotes(*opened), 0);
        QVERIFY(opened->setAside().startsWith(path() + u".damaged-"_s));
        QCOMPARE(read(opened->setAside()), damaged);
    }

    void damageFoundLaterIsAnError()
    {
        {
            auto database = Database::openWriter(path(), notes);
            QVERIFY(database);
            for (int i = 0; i < 2000; ++i)
                database->prepare("INSERT INTO note(text) VALUES(?)").bind(QString(100, u'n')).run();
        }
        QByteArray bytes = read(path());
        bytes.replace(4096 * 8, 4096 * 8, QByteArray(4096 * 8, '\xee'));
        write(path(), bytes);
        auto store = Store::open(path(), notes);
        QVERIFY(store);
        const auto sum = (*store)->readers().run([](Database& database) -> Result<qint64> {
            Statement statement = database.prepare("SELECT sum(length(text)) FROM note");
            return statement.step() ? statement.integer(0) : 0;
        });
        QVERIFY(!sum);
        QCOMPARE(sum.error().code, ErrorCode::Corrupt);
        QVERIFY(sum.error().message.contains(path()));
    }

    void transactionsRollBackByThemselves()
    {
        auto database = Database::openWriter(path(), notes);
        QVERIFY(database);
        {
            Transaction outer(*database);
            database->execute("INSERT INTO note(text) VALUES('stays')");
            {
                Transaction inner(*database);
                database->execute("INSERT INTO note(text) VALUES('goes')");
            }
            outer.commit();
        }
        QCOMPARE(countNotes(*database), 1);
        {
            Transaction dropped(*database);
            database->execute("DELETE FROM note");
        }
        QCOMPARE(countNotes(*database), 1);
        QVERIFY(!database->inTransaction());
    }

    void bindsAndReadsEveryKind()
    {
        auto database = Database::openWriter(path(), notes);
        QVERIFY(database);
        const auto song = SongId::fromString(u"01920000-0000-7000-8000-000000000001");
        Statement statement = database->prepare("SELECT ?, ?, ?, ?, ?, ?, ?");
        statement.bind(qint64{1} << 40, 2.5, u"夜雨"_s, QByteArray("\0x", 2), song, nullptr, std::optional<int>(4));
        QVERIFY(statement.step());
        QCOMPARE(statement.integer(0), qint64{1} << 40);
        QCOMPARE(statement.real(1), 2.5);
        QCOMPARE(statement.text(2), u"夜雨"_s);
        QCOMPARE(statement.blob(3), QByteArray("\0x", 2));
        QCOMPARE(statement.id<SongId>(4), song);
        QVERIFY(statement.isNull(5));
        QCOMPARE(statement.smallInteger(6), 4);
    }

    void aReturnedStatementIsClean()
    {
        auto database = Database::openWriter(path(), notes);
        QVERIFY(database);
        database->prepare("INSERT INTO note(text) VALUES(?)").bind(u"one"_s).run();
        {
            Statement half = database->prepare("SELECT text FROM note WHERE text = ?");
            QVERIFY(half.bind(u"one"_s).step());
            Statement same = database->prepare("SELECT text FROM note WHERE text = ?"); // while the first is out
            QVERIFY(!same.bind(u"two"_s).step());
        }
        Statement unbound = database->prepare("SELECT text FROM note WHERE text = ?");
        QVERIFY(!unbound.step());
    }

private:
    [[nodiscard]] QString path(const QString& name = u"notes.db"_s) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
