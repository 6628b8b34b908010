#pragma once

#include "library/track.h"

#include <QString>

class QTableView;

namespace groundswell::library {
class TrackListModel;
}

namespace groundswell::ui {

/// Where one is in a list of songs: what is selected and how far it is scrolled. By tracks, since rows change when
/// music comes and goes.
struct SongPlace
{
    TrackId current{};
    library::TrackIds selected;
    TrackId anchor{}; ///< a row in sight; none where the list stands at its top
    int anchorY = 0;  ///< how far below the view's top edge it begins, in px; may be negative

    /// At most so many selected tracks are told.
    [[nodiscard]] static SongPlace of(const QTableView& view, const library::TrackListModel& model,
                                      qsizetype mostSelected);
    /// Selects and scrolls; tracks that are not in the list are passed over.
    void restoreIn(QTableView& view, const library::TrackListModel& model) const;

    /// For the settings: numbers with spaces between. What cannot be read gives an empty place.
    [[nodiscard]] QString toText() const;
    [[nodiscard]] static SongPlace fromText(const QString& text);

    bool operator==(const SongPlace&) const = default;
};

} // namespace groundswell::ui
