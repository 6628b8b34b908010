#include "ui/library/song_columns.h"

#include "ui/style/look.h"

#include <QHeaderView>

#include <algorithm>
#include <array>

namespace groundswell::ui {

using Column = SongColumns::Column;

namespace {

struct ColumnWidth
{
    Column column;
    int width;
};

// In the order shown. The last one is the time with 32 for the row's state behind it.
constexpr std::array<ColumnWidth, 11> columns{{{Column::TrackNoColumn, 42},
                                               {Column::TitleColumn, 220},
                                               {Column::ArtistColumn, 132},
                                               {Column::AlbumColumn, 132},
                                               {Column::YearColumn, 56},
                                               {Column::GenreColumn, 90},
                                               {Column::CodecColumn, 62},
                                               {Column::PlayCountColumn, 56},
                                               {Column::AddedColumn, 90},
                                               {Column::WordsColumn, 76},
                                               {Column::DurationColumn, 92}}};

} // namespace

void SongColumns::setUp(QHeaderView& header, const Look& look)
{
    header.setMinimumSectionSize(look.px(36));
    for (int place = 0; place < static_cast<int>(columns.size()); ++place) {
        const auto& [column, width] = columns[static_cast<size_t>(place)];
        header.moveSection(header.visualIndex(column), place);
        header.setSectionResizeMode(column, column == Column::TitleColumn ? QHeaderView::Stretch
                                            : column == Column::TrackNoColumn || column == Column::DurationColumn
                                                ? QHeaderView::Fixed
                                                : QHeaderView::Interactive);
        header.resizeSection(column, look.px(width));
    }
}

bool SongColumns::isNarrow(const Look& look, int width)
{
    return width < look.px(480);
}

void SongColumns::fit(QHeaderView& header, const Look& look, int width) const
{
    for (const auto& [column, standardWidth] : columns) {
        const int needs = column == Column::AlbumColumn    ? 700
                          : column == Column::WordsColumn  ? 600
                          : column == Column::ArtistColumn ? 480
                          : isOptional(column)             ? 800
                                                           : 0;
        header.setSectionHidden(column, !isChosen(column) || width < look.px(needs));
        // Names are read before titles run out of room: where there is plenty, they get a share of it.
        if ((column == Column::ArtistColumn || column == Column::AlbumColumn) && width > look.px(900))
            header.resizeSection(column, std::min(look.px(240), width * 18 / 100));
        else if (column == Column::ArtistColumn || column == Column::AlbumColumn)
            header.resizeSection(column, look.px(standardWidth));
    }
}

bool SongColumns::isOptional(Column column)
{
    return column != Column::TrackNoColumn && column != Column::TitleColumn && column != Column::DurationColumn;
}

void SongColumns::choose(Column column, bool shown)
{
    m_chosen = shown ? m_chosen | 1u << column : m_chosen & ~(1u << column);
}

void SongColumns::fromText(const QString& text)
{
    bool ok = false;
    const unsigned chosen = text.toUInt(&ok);
    constexpr unsigned always = 1u << Column::TitleColumn | 1u << Column::TrackNoColumn | 1u << Column::DurationColumn;
    m_chosen = ok && chosen ? chosen | always : standard;
}

} // namespace groundswell::ui
