#include "ui/library/song_columns.h"

#include "ui/style/look.h"

#include <QHeaderView>

#include <algorithm>
#include <array>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using Column = SongColumns::Column;

namespace {

constexpr int leastWidth = 36;

struct ColumnWidth
{
    Column column;
    int width;
};

// In the order shown. The last one is the time with 32 for the row's state behind it.
constexpr std::array<ColumnWidth, 12> columns{{{Column::TrackNoColumn, 42},
                                               {Column::TitleColumn, 220},
                                               {Column::ArtistColumn, 132},
                                               {Column::AlbumColumn, 132},
                                               {Column::YearColumn, 56},
                                               {Column::GenreColumn, 90},
                                               {Column::CodecColumn, 62},
                                               {Column::PlayCountColumn, 56},
                                               {Column::AddedColumn, 90},
                                               {Column::WordsColumn, 62},
                                               {Column::CommentsColumn, 50},
                                               {Column::DurationColumn, 92}}};

} // namespace

void SongColumns::setUp(QHeaderView& header, const Look& look)
{
    header.setMinimumSectionSize(look.px(leastWidth));
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

void SongColumns::fit(QHeaderView& header, const Look& look, int width, int numberWidth) const
{
    header.resizeSection(Column::TrackNoColumn, std::max(look.px(columns.front().width), numberWidth));
    for (const auto& [column, standardWidth] : columns) {
        const int needs = column == Column::AlbumColumn      ? 700
                          : column == Column::WordsColumn    ? 600
                          : column == Column::CommentsColumn ? 540
                          : column == Column::ArtistColumn   ? 480
                          : isOptional(column)               ? 800
                                                             : 0;
        header.setSectionHidden(column, !isChosen(column) || width < look.px(needs));
        if (header.sectionResizeMode(column) != QHeaderView::Interactive) continue;
        // Names are read before titles run out of room: where there is plenty, they get a share of it.
        const bool isName = column == Column::ArtistColumn || column == Column::AlbumColumn;
        const int common =
            isName && width > look.px(900) ? std::min(look.px(240), width * 18 / 100) : look.px(standardWidth);
        const int kept = m_widths.value(column);
        // A width kept from a wider window leaves the title its room.
        header.resizeSection(column, kept > 0 ? std::min(look.px(kept), width / 3) : common);
    }
}

bool SongColumns::isOptional(Column column)
{
    return column != Column::TrackNoColumn && column != Column::TitleColumn && column != Column::DurationColumn;
}

void SongColumns::choose(Column column, bool shown)
{
    if (isOptional(column) && isChosen(column) != shown) m_changed ^= 1u << column;
}

void SongColumns::setWidth(Column column, int width)
{
    if (width > 0)
        m_widths.insert(column, width);
    else
        m_widths.remove(column);
}

QString SongColumns::toText() const
{
    QStringList parts;
    for (int column = 0; column < Column::ColumnCount; ++column) {
        if (m_changed & 1u << column) parts.append((isChosen(Column(column)) ? u'+' : u'-') + QString::number(column));
    }
    for (auto it = m_widths.begin(); it != m_widths.end(); ++it)
        parts.append(u"%1=%2"_s.arg(it.key()).arg(it.value()));
    return parts.join(u' ');
}

void SongColumns::fromText(const QString& text)
{
    m_changed = 0;
    m_widths.clear();
    for (const QString& part : text.split(u' ', Qt::SkipEmptyParts)) {
        bool ok = false;
        if (part.contains(u'=')) {
            const int column = part.section(u'=', 0, 0).toInt();
            const int width = part.section(u'=', 1).toInt();
            if (column > 0 && column < Column::ColumnCount && width >= leastWidth && width <= 1000)
                m_widths.insert(column, width);
        } else if (part.startsWith(u'+') || part.startsWith(u'-')) {
            const int column = part.sliced(1).toInt(&ok);
            if (ok && column >= 0 && column < Column::ColumnCount) choose(Column(column), part.startsWith(u'+'));
        } else if (const unsigned shown = part.toUInt(&ok); ok && shown > 0) {
            takeOlderChoice(shown);
        }
    }
}

/// Texts were a set of all columns that are shown. Those of before the comments had a column do not tell of it.
void SongColumns::takeOlderChoice(unsigned shown)
{
    for (int column = 0; column < Column::CommentsColumn; ++column)
        choose(Column(column), shown & 1u << column);
}

} // namespace groundswell::ui
