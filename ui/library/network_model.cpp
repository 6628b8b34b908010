#include "ui/library/network_model.h"

#include "ui/player/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using streaming::KeptState;

QString keptText(KeptState state, int percent, const QString& reason)
{
    switch (state) {
    case KeptState::None: return {};
    case KeptState::Queued: return NetworkModel::tr("Waits to be kept offline");
    case KeptState::Downloading: return NetworkModel::tr("%1 % here").arg(percent);
    case KeptState::Paused: return NetworkModel::tr("Paused at %1 %").arg(percent);
    case KeptState::Kept: return NetworkModel::tr("Kept offline");
    case KeptState::Failed: return reason;
    }
    return {};
}

NetworkModel::NetworkModel(streaming::KeptOffline& kept, QObject* parent)
    : QAbstractListModel(parent)
    , m_kept(kept)
{
    connect(&kept, &streaming::KeptOffline::loaded, this, &NetworkModel::rebuild);
    connect(&kept, &streaming::KeptOffline::listChanged, this, &NetworkModel::rebuild);
    connect(&kept, &streaming::KeptOffline::changed, this, &NetworkModel::follow);
    rebuild();
}

void NetworkModel::setTracks(std::vector<NetworkTrack> tracks)
{
    if (tracks == m_tracks) return;
    m_tracks = std::move(tracks);
    rebuild();
}

void NetworkModel::setKeptOnly(bool on)
{
    if (on == m_keptOnly) return;
    m_keptOnly = on;
    rebuild();
}

void NetworkModel::rebuild()
{
    std::vector<NetworkTrack> shown;
    QSet<QUrl> named;
    for (const NetworkTrack& track : m_tracks) {
        named.insert(track.source);
        if (!m_keptOnly || m_kept.track(track.source).state != KeptState::None) shown.push_back(track);
    }
    for (const streaming::KeptTrack& kept : m_kept.tracks()) {
        if (!named.contains(kept.source))
            shown.push_back({.source = kept.source, .title = kept.title, .artist = {}, .size = kept.size});
    }
    if (shown == m_shown) {
        if (!m_shown.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_shown = std::move(shown);
    m_rows.clear();
    for (size_t i = 0; i < m_shown.size(); ++i)
        m_rows.insert(m_shown[i].source, static_cast<int>(i));
    endResetModel();
}

void NetworkModel::follow(const QList<QUrl>& sources)
{
    int first = rowCount();
    int last = -1;
    for (const QUrl& source : sources) {
        const int row = m_rows.value(source, -1);
        if (row < 0) continue;
        first = std::min(first, row);
        last = std::max(last, row);
    }
    // Told once, for who hears it may look at every row; that some between did not change costs nothing.
    if (last >= 0) Q_EMIT dataChanged(index(first), index(last), {StateRole, PercentRole, ReasonRole});
}

library::SongName NetworkModel::nameAt(int row) const
{
    const NetworkTrack& track = at(row);
    return {track.song, track.title, track.artist};
}

int NetworkModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant NetworkModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const NetworkTrack& track = at(index.row());
    const QString title = track.title.isEmpty() ? track.source.fileName() : track.title;
    const auto kept = [&] { return m_kept.track(track.source); };
    switch (role) {
    case Qt::DisplayRole: return title;
    case SourceRole: return track.source;
    case ArtistRole: return track.artist;
    case DurationRole: return track.durationMs;
    case StateRole: return static_cast<int>(kept().state);
    case PercentRole: return kept().percent();
    case ReasonRole: return kept().reason;
    case CoverSeedRole: return track.album.isEmpty() ? title : track.album;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        const auto now = kept();
        const QString state = keptText(now.state, now.percent(), now.reason);
        if (role == Qt::ToolTipRole) return state.isEmpty() ? QVariant() : state.toHtmlEscaped();
        QStringList parts{title, track.artist, track.durationMs > 0 ? timeText(track.durationMs) : QString(), state};
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    default: return {};
    }
}

} // namespace groundswell::ui
