#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <QFuture>
#include <QHash>
#include <QString>

#include <memory>

namespace groundswell::sync {

/// What proves a session. Never logged, and in no database.
struct Tokens
{
    QString access;
    QString refresh;

    [[nodiscard]] bool isEmpty() const noexcept { return refresh.isEmpty(); }
    bool operator==(const Tokens&) const = default;
};

/// Keeps the tokens of accounts. Used on one thread, which needs an event loop; futures end there.
class TokenVault
{
public:
    virtual ~TokenVault() = default;
    /// Empty tokens when there are none.
    [[nodiscard]] virtual QFuture<Tokens> load(AccountId account) = 0;
    /// Ends when they are kept as well as this vault can; empty tokens forget the account's.
    virtual QFuture<void> save(AccountId account, Tokens tokens) = 0;
};

/// The system's keychain by QtKeychain (Secret Service, KWallet, macOS Keychain, Windows Credential Manager); in memory
/// only, so for this run, where there is none.
[[nodiscard]] std::unique_ptr<TokenVault> keychainVault();

/// A file that only its owner can read, in plain text: for machines without a keychain, and only with the person's
/// consent
/// (`--keep-token-in-profile`, or GROUNDSWELL_PLAIN_TOKENS=1).
[[nodiscard]] std::unique_ptr<TokenVault> plainFileVault(const QString& path);

} // namespace groundswell::sync
