#include "sync/qt/token_vault.h"

#include "sync/qt/keychain.h"

#include <QCoreApplication>
#include <QFile>
#include <QFutureWatcher>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPromise>
#include <QSaveFile>
#include <QSet>

namespace groundswell::sync {

using namespace Qt::StringLiterals;

namespace {

QByteArray toBytes(const Tokens& tokens)
{
    return QJsonDocument(QJsonObject{{u"access"_s, tokens.access}, {u"refresh"_s, tokens.refresh}})
        .toJson(QJsonDocument::Compact);
}

Tokens fromBytes(const QByteArray& bytes)
{
    const auto object = QJsonDocument::fromJson(bytes).object();
    return {object.value("access"_L1).toString(), object.value("refresh"_L1).toString()};
}

std::unexpected<Error> notWritten(bool forgetting, const QString& details)
{
    const auto* text = forgetting
                           ? QT_TRANSLATE_NOOP("TokenVault", "Your session could not be forgotten on this computer.")
                           : QT_TRANSLATE_NOOP("TokenVault", "Your session could not be kept on this computer.");
    return fail(ErrorCode::Io, QCoreApplication::translate("TokenVault", text), details);
}

class KeychainVault final : public TokenVault
{
public:
    QFuture<Tokens> load(AccountId account) override
    {
        if (m_memory.contains(account)) return QtFuture::makeReadyValueFuture(m_memory.value(account));
        return whenTold(keychain::read(account.toString()), [this, account](const keychain::Answer& answer) {
            const auto error = heard(answer.error);
            const auto tokens = error == QKeychain::NoError ? fromBytes(answer.data) : Tokens{};
            if (!tokens.isEmpty()) {
                m_memory.insert(account, tokens);
                m_lasting.insert(account);
            } else if (error != QKeychain::NoError && error != QKeychain::EntryNotFound) {
                m_unread.insert(account);
            }
            return tokens;
        });
    }

    QFuture<Result<void>> save(AccountId account, Tokens tokens) override
    {
        const bool forget = tokens.isEmpty();
        if (forget)
            m_memory.remove(account);
        else
            m_memory.insert(account, tokens);
        auto asked =
            forget ? keychain::remove(account.toString()) : keychain::write(account.toString(), toBytes(tokens));
        return whenTold(asked, [this, account, forget](const keychain::Answer& answer) {
            const auto error = heard(answer.error);
            const bool done = error == QKeychain::NoError || (forget && hasNone(account, error));
            if (done) m_unread.remove(account);
            if (done && forget) m_lasting.remove(account);
            if (done && !forget) m_lasting.insert(account);
            return done ? Result<void>() : notWritten(forget, answer.errorString);
        });
    }

    QFuture<bool> isLasting() override
    {
        // A keychain that is there says that it has no such entry.
        return whenTold(keychain::read(u"is anybody there"_s), [this](const keychain::Answer& answer) {
            const auto error = heard(answer.error);
            return error == QKeychain::NoError || error == QKeychain::EntryNotFound;
        });
    }

private:
    /// What the keychain answers, looked at on the vault's thread. The future is cancelled when the vault goes before
    /// that, however long the keychain takes.
    template <class Look, class T = std::invoke_result_t<Look, const keychain::Answer&>>
    QFuture<T> whenTold(QFuture<keychain::Answer> asked, Look look)
    {
        auto promise = std::make_shared<QPromise<T>>();
        promise->start();
        if (!m_context) m_context = std::make_unique<QObject>();
        auto* watcher = new QFutureWatcher<keychain::Answer>(m_context.get());
        QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [watcher, look, promise] {
            if (watcher->isCanceled()) return; // the application has ended
            promise->addResult(look(watcher->result()));
            promise->finish();
            watcher->deleteLater();
        });
        watcher->setFuture(asked);
        return promise->future();
    }

    /// Notes whether it was a keychain that said this: what fails otherwise may be for want of one.
    QKeychain::Error heard(QKeychain::Error error)
    {
        if (error != QKeychain::NoBackendAvailable && error != QKeychain::OtherError) m_isThere = true;
        return error;
    }

