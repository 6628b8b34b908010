#include "ui/library/song_drag.h"

#include "ui/library/cover_pixmaps.h"
#include "ui/library/drag_picture.h"
#include "ui/style/look.h"

#include <QDrag>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace groundswell::ui {

bool carriesTracks(const QMimeData& data)
{
    return data.hasFormat(QString::fromLatin1(trackIdsMime));
}

library::TrackIds draggedTracks(const QMimeData& data)
{
    library::TrackIds ids;
    for (const auto& line : data.data(QString::fromLatin1(trackIdsMime)).split('\n')) {
        if (const qint64 id = line.toLongLong(); id > 0) ids.push_back(TrackId{id});
    }
    return ids;
}

void dragTracks(QWidget& source, const library::TrackListModel& model, const QList<int>& rows, const Look& look,
                CoverPixmaps& covers)
{
    const auto* first = rows.isEmpty() ? nullptr : model.rowAt(rows.first());
    if (!first) return;
    QByteArray ids;
    QList<QUrl> files;
    for (const int row : rows) {
        ids += QByteArray::number(static_cast<qint64>(model.idAt(row))) + '\n';
        if (const auto* loaded = model.rowAt(row)) files.append(QUrl::fromLocalFile(loaded->track.path()));
    }
    auto* data = new QMimeData;
    data->setData(QString::fromLatin1(trackIdsMime), ids);
    data->setUrls(files);
    auto* drag = new QDrag(&source);
    drag->setMimeData(data);
    const double dpr = source.devicePixelRatioF();
    const auto& track = first->track;
    const QPixmap cover = covers.pixmap(track.coverKey, track.album.isEmpty() ? track.title : track.album,
                                        dragCoverSide, tokens::radiusSm, dpr);
    drag->setPixmap(dragPicture(track.title, cover, rows.size(), look, dpr));
    drag->setHotSpot(dragHotSpot);
    drag->exec(Qt::CopyAction);
}

} // namespace groundswell::ui
