#include "community/account.h"

#include "base/heard_by.h"
#include "sync/qt/engine.h"

#include <QSysInfo>

namespace groundswell::community {

using namespace Qt::StringLiterals;

namespace {

AccountView viewOf(const sync::AccountRecord& account, bool signedIn)
{
    return {account.id, account.server,     account.community, account.person,
            signedIn,   account.mayApprove, account.signedOut};
}

/// What the list of devices shows for this one.
QString deviceName()
{
    const auto host = QSysInfo::machineHostName();
    return host.isEmpty() ? u"Groundswell"_s : u"Groundswell, "_s + host;
}

auto toView()
{
    return [](const Result<sync::AccountRecord>& account) {
        return account.transform([](const sync::AccountRecord& a) { return viewOf(a, true); });
    };
}

} // namespace

Account::Account(sync::Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{
    take(engine.initialStatus());
    connect(&engine, &sync::Engine::statusChanged, this, &Account::take);
}

void Account::take(const sync::EngineStatus& status)
{
    std::optional<AccountView> now;
    if (status.account) now = viewOf(*status.account, status.core.signedIn);
    if (now == m_current) return;
    m_current = now;
    Q_EMIT changed();
}

AccountId Account::writer() const noexcept
{
    return m_current && !m_current->signedOut ? m_current->id : AccountId();
}

QFuture<Result<api::Capabilities>> Account::look(const QUrl& server)
{
    return m_engine.capabilities(server);
}

QFuture<Result<bool>> Account::isNameFree(const QUrl& server, const QString& name)
{
    return m_engine.isNameFree(server, name);
}

QFuture<Result<std::vector<AccountView>>> Account::known()
{
    return m_engine.outbox().readers().post([](store::Database& db) -> Result<std::vector<AccountView>> {
        std::vector<AccountView> views;
        for (const auto& account : sync::outbox::accounts(db))
            views.push_back(viewOf(account, false));
        return views;
    });
}

QFuture<Result<AccountView>> Account::signIn(const QUrl& server, const QString& name, const QString& password)
{
    return m_engine.signIn(server, {name, password, deviceName()}).then(this, toView());
}

QFuture<Result<AccountView>> Account::registerAccount(const QUrl& server, const QString& name,
                                                      const QString& displayName, const QString& password)
{
    return m_engine.signUp(server, {name, displayName.isEmpty() ? name : displayName, password, deviceName()})
        .then(this, toView());
}

QFuture<Result<bool>> Account::isSessionLasting()
{
    return m_engine.isSessionLasting();
}

void Account::keepSessionInFile(bool on)
{
    m_engine.keepSessionInFile(on);
}

QFuture<Result<std::vector<api::Device>>> Account::devices()
{
    return m_engine.syncNow()
        .then(this, [this](const Result<void>&) { return heardBy(this, m_engine.devices()); })
        .unwrap()
        .then(this, [](const Result<api::DeviceList>& list) {
            return list.transform([](const api::DeviceList& l) { return l.devices; });
        });
}

QFuture<Result<void>> Account::endDevice(const QString& id)
{
    return m_engine.syncNow()
        .then(this, [this, id](const Result<void>&) { return heardBy(this, m_engine.endDevice(id)); })
        .unwrap();
}

QFuture<Result<void>> Account::signOut()
{
    return m_engine.signOut();
}

} // namespace groundswell::community
