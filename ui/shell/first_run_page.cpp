#include "ui/shell/first_run_page.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"
#include "ui/shell/lantern_water.h"
#include "ui/shell/moment_quote.h"
#include "ui/style/horizon.h"
#include "ui/style/kept_font.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int margin = 40;
constexpr int cardGap = 14;
constexpr int cardWidth = 323;
constexpr int wideCard = 440; ///< one below the other

/// The app icon of 56 px above the title.
class BigIcon final : public QWidget
{
public:
    BigIcon()
        : m_icon(u":/look/icons/app-icon-512.png"_s)
    {
        setFixedSize(56, 56);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(rect(), m_icon.scaled((QSizeF(size()) * devicePixelRatioF()).toSize(), Qt::KeepAspectRatio,
                                                Qt::SmoothTransformation));
    }

private:
    QImage m_icon;
};

/// Some neighbours' horizons, overlapping.
class Neighbours final : public QWidget
{
public:
    explicit Neighbours(const Look& look)
        : m_look(look)
    {
        setFixedHeight(36);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (int i = 0; i < 7; ++i) {
            const double from = 2 + i * 25;
            const QRectF disc(layoutDirection() == Qt::RightToLeft ? width() - from - 32 : from, 2, 32, 32);
            painter.setPen(Qt::NoPen);
            painter.setBrush(blended(m_look.theme().bgBase, m_look.theme().bgRaised));
            painter.drawEllipse(disc.adjusted(-2, -2, 2, 2));
            paintHorizon(painter, disc, u"neighbour %1"_s.arg(i * 3));
        }
    }

private:
    const Look& m_look;
};

/// Four covers in a row, as a list has them.
class Covers final : public QWidget
{
public:
    explicit Covers(const Look& look)
        : m_look(look)
    {
        followLook(look, this, [this] { setFixedHeight(m_look.px(side)); });
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const double wide = height();
        for (int i = 0; i < 4; ++i) {
            const double from = i * (wide + 6);
            const double x = layoutDirection() == Qt::RightToLeft ? width() - from - wide : from;
            paintHorizon(painter, QRectF(x, 0, wide, wide), u"first list %1"_s.arg(i), HorizonShape::Cover,
                         tokens::radiusSm);
        }
    }

private:
    static constexpr int side = 48;
    const Look& m_look;
};

QVBoxLayout* cardColumn(QFrame* card)
{
    card->setObjectName(u"firstRunCard"_s);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(0);
    return column;
}

void addHead(const Look& look, QVBoxLayout* column, const QString& icon, Tone tone, const QString& title,
             const QString& text)
{
    auto* picture = new QLabel;
    const auto show = [picture, icon, tone, &look] {
        picture->setPixmap(look.fixedIcon(icon, tone).pixmap(QSize(22, 22), picture->devicePixelRatioF()));
    };
    show();
    QObject::connect(&look, &Look::changed, picture, show);
    column->addWidget(picture);
    column->addSpacing(12);
    auto* heading = plainLabel(look, title, Type::StoryTitle);
    column->addWidget(heading);
    column->addSpacing(4);
    column->addWidget(wrappingLabel(look, text, Type::Body, Tone::Secondary));
    column->addSpacing(12);
}

} // namespace

