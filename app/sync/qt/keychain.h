#pragma once

#include <QByteArray>
#include <QFuture>
#include <QString>
#include <qt6keychain/keychain.h>

/// The program's entries in the system's keychain, by QtKeychain: its jobs as futures. May be called on any thread;
/// the jobs run one after another on a thread of their own, which ends with the application. A keychain that waits for
/// its owner's password lets a future wait as long.
namespace groundswell::sync::keychain {

/// How a job of the keychain ended.
struct Answer
{
    QKeychain::Error error = QKeychain::NoError;
    QString errorString; ///< the keychain's own words
    QByteArray data;     ///< of a read
};

[[nodiscard]] QFuture<Answer> read(const QString& key);
[[nodiscard]] QFuture<Answer> write(const QString& key, const QByteArray& data);
[[nodiscard]] QFuture<Answer> remove(const QString& key);

} // namespace groundswell::sync::keychain
