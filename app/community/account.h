#pragma once

#include "base/error.h"
#include "community/api/device.h"
#include "community/view.h"

#include <QFuture>
#include <QObject>

namespace groundswell::sync {
class Engine;
struct EngineStatus;
} // namespace groundswell::sync

namespace groundswell::community {

/// Signing in and out of a community. Lives on the GUI thread; futures end there too when continued with `this` as
/// context.
class Account final : public QObject
{
    Q_OBJECT
public:
    Account(sync::Engine& engine, QObject* parent);

    /// The account in use, signed in or not; none before the first sign-in.
    [[nodiscard]] const std::optional<AccountView>& current() const noexcept { return m_current; }

    /// Whose name stands beside what is written now: the account in use; null before the first sign-in and after
    /// signing out. A session that ended by itself changes nothing here.
    [[nodiscard]] AccountId writer() const noexcept;

    /// What a server says about its community; asked while the address is typed in.
    [[nodiscard]] QFuture<Result<api::Capabilities>> look(const QUrl& server);
    /// Whether nobody has this name there yet; asked while it is typed. InvalidInput when it cannot be a name at all.
    [[nodiscard]] QFuture<Result<bool>> isNameFree(const QUrl& server, const QString& name);
    /// Every account that was ever used here, the last one first; the communities that the sign-in offers.
    [[nodiscard]] QFuture<Result<std::vector<AccountView>>> known();
    /// Signs in. What was written under this account before is sent; another account's items stay where they are.
    [[nodiscard]] QFuture<Result<AccountView>> signIn(const QUrl& server, const QString& name, const QString& password);
    /// Makes an account and signs in. The password has 12 to 256 characters; an empty display name takes the name.
    [[nodiscard]] QFuture<Result<AccountView>> registerAccount(const QUrl& server, const QString& name,
                                                               const QString& displayName, const QString& password);
    /// Whether a session outlives a restart here: false where there is no keychain and no consent to a plain file.
    [[nodiscard]] QFuture<Result<bool>> isSessionLasting();
    /// The person's word, before signing in: keep the session in a file that only they can read, or for this run only.
    void keepSessionInFile(bool on);
    /// Where this person is signed in, the last used first. The session is renewed before where that is due.
    [[nodiscard]] QFuture<Result<std::vector<api::Device>>> devices();
    /// Ends the sign-in on one of them: it has to sign in again, and keeps what it has not sent. NotFound where there
    /// is none of this id.
    [[nodiscard]] QFuture<Result<void>> endDevice(const QString& id);
    /// Forgets the session here and ends it on the server if that can be reached. The outbox is kept.
    [[nodiscard]] QFuture<Result<void>> signOut();

Q_SIGNALS:
    void changed();

private:
    void take(const sync::EngineStatus& status);

    sync::Engine& m_engine;
    std::optional<AccountView> m_current;
};

} // namespace groundswell::community