FirstRunPage::FirstRunPage(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_area(new QScrollArea(this))
    , m_foundFrame(makeCard(u"inset"_s))
    , m_found(new QVBoxLayout(m_foundFrame))
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(margin, 24, margin, 24);
    column->setSpacing(0);
    column->addStretch(1);
    column->addWidget(new BigIcon, 0, Qt::AlignHCenter);
    column->addSpacing(20);
    const auto addCentred = [&](QLabel* label) {
        label->setAlignment(Qt::AlignHCenter);
        column->addWidget(label);
    };
    auto* title = wrappingLabel(look, tr("Where does your music live?"), Type::Title);
    keepFont(*title, look, [&look] { return look.type().font(Type::Title, 38, 600); });
    addCentred(title);
    column->addSpacing(8);
    auto* about = wrappingLabel(look,
                                tr("Start with the songs on this computer or with a community of listeners. You\ncan "
                                   "do both, and you can listen without an account."),
                                Type::Body, Tone::Secondary);
    keepFont(*about, look, [&look] { return look.type().font(Type::Body, 15, 400); });
    addCentred(about);
    column->addSpacing(32);
    m_hereCard = makeHere();
    m_communityCard = makeCommunity();
    m_demoCard = makeDemo();
    m_cards = new QBoxLayout(QBoxLayout::LeftToRight);
    m_cards->setSpacing(cardGap);
    m_cards->addStretch(1);
    for (QFrame* card : {m_hereCard, m_communityCard, m_demoCard})
        m_cards->addWidget(card);
    m_cards->addStretch(1);
    column->addLayout(m_cards);
    column->addSpacing(20);
    addCentred(wrappingLabel(look, tr("Nothing leaves this computer until you publish something."), Type::Small,
                             Tone::Tertiary));
    column->addStretch(6);
    m_area->setWidget(page);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->viewport()->setAutoFillBackground(false); // the water below is the page's own
    page->setAutoFillBackground(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_area);
    setFound({});
    setDemoFolder({});
    followLook(look, this, [this] { fitCards(); });
}

void FirstRunPage::fitCards()
{
    const QList<QFrame*> all{m_hereCard, m_communityCard, m_demoCard};
    int shown = 0;
    int needed = 0;
    for (const QFrame* card : all) {
        if (card->isHidden()) continue;
        ++shown;
        needed = std::max(needed, card->layout()->minimumSize().width());
    }
    const int room = width() - 2 * margin;
    const int beside = (room - cardGap * (shown - 1)) / shown;
    const bool below = beside < needed;
    m_cards->setDirection(below ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const int wide = std::min(m_look.px(below ? wideCard : cardWidth), below ? room : beside);
    for (QFrame* card : all) {
        card->setFixedWidth(std::max(wide, needed));
        // A layout that centres asks how high a card is at its own width, not at the card's.
        card->setMinimumHeight(below ? card->layout()->totalHeightForWidth(card->width()) : 0);
        m_cards->setAlignment(card, below ? Qt::AlignHCenter : Qt::Alignment());
    }
}

void FirstRunPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitCards();
}

QFrame* FirstRunPage::makeHere()
{
    auto* card = makeCard(u"raised"_s);
    auto* column = cardColumn(card);
    addHead(m_look, column, u"folder"_s, Tone::Tide, tr("On this computer"),
            tr("Files stay where they are. Groundswell only reads them."));
    m_found->setContentsMargins(12, 2, 6, 2);
    m_found->setSpacing(0);
    column->addWidget(m_foundFrame);
    column->addStretch();
    column->addSpacing(12);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* choose = makeButton(m_look, ButtonKind::Outline, tr("Choose a folder"));
    connect(choose, &QPushButton::clicked, this, &FirstRunPage::chooseFolderClicked);
    m_stops.append(choose);
    row->addWidget(choose);
    row->addWidget(plainLabel(m_look, tr("or drop files anywhere"), Type::Small, Tone::Tertiary));
    row->addStretch();
    column->addLayout(row);
    return card;
}

QFrame* FirstRunPage::makeCommunity()
{
    auto* card = makeCard(u"raised"_s);
    auto* column = cardColumn(card);
    addHead(m_look, column, u"lantern"_s, Tone::LanternMark, tr("In a community"),
            tr("Read what people wrote beside a song, keep their lists, put their words into yours."));
    column->addWidget(new Neighbours(m_look));
    column->addSpacing(12);
    // What somebody wrote, and about which moment: what a comment is.
    column->addWidget(new MomentQuote(m_look, tr("\u201cThe bass arrives exactly when the rain would.\u201d"),
                                      tr("at %1", "a moment of the song").arg(u"2:11"_s)));
    column->addStretch();
    column->addSpacing(16);
    auto* choose = makeButton(m_look, ButtonKind::Primary, tr("Choose a community"));
    choose->setObjectName(u"chooseCommunity"_s);
    connect(choose, &QPushButton::clicked, this, &FirstRunPage::chooseCommunityClicked);
    m_stops.append(choose);
    column->addWidget(choose, 0, Qt::AlignLeft);
    return card;
}

