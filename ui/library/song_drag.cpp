#include "ui/library/song_drag.h"

#include "ui/library/cover_pixmaps.h"
#include "ui/style/look.h"

#include <QDrag>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

/// Cover 26, title, and how many they are.
QPixmap dragPicture(const library::TrackRow& first, qsizetype count, const Look& look, CoverPixmaps& covers, double dpr)
{
    const auto& theme = look.theme();
    const QFont font = look.font(Type::Label, languageOfScript(first.track.title));
    const QString title = QFontMetrics(font).elidedText(first.track.title, Qt::ElideRight, 180);
    const int width = 8 + 26 + 10 + QFontMetrics(font).horizontalAdvance(title) + 12 + (count > 1 ? 30 : 0);
    QPixmap picture((QSizeF(width, 40) * dpr).toSize());
    picture.setDevicePixelRatio(dpr);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.bgOverlay);
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, 39), tokens::radiusMd, tokens::radiusMd);
    painter.drawPixmap(8, 7,
                       covers.pixmap(first.track.coverKey,
                                     first.track.album.isEmpty() ? first.track.title : first.track.album, 26,
                                     tokens::radiusSm, dpr));
    painter.setFont(font);
    painter.setPen(theme.textPrimary);
    painter.drawText(QRect(44, 0, width, 40), Qt::AlignVCenter | Qt::AlignLeft, title);
    if (count > 1) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.tideBase);
        painter.drawRoundedRect(QRect(width - 32, 11, 24, 18), 9, 9);
        painter.setPen(theme.textOnTide);
        painter.setFont(look.font(Type::Caption));
        painter.drawText(QRect(width - 32, 11, 24, 18), Qt::AlignCenter, QString::number(count));
    }
    return picture;
}

} // namespace

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
    drag->setPixmap(dragPicture(*first, rows.size(), look, covers, source.devicePixelRatioF()));
    drag->setHotSpot({16, 20});
    drag->exec(Qt::CopyAction);
}

} // namespace groundswell::ui
