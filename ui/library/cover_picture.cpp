#include "ui/library/cover_picture.h"

#include "ui/library/entry_covers.h"
#include "ui/player/cover_seed.h"
#include "ui/style/horizon.h"

#include <QPainter>

namespace groundswell::ui {

CoverPicture::CoverPicture(const Look& look, EntryCovers* covers, int side, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_covers(covers)
{
    followLook(look, this, [this, side] { setFixedSize(m_look.px(side), m_look.px(side)); });
    if (covers) connect(covers, &EntryCovers::arrived, this, qOverload<>(&QWidget::update));
}

void CoverPicture::setEntry(const media::QueueEntry& entry)
{
    m_seed = coverSeed(entry);
    m_picture = [this, entry](int side, double dpr) { return m_covers->pixmap(entry, side, tokens::radiusSm, dpr); };
    update();
}

void CoverPicture::setSong(const library::SongName& song, const QString& album)
{
    m_seed = album.isEmpty() ? song.title : album;
    m_picture = [this, song](int side, double dpr) {
        return m_covers->pixmap(song, m_seed, side, tokens::radiusSm, dpr);
    };
    update();
}

void CoverPicture::clear()
{
    m_seed.clear();
    update();
}

void CoverPicture::paintEvent(QPaintEvent*)
{
    if (m_seed.isEmpty()) return;
    QPainter painter(this);
    if (m_covers)
        painter.drawPixmap(0, 0, m_picture(width(), devicePixelRatioF()));
    else
        paintHorizon(painter, rect(), m_seed, HorizonShape::Cover, tokens::radiusSm);
}

} // namespace groundswell::ui
