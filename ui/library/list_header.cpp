#include "ui/library/list_header.h"

#include "ui/library/cover_colour.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/style/horizon.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {
constexpr int side = tokens::sizeCoverHeader;
constexpr int pagePadding = 24;
} // namespace

ListHeader::ListHeader(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_kind(new ElidedLabel(look, Type::Body, Tone::Secondary))
    , m_title(new ElidedLabel(look, Type::Title))
    , m_description(new ElidedLabel(look, Type::Body, Tone::Secondary))
    , m_play(makeButton(look, ButtonKind::Primary, tr("Play"), u"play"_s))
    , m_shuffle(makeButton(look, ButtonKind::Standard, tr("Shuffle"), u"shuffle"_s))
    , m_add(makeButton(look, ButtonKind::Quiet, tr("Add music"), u"plus"_s))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(pagePadding, 8, pagePadding, 16);
    row->addSpacing(side + 20); // the cover; not a margin, since margins do not mirror
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_kind);
    column->addWidget(m_title);
    column->addWidget(m_description);
    column->addSpacing(8);
    column->addStretch();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_play);
    buttons->addWidget(m_shuffle);
    buttons->addStretch();
    buttons->addWidget(m_add);
    column->addLayout(buttons);
    row->addLayout(column);
    // At a larger text size the texts may need more than the cover.
    setMinimumHeight(8 + side + 16);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_play, &QPushButton::clicked, this, &ListHeader::playClicked);
    connect(m_shuffle, &QPushButton::clicked, this, &ListHeader::shuffleClicked);
    connect(m_add, &QPushButton::clicked, this, &ListHeader::addClicked);
}

void ListHeader::setTexts(const QString& kind, const QString& title, const QString& description, const QString& seed)
{
    m_kind->setText(kind);
    m_title->setText(title);
    m_seed = seed;
    setDescription(description);
    setCovers({});
}

void ListHeader::setDescription(const QString& description)
{
    m_description->setText(description);
}

void ListHeader::setCovers(const QList<QImage>& covers)
{
    m_covers = covers;
    const QImage shown = covers.isEmpty() ? horizonImage({48, 48}, 1, m_seed, HorizonShape::Cover, 0) : covers.first();
    m_tint = dominantColour(shown);
    Q_EMIT tintChanged();
    update();
}

void ListHeader::setPlayable(bool playable)
{
    m_play->setEnabled(playable);
    m_shuffle->setEnabled(playable);
}

QRect ListHeader::coverRect() const
{
    const int x = layoutDirection() == Qt::RightToLeft ? width() - pagePadding - side : pagePadding;
    return {x, 8, side, side};
}

void ListHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect place = coverRect();
    if (m_covers.isEmpty()) {
        paintHorizon(painter, place, m_seed, HorizonShape::Cover, tokens::radiusMd);
    } else if (m_covers.size() < 4) {
        paintPicture(painter, place, m_covers.first(), tokens::radiusMd);
    } else {
        // Four quarters as one picture, so that only its outer corners are round.
        const double dpr = devicePixelRatioF();
        QImage mosaic((QSizeF(place.size()) * dpr).toSize(), QImage::Format_ARGB32_Premultiplied);
        mosaic.setDevicePixelRatio(dpr);
        mosaic.fill(Qt::transparent);
        {
            QPainter quarters(&mosaic);
            for (int i = 0; i < 4; ++i)
                paintPicture(quarters, QRectF(i % 2 * side / 2.0, i / 2 * side / 2.0, side / 2.0, side / 2.0),
                             m_covers.at(i), 0);
        }
        mosaic.setDevicePixelRatio(1);
        paintPicture(painter, place, mosaic, tokens::radiusMd);
    }
}

} // namespace groundswell::ui
