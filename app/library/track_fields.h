#pragma once

#include "library/track_list_model.h"

#include <QVariant>

namespace groundswell::library {

/// What each column of TrackListModel is called, shows and sorts by, and what each of its roles gives.
[[nodiscard]] TrackField columnField(TrackListModel::Column column);
[[nodiscard]] QString columnTitle(TrackListModel::Column column);
[[nodiscard]] bool isNumber(TrackListModel::Column column) noexcept;
[[nodiscard]] QString displayText(const TrackRow& row, TrackListModel::Column column);
[[nodiscard]] QVariant fieldValue(const TrackRow& row, TrackField field);
/// A row as it is read aloud: title, artist, length, what is wrong with it, the words there are.
[[nodiscard]] QString spokenText(const TrackRow& row);
/// For roleNames(): "title", "hasLyrics".
[[nodiscard]] QByteArray fieldName(TrackField field);

/// "3:45", "1:02:03".
[[nodiscard]] QString durationText(qint64 durationMs);

} // namespace groundswell::library
