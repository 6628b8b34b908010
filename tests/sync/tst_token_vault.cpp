#include "sync/qt/token_vault.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace groundswell;
using namespace groundswell::sync;
using namespace Qt::StringLiterals;

/// The vault of a machine without a keychain: no session bus is reachable here.
class TestTokenVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); }

    void withoutConsentASessionEndsWithTheProgram()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"tokens.json"_s);
        const auto account = AccountId(QUuid::createUuid());
        {
            const auto vault = keychainVault(path);
            QVERIFY(!awaited(vault->isLasting()));
            auto saved = vault->save(account, {u"access"_s, u"refresh"_s});
            QTRY_VERIFY(saved.isFinished());
            QCOMPARE(awaited(vault->load(account)).refresh, u"refresh"_s);
        }
        QVERIFY(!QFile::exists(path));
        QVERIFY(awaited(keychainVault(path)->load(account)).isEmpty());
    }

    /// A program may have one engine after another, each on a thread of its own.
    void aVaultOutlastsTheThreadOfTheFirst()
    {
        const auto ask = [] {
            const QEventLoop events; // gives this thread what delivers them
            const auto vault = keychainVault(u"/nowhere/tokens.json"_s);
            const auto load = [&vault] {
                auto loaded = vault->load(AccountId(QUuid::createUuid()));
                return QTest::qWaitFor([&] { return loaded.isFinished(); }, 30'000);
            };
            return load() && load();
        };
        std::atomic_bool first = false;
        std::jthread one([&] { first = ask(); });
        QTRY_VERIFY_WITH_TIMEOUT(first, 30'000);
        std::atomic_bool second = false;
        std::jthread two([&] { second = ask(); }); // beside the first, whose id it could get otherwise
        one.join();
        two.join();
        QVERIFY(first);
        QVERIFY(second);
    }

    void withConsentItIsInAFileOfItsOwner()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"tokens.json"_s);
        const auto account = AccountId(QUuid::createUuid());
        {
            const auto vault = keychainVault(path);
            vault->keepInFile(true);
            QVERIFY(awaited(vault->isLasting()));
            auto saved = vault->save(account, {u"access"_s, u"refresh"_s});
            QTRY_VERIFY(saved.isFinished());
        }
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        const auto vault = keychainVault(path); // the next start
        QVERIFY(awaited(vault->isLasting()));
        QCOMPARE(awaited(vault->load(account)).refresh, u"refresh"_s);
        vault->keepInFile(false);
        QVERIFY(!QFile::exists(path));
        QVERIFY(awaited(vault->load(account)).isEmpty());
    }

    /// A full disk, or one that was taken out.
    void whatCannotBeWrittenLastsForThisRunAndIsTold()
    {
        const QTemporaryDir folder;
        const QString away = folder.filePath(u"away"_s);
        const QString path = away + u"/tokens.json"_s;
        const auto account = AccountId(QUuid::createUuid());
        const auto vault = plainFileVault(path);
        QVERIFY(awaited(vault->isLasting()));
        const auto failed = awaited(vault->save(account, {u"access"_s, u"refresh"_s}));
        QVERIFY(!failed);
        QVERIFY(failed.error().message.contains(u"could not be kept"_s));
        QVERIFY(!awaited(vault->isLasting()));
        QCOMPARE(awaited(vault->load(account)).refresh, u"refresh"_s);
        QVERIFY(awaited(plainFileVault(path)->load(account)).isEmpty());

        QVERIFY(QDir().mkdir(away));
        QVERIFY(awaited(vault->save(account, {u"access"_s, u"newer"_s})));
        QVERIFY(awaited(vault->isLasting()));
        QCOMPARE(awaited(plainFileVault(path)->load(account)).refresh, u"newer"_s);

        QVERIFY(QFile::rename(away, away + u"-again"_s));
        QVERIFY(!awaited(vault->save(account, {})));
        QVERIFY(awaited(vault->load(account)).isEmpty());
    }

    void withoutAKeychainNothingIsKeptAndThatIsTold()
    {
        const QTemporaryDir folder;
        const auto vault = keychainVault(folder.filePath(u"tokens.json"_s));
        const auto account = AccountId(QUuid::createUuid());
        QVERIFY(!awaited(vault->save(account, {u"access"_s, u"refresh"_s})));
        QCOMPARE(awaited(vault->load(account)).refresh, u"refresh"_s);
        QVERIFY(awaited(vault->save(account, {}))); // there is nothing to forget
    }

    /// The engine ends while the keychain takes its time: nobody is told any more.
    void aVaultThatIsGoneHearsNothing()
    {
        const QTemporaryDir folder;
        auto vault = keychainVault(folder.filePath(u"tokens.json"_s));
        const auto account = AccountId(QUuid::createUuid());
        const auto saved = vault->save(account, {u"access"_s, u"refresh"_s});
        const auto loaded = vault->load(AccountId(QUuid::createUuid()));
        const auto lasting = vault->isLasting();
        vault.reset();
        QVERIFY(saved.isCanceled() && loaded.isCanceled() && lasting.isCanceled());
        QVERIFY(saved.isFinished() && loaded.isFinished() && lasting.isFinished());
    }

private:
    template <class T>
    static T awaited(QFuture<T> future)
    {
        [&] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 15'000); }();
        return future.result();
    }
};

QTEST_GUILESS_MAIN(TestTokenVault)
#include "tst_token_vault.moc"