    /// Whether a keychain that could not forget an account's tokens has none of them: it says so, or there is no
    /// keychain, so memory alone ever held them. One that is locked may have them, and so may one that could not be
    /// read since the start.
    bool hasNone(AccountId account, QKeychain::Error error) const
    {
        switch (error) {
        case QKeychain::EntryNotFound: return true;
        case QKeychain::AccessDenied:
        case QKeychain::AccessDeniedByUser: return false;
        default: return !m_lasting.contains(account) && !(m_isThere && m_unread.contains(account));
        }
    }

    std::unique_ptr<QObject> m_context; // of the answers; made on the vault's thread
    QHash<AccountId, Tokens> m_memory;
    QSet<AccountId> m_lasting; // those that are in the keychain for all that is known
    QSet<AccountId> m_unread;  // those of which nobody could say
    bool m_isThere = false;    // some keychain answered
};

class PlainFileVault final : public TokenVault
{
public:
    explicit PlainFileVault(QString path)
        : m_path(std::move(path))
    {
    }

    QFuture<Tokens> load(AccountId account) override
    {
        if (m_unwritten.contains(account)) return QtFuture::makeReadyValueFuture(m_unwritten.value(account));
        const auto entry = read().value(account.toString()).toObject();
        return QtFuture::makeReadyValueFuture(
            Tokens{entry.value("access"_L1).toString(), entry.value("refresh"_L1).toString()});
    }

    QFuture<Result<void>> save(AccountId account, Tokens tokens) override
    {
        auto all = read();
        if (tokens.isEmpty())
            all.remove(account.toString());
        else
            all[account.toString()] = QJsonObject{{u"access"_s, tokens.access}, {u"refresh"_s, tokens.refresh}};
        QSaveFile file(m_path);
        const auto bytes = QJsonDocument(all).toJson(QJsonDocument::Compact);
        // Its owner's alone before the first byte is in it.
        const bool isOpen =
            file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        Result<void> written;
        if (isOpen && file.write(bytes) == bytes.size() && file.commit()) {
            m_unwritten.remove(account);
        } else {
            m_unwritten.insert(account, tokens);
            written = notWritten(tokens.isEmpty(), file.errorString());
        }
        return QtFuture::makeReadyValueFuture(std::move(written));
    }

    QFuture<bool> isLasting() override { return QtFuture::makeReadyValueFuture(m_unwritten.isEmpty()); }

private:
    [[nodiscard]] QJsonObject read() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }

    QString m_path;
    QHash<AccountId, Tokens> m_unwritten; // what the file does not hold, as long as this run lasts
};

/// The keychain, or the file once the person agreed to one: that it is there is their word.
class ConsentVault final : public TokenVault
{
public:
    explicit ConsentVault(const QString& path)
        : m_path(path)
        , m_file(path)
    {
    }

    QFuture<Tokens> load(AccountId account) override
    {
        return isInFile() ? m_file.load(account) : m_keychain.load(account);
    }

    QFuture<Result<void>> save(AccountId account, Tokens tokens) override
    {
        return isInFile() ? m_file.save(account, std::move(tokens)) : m_keychain.save(account, std::move(tokens));
    }

    QFuture<bool> isLasting() override { return isInFile() ? m_file.isLasting() : m_keychain.isLasting(); }

    void keepInFile(bool on) override
    {
        if (on && !isInFile())
            m_file.save({}, {}); // an empty one
        else if (!on)
            QFile::remove(m_path);
    }

private:
    [[nodiscard]] bool isInFile() const { return QFile::exists(m_path); }

    QString m_path;
    PlainFileVault m_file;
    KeychainVault m_keychain;
};

} // namespace

std::unique_ptr<TokenVault> keychainVault(const QString& path)
{
    return std::make_unique<ConsentVault>(path);
}

std::unique_ptr<TokenVault> plainFileVault(const QString& path)
{
    return std::make_unique<PlainFileVault>(path);
}

} // namespace groundswell::sync
