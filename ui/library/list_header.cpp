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
constexpr int pagePadding = 24;
constexpr int coverGap = 20;
constexpr int above = 8;
constexpr int below = 16;
constexpr int narrowBelow = 700; // the width of the header
constexpr int narrowCover = 88;
constexpr double narrowTitle = 26;
} // namespace

ListHeader::ListHeader(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_kind(new ElidedLabel(look, Type::Body, Tone::Secondary))
    , m_title(new ElidedLabel(look, Type::Title))
    , m_description(new ElidedLabel(look, Type::Body, Tone::Secondary))
    , m_play(makeButton(look, ButtonKind::Primary, tr("Play"), u"play"_s))
    , m_shuffle(makeButton(look, ButtonKind::Standard, tr("Shuffle"), u"shuffle"_s))
    , m_act(makeButton(look, ButtonKind::Quiet, tr("Add music"), u"plus"_s))
    , m_buttons(new QHBoxLayout)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(pagePadding, above, pagePadding, below);
    row->setSpacing(0);
    m_coverRoom = new QSpacerItem(0, 0); // not a margin, since margins do not mirror
    row->addItem(m_coverRoom);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_kind);
    column->addWidget(m_title);
    column->addWidget(m_description);
    column->addSpacing(8);
    column->addStretch();
    m_buttons->setSpacing(8);
    m_buttons->addWidget(m_play);
    m_buttons->addWidget(m_shuffle);
    m_buttons->addStretch();
    m_buttons->addWidget(m_act);
    column->addLayout(m_buttons);
    row->addLayout(column);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    fitCover();
    connect(&look, &Look::changed, this, &ListHeader::fitCover);
    connect(m_play, &QPushButton::clicked, this, &ListHeader::playClicked);
    connect(m_shuffle, &QPushButton::clicked, this, &ListHeader::shuffleClicked);
    connect(m_act, &QPushButton::clicked, this, &ListHeader::actClicked);
}

void ListHeader::setTexts(const QString& kind, const QString& title, const QString& description, const QString& seed)
{
    m_kindText = kind;
    m_title->setText(title);
    m_seed = seed;
    setDescription(description);
    setCovers({});
}

void ListHeader::setDescription(const QString& description)
{
    m_descriptionText = description;
    showTexts();
}

/// Where there is little room, what the list is and what is in it share a line.
void ListHeader::showTexts()
{
    const bool both = m_narrow && !m_descriptionText.isEmpty();
    m_kind->setText(both ? tr("%1 \u00b7 %2", "kind of list, what is in it").arg(m_kindText, m_descriptionText)
                         : m_kindText);
    m_description->setText(m_descriptionText);
    m_description->setVisible(!m_narrow);
}

void ListHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitCover();
}

void ListHeader::setCovers(const QList<QImage>& covers)
{
    m_covers = covers;
    const QImage shown = covers.isEmpty() ? horizonImage({48, 48}, 1, m_seed, HorizonShape::Cover, 0) : covers.first();
    m_tint = dominantColour(shown);
    Q_EMIT tintChanged();
    update();
}

void ListHeader::setAct(const QString& text, const QString& icon)
{
    m_act->setText(text);
    m_act->setIcon(m_look.icon(icon, Tone::Secondary));
}

void ListHeader::addControl(QWidget* control)
{
    m_buttons->insertSpacing(2, 8);
    m_buttons->insertWidget(3, control);
}

QWidget& ListHeader::actButton() noexcept
{
    return *m_act;
}

void ListHeader::setPlayable(bool playable)
{
    m_play->setEnabled(playable);
    m_shuffle->setEnabled(playable);
}

int ListHeader::side() const
{
    return m_look.px(m_narrow ? narrowCover : tokens::sizeCoverHeader);
}

void ListHeader::fitCover()
{
    if (const bool narrow = width() < m_look.px(narrowBelow); narrow != m_narrow) {
        m_narrow = narrow;
        m_title->setFontOverride(narrow ? narrowTitle : 0, narrow ? 600 : 0);
        showTexts();
    }
    m_coverRoom->changeSize(side() + coverGap, 0, QSizePolicy::Fixed, QSizePolicy::Minimum);
    setMinimumHeight(above + side() + below); // the texts may need more
    layout()->invalidate();
    update();
}

QRect ListHeader::coverRect() const
{
    const int side = this->side();
    const int x = layoutDirection() == Qt::RightToLeft ? width() - pagePadding - side : pagePadding;
    return {x, above, side, side};
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
            const double half = place.width() / 2.0;
            QPainter quarters(&mosaic);
            for (int i = 0; i < 4; ++i)
                paintPicture(quarters, QRectF(i % 2 * half, i / 2 * half, half, half), m_covers.at(i), 0);
        }
        mosaic.setDevicePixelRatio(1);
        paintPicture(painter, place, mosaic, tokens::radiusMd);
    }
}

} // namespace groundswell::ui
