#include "ui/library/song_place.h"

#include "library/track_list_model.h"

#include <QItemSelection>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <vector>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using Model = library::TrackListModel;

namespace {

QItemSelection selectionOf(const Model& model, const library::TrackIds& tracks)
{
    QItemSelection selection;
    const auto add = [&](int first, int last) {
        selection.append(QItemSelectionRange(model.index(first, 0), model.index(last, Model::ColumnCount - 1)));
    };
    if (tracks.size() == 1) {
        if (const int row = model.rowOf(tracks.front()); row >= 0) add(row, row);
        return selection;
    }
    if (tracks.empty()) return selection;
    // A bit for each: SQLite numbers tracks from 1 on, and a million rows are asked in a millisecond or two.
    const auto number = [](TrackId track) { return std::size_t(std::max(qint64{0}, qint64(track))); };
    std::vector<bool> wanted(number(std::ranges::max(tracks)) + 1);
    for (const TrackId track : tracks)
        wanted[number(track)] = true;
    const int rows = model.rowCount();
    int first = -1; // of the run of selected rows that goes on
    for (int row = 0; row <= rows; ++row) {
        const std::size_t at = row < rows ? number(model.idAt(row)) : wanted.size();
        const bool in = at < wanted.size() && wanted[at];
        if (in && first < 0) first = row;
        if (in || first < 0) continue;
        add(first, row - 1);
        first = -1;
    }
    return selection;
}

} // namespace

SongPlace SongPlace::of(const QTableView& view, const Model& model, qsizetype mostSelected)
{
    SongPlace place;
    for (const auto& range : view.selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && std::ssize(place.selected) < mostSelected; ++row)
            place.selected.push_back(model.idAt(row));
    }
    const int current = view.currentIndex().row();
    place.current = model.idAt(current);
    const int y = view.rowViewportPosition(current);
    const bool inSight = current >= 0 && y >= 0 && y + view.rowHeight(current) <= view.viewport()->height();
    const bool atTop = view.verticalScrollBar()->value() == 0;
    const int anchor = inSight ? current : atTop ? -1 : view.rowAt(0);
    place.anchor = model.idAt(anchor);
    if (anchor >= 0) place.anchorY = view.rowViewportPosition(anchor);
    return place;
}

void SongPlace::restoreIn(QTableView& view, const Model& model) const
{
    view.setAutoScroll(false); // or the view would go where the current row is
    if (const int row = current == TrackId{} ? -1 : model.rowOf(current); row >= 0)
        view.selectionModel()->setCurrentIndex(model.index(row, Model::TitleColumn), QItemSelectionModel::NoUpdate);
    view.selectionModel()->select(selectionOf(model, selected), QItemSelectionModel::ClearAndSelect);
    view.setAutoScroll(true);
    const int row = anchor == TrackId{} ? -1 : model.rowOf(anchor);
    if (row < 0) return;
    view.doItemsLayout(); // the scroll bar learns how many rows there are now
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + view.rowViewportPosition(row) - anchorY);
}

QString SongPlace::toText() const
{
    QString text = u"%1 %2 %3"_s.arg(static_cast<qint64>(current)).arg(static_cast<qint64>(anchor)).arg(anchorY);
    for (const TrackId track : selected)
        text += u' ' + QString::number(static_cast<qint64>(track));
    return text;
}

SongPlace SongPlace::fromText(const QString& text)
{
    const QStringList parts = text.split(u' ');
    if (parts.size() < 3) return {};
    SongPlace place{.current = TrackId{parts[0].toLongLong()},
                    .selected = {},
                    .anchor = TrackId{parts[1].toLongLong()},
                    .anchorY = parts[2].toInt()};
    for (const QString& track : parts.sliced(3))
        place.selected.push_back(TrackId{track.toLongLong()});
    return place;
}

} // namespace groundswell::ui
