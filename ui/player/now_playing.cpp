#include "ui/player/now_playing.h"

#include "ui/parts/labels.h"
#include "ui/style/horizon.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int coverLeft = 16;
}

NowPlaying::NowPlaying(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_title(new ElidedLabel(look, Type::Strong))
    , m_artist(new ElidedLabel(look, Type::Small, Tone::Secondary))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* cover = new QSpacerItem(0, 0); // not a margin, since margins do not mirror
    row->addItem(cover);
    followLook(look, this, [this, cover] {
        cover->changeSize(coverLeft + m_look.px(tokens::sizePlayerCover) + 12, 0);
        layout()->invalidate();
    });
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    row->addLayout(column, 1);
    row->addSpacing(12);
    column->addStretch();
    column->addWidget(m_title);
    column->addWidget(m_artist);
    column->addStretch();
    clear();
}

void NowPlaying::setTrack(const QString& title, const QString& artist, const QString& seed)
{
    m_title->setText(title);
    m_title->setTone(Tone::Primary);
    m_artist->setText(artist);
    if (seed != m_seed) m_cover = {};
    m_seed = seed;
    update();
}

void NowPlaying::clear()
{
    m_title->setText(tr("Nothing playing"));
    m_title->setTone(Tone::Secondary);
    m_artist->setText(tr("Press Space once there is a song here"));
    m_seed.clear();
    m_cover = {};
    update();
}

void NowPlaying::setCover(const QImage& cover)
{
    m_cover = cover;
    update();
}

QRect NowPlaying::coverRect() const
{
    const int side = m_look.px(tokens::sizePlayerCover);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - coverLeft - side : coverLeft;
    return {x, (height() - side) / 2, side, side};
}

void NowPlaying::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect place = coverRect();
    if (!m_cover.isNull()) {
        paintPicture(painter, place, m_cover, tokens::radiusSm);
    } else if (!m_seed.isEmpty()) {
        paintHorizon(painter, place, m_seed, HorizonShape::Cover, tokens::radiusSm);
    } else {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_look.theme().fillControl);
        painter.drawRoundedRect(place, tokens::radiusSm, tokens::radiusSm);
        m_look.icons().paint(painter, place, u"songs"_s, m_look.theme().textTertiary, 20);
    }
}

void NowPlaying::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !m_seed.isEmpty() && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

} // namespace groundswell::ui
