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
    /// Ends when they are kept; empty tokens forget the account's. A failure: they are as saved for this run, and what
    /// a later one finds is what was there before, or nothing.
    virtual QFuture<Result<void>> save(AccountId account, Tokens tokens) = 0;
    /// Whether what is saved is still there after a restart; false too when the last of it could not be written.
    [[nodiscard]] virtual QFuture<bool> isLasting() { return QtFuture::makeReadyValueFuture(true); }
    /// The person's word on a plain file for where there is no keychain: what is saved from now on lasts, or does not.
    virtual void keepInFile(bool) {}
};

/// The system's keychain by QtKeychain (Secret Service, KWallet, macOS Keychain, Windows Credential Manager). Where
/// there is none: in memory, so for this run only, until keepInFile(true) makes the file at `path`; from then on that
/// file is the vault, also in later runs.
[[nodiscard]] std::unique_ptr<TokenVault> keychainVault(const QString& path);

/// A file that only its owner can read, in plain text: for machines without a keychain, and only with the person's
/// consent
/// (`--keep-token-in-profile`, or GROUNDSWELL_PLAIN_TOKENS=1).
[[nodiscard]] std::unique_ptr<TokenVault> plainFileVault(const QString& path);

} // namespace groundswell::sync
