#pragma once

#include "library/track_list_model.h"

class QMimeData;
class QWidget;

namespace groundswell::ui {

class CoverPixmaps;
class Look;

/// The MIME type of tracks on their way within the program: their ids, one a line.
inline constexpr auto trackIdsMime = "application/x-groundswell-tracks";

/// Whether it is tracks that are dragged: at once, however many they are.
[[nodiscard]] bool carriesTracks(const QMimeData& data);
/// Reads the ids of a drop; empty when it carries none.
[[nodiscard]] library::TrackIds draggedTracks(const QMimeData& data);

/// Starts a drag of these rows: their ids for us, their files for others. Returns when it is over.
void dragTracks(QWidget& source, const library::TrackListModel& model, const QList<int>& rows, const Look& look,
                CoverPixmaps& covers);

} // namespace groundswell::ui
