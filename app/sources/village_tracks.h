#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "net/http_client.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

namespace groundswell::sources {

/// A song that can be heard from the village itself.
struct VillageTrack
{
    SongId song;
    QString title;
    QString artist;
    QString album;
    qint64 durationMs = 0;
    QUrl stream;     ///< a blob of the village: its content never changes
    qint64 size = 0; ///< bytes

    bool operator==(const VillageTrack&) const = default;
};

/// Lists what a village gives to hear. Works without an account. Lives in one thread, which needs an event loop.
class VillageTracks final : public QObject
{
    Q_OBJECT
public:
    /// The client lives in the same thread and outlives it.
    explicit VillageTracks(net::HttpClient& http, QObject* parent = nullptr);

    /// All of them, by pages; what a page says that cannot be right is left out. Network when it does not answer.
    [[nodiscard]] QFuture<Result<QList<VillageTrack>>> list(const QUrl& village);

private:
    [[nodiscard]] QFuture<Result<QList<VillageTrack>>> listAfter(const QUrl& village, const QString& after,
                                                                 QList<VillageTrack> before, int page);

    net::HttpClient& m_http;
};

} // namespace groundswell::sources
