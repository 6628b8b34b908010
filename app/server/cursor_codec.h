#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace groundswell::server {

/// Makes and reads the cursors that clients hand back: scope, epoch and seq under a short HMAC-SHA-256, so that a
/// client can keep one but not make one up. A restored server has another epoch, and then every old cursor reads as
/// none.
class CursorCodec
{
public:
    CursorCodec(QString epoch, QByteArray key)
        : m_epoch(std::move(epoch))
        , m_key(std::move(key))
    {
    }

    [[nodiscard]] QString encode(const QString& scope, qint64 seq) const;
    /// The seq; none for a cursor of another scope, another epoch or another maker.
    [[nodiscard]] std::optional<qint64> decode(const QString& scope, const QString& cursor) const;
    [[nodiscard]] const QString& epoch() const noexcept { return m_epoch; }

private:
    [[nodiscard]] QByteArray signatureOf(const QString& scope, QByteArrayView seq) const;

    QString m_epoch;
    QByteArray m_key;
};

} // namespace groundswell::server