QFrame* FirstRunPage::makeDemo()
{
    auto* card = makeCard(u"raised"_s);
    auto* column = cardColumn(card);
    addHead(m_look, column, u"list"_s, Tone::Secondary, tr("With a first list"),
            tr("Openly licensed songs in several languages, with words and stories, ready to be played."));
    column->addWidget(new Covers(m_look));
    column->addStretch();
    column->addSpacing(16);
    auto* play = makeButton(m_look, ButtonKind::Standard, tr("Add it"), u"plus"_s);
    connect(play, &QPushButton::clicked, this, [this] { Q_EMIT addFolderClicked(m_demo); });
    m_stops.append(play);
    column->addWidget(play, 0, Qt::AlignLeft);
    return card;
}

QWidget* FirstRunPage::foundRow(const QString& title, const QString& detail) const
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 5, 0, 5);
    line->setSpacing(10);
    auto* picture = new QLabel;
    followLook(m_look, picture, [this, picture] {
        picture->setPixmap(
            m_look.fixedIcon(u"file-audio"_s, Tone::Secondary).pixmap(QSize(18, 18), picture->devicePixelRatioF()));
    });
    line->addWidget(picture);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(plainLabel(m_look, title, Type::Label));
    texts->addWidget(plainLabel(m_look, detail, Type::Small, Tone::Tertiary));
    line->addLayout(texts, 1);
    return row;
}

void FirstRunPage::setFound(const QList<FoundFolder>& folders)
{
    if (folders == m_folders && m_found->count() > 0) return;
    m_folders = folders;
    while (auto* item = m_found->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (folders.isEmpty()) m_found->addWidget(foundRow(tr("No songs found yet"), tr("Looked in Music and Downloads")));
    QWidget* last = nullptr;
    for (const auto& folder : folders) {
        if (m_found->count() > 0) m_found->addWidget(makeLine(Qt::Horizontal));
        auto* row = foundRow(QFileInfo(folder.path).fileName(),
                             folder.more ? tr("more than %n song(s) found", nullptr, folder.songs)
                                         : tr("%n song(s) found", nullptr, folder.songs));
        auto* add = makeButton(m_look, m_found->count() == 0 ? ButtonKind::Primary : ButtonKind::Standard, tr("Add"),
                               {}, nullptr, ButtonSize::Small);
        add->setAccessibleName(tr("Add %1").arg(QFileInfo(folder.path).fileName()));
        connect(add, &QPushButton::clicked, this, [this, path = folder.path] { Q_EMIT addFolderClicked(path); });
        row->layout()->addWidget(add);
        m_found->addWidget(row);
        last = add;
    }
    if (last) putStopsBehind(last);
    fitCards();
}

/// What was found is made when all else is there already, and comes before it all the same. Where nothing else in the
/// window comes before this page Qt takes the ring for the right one already.
void FirstRunPage::putStopsBehind(QWidget* found)
{
    for (QWidget* stop : std::as_const(m_stops))
        setTabOrder(std::exchange(found, stop), stop);
}

void FirstRunPage::setCommunity(const QString& name)
{
    auto* choose = m_communityCard->findChild<QPushButton*>(u"chooseCommunity"_s);
    choose->setText(name.isEmpty() ? tr("Choose a community") : tr("You are in %1").arg(name));
    choose->setEnabled(name.isEmpty());
    fitCards();
}

void FirstRunPage::setDemoFolder(const QString& path)
{
    m_demo = path;
    m_demoCard->setVisible(!path.isEmpty());
    fitCards();
}

void FirstRunPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const double top = height() * 0.7; // the front crest stays below what is written
    paintLanternWater(painter, QRectF(0, top, width(), height() - top), m_look.theme());
}

} // namespace groundswell::ui
