#pragma once

#include "library/track_list_model.h"

#include <QMap>
#include <QStringView>

class QHeaderView;

namespace groundswell::ui {

class Look;

/// Which columns a song table shows: what the person chose, less what the width has no room for.
class SongColumns
{
public:
    using Column = library::TrackListModel::Column;

    /// Widths of design section 2 in the model's columns, "#" first.
    static void setUp(QHeaderView& header, const Look& look);

    /// Hides columns that do not fit into a list of this width: album below 700, words below 600, comments
    /// below 540, artist below 480. The rows' numbers need `numberWidth` px.
    void fit(QHeaderView& header, const Look& look, int width, int numberWidth) const;
    [[nodiscard]] static bool isNarrow(const Look& look, int width);

    [[nodiscard]] bool isChosen(Column column) const { return (usual ^ m_changed) & 1u << column; }
    void choose(Column column, bool shown);
    /// Columns that can be hidden: all but "#" and the title.
    [[nodiscard]] static bool isOptional(Column column);

    /// The width that the person dragged a column to, in px at 100 % of the text size; 0 forgets it.
    void setWidth(Column column, int width);

    /// Choice and widths as text for the settings: "-10 +5 1=150" hides column 10, shows 5 besides the usual ones and
    /// makes 1 as wide as 150. It tells only what was changed, so that a column that comes with a newer program is
    /// seen. What cannot be read changes nothing.
    [[nodiscard]] QString toText() const;
    void fromText(const QString& text);

private:
    void takeOlderChoice(unsigned shown);

    static constexpr unsigned usual = 1u << Column::TitleColumn | 1u << Column::ArtistColumn |
                                      1u << Column::AlbumColumn | 1u << Column::DurationColumn |
                                      1u << Column::TrackNoColumn | 1u << Column::WordsColumn |
                                      1u << Column::CommentsColumn;
    unsigned m_changed = 0; ///< columns that are hidden of the usual ones or shown besides
    QMap<int, int> m_widths;
};

} // namespace groundswell::ui
