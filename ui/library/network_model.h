#pragma once

#include "library/track.h"
#include "streaming/kept_offline.h"

#include <QAbstractListModel>

#include <vector>

namespace groundswell::ui {

/// A song that is heard from the network.
struct NetworkTrack
{
    QUrl source;
    QString title;
    QString artist;
    qint64 durationMs = 0; ///< 0 when unknown
    qint64 size = 0;       ///< bytes; 0 when unknown
    QString album{};
    SongId song{}; ///< the community's; null for what it does not name

    bool operator==(const NetworkTrack&) const = default;
};

/// What can be heard from the network and what of it is kept offline: a community's songs, and kept ones that it does
/// not name (any more). Follows the downloads by itself. GUI thread.
class NetworkModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        SourceRole = Qt::UserRole,
        ArtistRole,
        DurationRole,  ///< ms
        StateRole,     ///< streaming::KeptState as int
        PercentRole,   ///< of a download
        ReasonRole,    ///< why it failed
        CoverSeedRole, ///< what its drawn cover grows from: the songs of an album share one
    };

    /// Outlives the model.
    explicit NetworkModel(streaming::KeptOffline& kept, QObject* parent = nullptr);

    void setTracks(std::vector<NetworkTrack> tracks);
    void setKeptOnly(bool on);
    [[nodiscard]] const NetworkTrack& at(int row) const { return m_shown.at(static_cast<size_t>(row)); }

    /// What the library may know the song of a row by.
    [[nodiscard]] library::SongName nameAt(int row) const;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void rebuild();
    void follow(const QList<QUrl>& sources);

    streaming::KeptOffline& m_kept;
    std::vector<NetworkTrack> m_tracks;
    std::vector<NetworkTrack> m_shown;
    QHash<QUrl, int> m_rows;
    bool m_keptOnly = false;
};

/// A download's state in words: "Kept offline", "42 % here".
[[nodiscard]] QString keptText(streaming::KeptState state, int percent, const QString& reason);

} // namespace groundswell::ui
