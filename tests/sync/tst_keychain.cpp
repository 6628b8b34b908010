// A session in a keychain that is there but does not open: KWallet's calls on a private bus (org.kde.KWallet, as
// kwalletd6 offers them).

#include "sync/qt/token_vault.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace groundswell;
using namespace groundswell::sync;
using namespace Qt::StringLiterals;

/// A wallet of one folder, which its owner opens or does not.
class Wallet : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.KWallet")

public:
    bool opens = true;
    bool fails = false; // without a word on why
    QHash<QString, QByteArray> entries;

public Q_SLOTS:
    QString networkWallet() const { return u"kdewallet"_s; }
    int open(const QString&, qlonglong, const QString&) const
    {
        if (fails) sendErrorReply(QDBusError::Failed, u"no"_s);
        return opens ? 1 : -1;
    }
    int entryType(int, const QString&, const QString& key, const QString&) const
    {
        constexpr int stream = 2;
        return entries.contains(key) ? stream : 0;
    }
    bool hasEntry(int, const QString&, const QString& key, const QString&) const { return entries.contains(key); }
    QByteArray readEntry(int, const QString&, const QString& key, const QString&) const { return entries.value(key); }
    int writeEntry(int, const QString&, const QString& key, const QByteArray& value, const QString&)
    {
        entries.insert(key, value);
        return 0;
    }
    int removeEntry(int, const QString&, const QString& key, const QString&) { return entries.remove(key) ? 0 : -3; }
};

class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void whatALockedKeychainKeepsIsNotForgotten();
    void whatCouldNotBeReadSinceTheStartMayBeThere();

private:
    template <class T>
    static T awaited(QFuture<T> future)
    {
        [&] { QTRY_VERIFY(future.isFinished()); }();
        return future.result();
    }

    QTemporaryDir m_folder;
    QProcess m_bus;
    Wallet m_wallet;
};

void TestKeychain::initTestCase()
{
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
    QVERIFY2(m_bus.waitForReadyRead(15'000), qPrintable(m_bus.errorString()));
    const auto address = m_bus.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    qputenv("XDG_CURRENT_DESKTOP", "KDE");
    qputenv("KDE_SESSION_VERSION", "6");
    auto bus = QDBusConnection::connectToBus(QString::fromLatin1(address), u"wallet"_s);
    QVERIFY(bus.registerObject(u"/modules/kwalletd6"_s, &m_wallet, QDBusConnection::ExportAllSlots));
    QVERIFY(bus.registerService(u"org.kde.kwalletd6"_s));
}

void TestKeychain::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"wallet"_s);
    m_bus.terminate();
    m_bus.waitForFinished(15'000);
}

/// Signed out must not be told while the next start would be signed in again.
void TestKeychain::whatALockedKeychainKeepsIsNotForgotten()
{
    const auto account = AccountId(QUuid::createUuid());
    const auto vault = keychainVault(m_folder.filePath(u"tokens.json"_s));
    QVERIFY(awaited(vault->save(account, {u"access"_s, u"refresh"_s})));
    QCOMPARE(m_wallet.entries.size(), 1);
    m_wallet.opens = false;
    const auto forgotten = awaited(vault->save(account, {}));
    QVERIFY(!forgotten);
    QVERIFY(forgotten.error().message.contains(u"could not be forgotten"_s));
    m_wallet.opens = true;
    QVERIFY(awaited(vault->save(account, {})));
    QVERIFY(m_wallet.entries.isEmpty());
    QVERIFY(awaited(vault->save(account, {}))); // it has none
}

/// The session of an earlier run is behind a lock that nobody opened, and then the keychain fails altogether.
void TestKeychain::whatCouldNotBeReadSinceTheStartMayBeThere()
{
    const auto account = AccountId(QUuid::createUuid());
    const auto path = m_folder.filePath(u"tokens.json"_s);
    QVERIFY(awaited(keychainVault(path)->save(account, {u"access"_s, u"refresh"_s})));
    const auto vault = keychainVault(path);
    m_wallet.opens = false;
    QVERIFY(awaited(vault->load(account)).isEmpty());
    m_wallet.fails = true;
    QVERIFY(!awaited(vault->save(account, {})));
    m_wallet.opens = true;
    m_wallet.fails = false;
    QCOMPARE(m_wallet.entries.size(), 1);
    QVERIFY(awaited(vault->save(account, {})));
    QVERIFY(m_wallet.entries.isEmpty());
    m_wallet.fails = true;
    QVERIFY(awaited(vault->save(account, {}))); // it is known to have none
    m_wallet.fails = false;
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
