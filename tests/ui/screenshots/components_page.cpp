#include "components_page.h"

#include "demo_swell.h"
#include "ui/parts/avatar.h"
#include "ui/parts/buttons.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/labels.h"
#include "ui/parts/notice.h"
#include "ui/parts/search_field.h"
#include "ui/parts/surface.h"
#include "ui/parts/switch_button.h"
#include "ui/parts/tab_strip.h"
#include "ui/player/swell_widget.h"
#include "ui/style/horizon.h"
#include "ui/style/state_dot.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

class Dots final : public QWidget
{
public:
    explicit Dots(const Look& look)
        : m_look(look)
    {
        setFixedSize(160, 20);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        int x = 0;
        for (const auto dot : {StateDot::Done, StateDot::Draft, StateDot::LookAt, StateDot::Problem, StateDot::Empty,
                               StateDot::Conflict}) {
            paintStateDot(painter, QRectF(x, 3, 14, 14), dot, m_look.theme());
            x += 26;
        }
    }

private:
    const Look& m_look;
};

class Covers final : public QWidget
{
public:
    Covers() { setFixedSize(430, 44); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        for (int i = 0; i < 9; ++i)
            paintHorizon(painter, QRectF(i * 48, 0, 44, 44), u"album %1"_s.arg(i), HorizonShape::Cover);
    }
};

QWidget* buttons(const Look& look)
{
    auto* page = new QWidget;
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(8);
    const std::array<std::pair<ButtonKind, QString>, 4> kinds{{{ButtonKind::Primary, u"Play"_s},
                                                               {ButtonKind::Standard, u"Share"_s},
                                                               {ButtonKind::Outline, u"Join"_s},
                                                               {ButtonKind::Quiet, u"Later"_s}}};
    int row = 0;
    for (const auto& [kind, text] : kinds) {
        grid->addWidget(makeButton(look, kind, text), row, 0);
        auto* pressed = makeButton(look, kind, text);
        pressed->setDown(true);
        grid->addWidget(pressed, row, 1);
        auto* disabled = makeButton(look, kind, text);
        disabled->setEnabled(false);
        grid->addWidget(disabled, row, 2);
        grid->addWidget(makeButton(look, kind, text, u"play"_s), row, 3);
        grid->addWidget(makeButton(look, kind, text, {}, nullptr, ButtonSize::Large), row, 4);
        ++row;
    }
    auto* icon = makeIconButton(look, u"comment"_s, u"Comments"_s);
    auto* toggled = makeIconButton(look, u"comment"_s, u"Comments"_s);
    toggled->setCheckable(true);
    toggled->setChecked(true);
    auto* off = makeIconButton(look, u"comment"_s, u"Comments"_s);
    off->setEnabled(false);
    grid->addWidget(icon, row, 0);
    grid->addWidget(toggled, row, 1);
    grid->addWidget(off, row, 2);
    grid->setColumnStretch(5, 1);
    return page;
}

QWidget* controls(const Look& look)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* fields = new QHBoxLayout;
    auto* name = new QLineEdit;
    name->setPlaceholderText(u"Name"_s);
    auto* error = new QLineEdit(u"liv o"_s);
    error->setProperty("state", u"error"_s);
    auto* disabled = new QLineEdit;
    disabled->setPlaceholderText(u"Name"_s);
    disabled->setEnabled(false);
    for (auto* field : {name, error, disabled})
        fields->addWidget(field);
    column->addLayout(fields);
    auto* search = new SearchField(look, u"Search songs, words, stories, people"_s, QKeySequence(Qt::CTRL | Qt::Key_K));
    search->setFixedWidth(336);
    column->addWidget(search);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    for (const int state : {0, 1, 2, 3}) {
        auto* toggle = new SwitchButton(look, u"Follow the song"_s);
        toggle->setChecked(state != 0);
        toggle->setEnabled(state < 3);
        row->addWidget(toggle);
    }
    auto* unchecked = new QCheckBox;
    auto* checked = new QCheckBox;
    checked->setChecked(true);
    auto* radioOff = new QRadioButton;
    radioOff->setAutoExclusive(false);
    auto* radioOn = new QRadioButton;
    radioOn->setAutoExclusive(false);
    radioOn->setChecked(true);
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setValue(60);
    slider->setFixedWidth(90);
    for (QWidget* widget : std::initializer_list<QWidget*>{unchecked, checked, radioOff, radioOn, slider})
        row->addWidget(widget);
    row->addStretch();
    column->addLayout(row);
    auto* chips = new QHBoxLayout;
    chips->setSpacing(8);
    auto* newest = makeButton(look, ButtonKind::Chip, u"Newest"_s);
    newest->setChecked(true);
    auto* romaji = makeButton(look, ButtonKind::WordsChip, u"Rōmaji"_s, u"romaji"_s);
    romaji->setChecked(true);
    chips->addWidget(newest);
    chips->addWidget(makeButton(look, ButtonKind::Chip, u"Loved"_s));
    chips->addWidget(romaji);
    chips->addWidget(makeButton(look, ButtonKind::TimeChip, u"1:47"_s, u"time-pin"_s));
    chips->addWidget(keyCap(look, QKeySequence(Qt::CTRL | Qt::Key_K)));
    chips->addStretch();
    column->addLayout(chips);
    auto* combo = new QComboBox;
    combo->addItems({u"English"_s, u"日本語"_s});
    combo->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    column->addWidget(combo);
    auto* tabs = new TabStrip(look);
    tabs->addTab(u"Comments"_s);
    tabs->addTab(u"Lyrics"_s);
    tabs->addTab(u"Translate"_s);
    tabs->setCount(0, 1284);
    column->addWidget(tabs, 0, Qt::AlignLeft);
    column->addWidget(new Dots(look));
    column->addWidget(new Covers);
    auto* people = new QHBoxLayout;
    for (const auto& seed :
         {u"liv"_s, u"nao"_s, u"tobias"_s, u"inés"_s, u"salma"_s, u"lin"_s, u"阿澜"_s, u"someone"_s, u"else"_s}) {
        auto* avatar = new Avatar(look, 28);
        avatar->setPerson(seed, seed);
        people->addWidget(avatar);
    }
    people->addStretch();
    column->addLayout(people);
    column->addStretch();
    return page;
}

QWidget* texts(const Look& look)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(plainLabel(look, u"Letters we never sent"_s, Type::Title));
    column->addWidget(plainLabel(look, u"A porch light, a ferry, and a letter"_s, Type::StoryTitle));
    column->addWidget(wrappingLabel(
        look,
        u"My grandmother left the porch light on until the last boat had docked. She said it was cheaper than worrying."_s,
        Type::Story, Tone::Secondary));
    column->addWidget(plainLabel(look, u"Section on a page"_s, Type::Section));
    column->addWidget(plainLabel(look, u"Heading of a card"_s, Type::Heading));
    column->addWidget(wrappingLabel(
        look, u"第一次听是在末班公交上，耳机里的船和窗外的雨一起开。 أفهم الكلمات Body text, ‘quoted’, 12:34"_s,
        Type::Body));
    column->addWidget(plainLabel(look, u"Small, secondary 2,418 songs"_s, Type::Small, Tone::Secondary));
    column->addWidget(plainLabel(look, u"Caption, tertiary"_s, Type::Caption, Tone::Tertiary));
    auto* lyric = plainLabel(look, u"言えなかった ことばは 波に 預けた"_s, Type::LyricActive);
    lyric->setFont(look.font(Type::LyricActive, u"ja"_s));
    column->addWidget(lyric);
    auto* swell = new SwellWidget(look);
    const auto wave = demoWaveform();
    swell->setWaveform(wave);
    swell->setDuration(wave.durationMs());
    swell->setLanterns(demoLanterns(wave.durationMs()));
    swell->setPosition(107'000);
    column->addWidget(swell);
    column->addWidget(new EmptyState(
        look, u"comment"_s, u"Nobody has said anything here yet. The first word is yours."_s, u"Write a comment"_s));
    column->addStretch();
    return page;
}

QMenu* songMenu(const Look& look)
{
    auto* menu = new QMenu;
    menu->addAction(look.icon(u"play"_s), u"Play next"_s)->setShortcut(Qt::Key_P);
    menu->addAction(look.icon(u"queue"_s), u"Add to queue"_s)->setShortcut(Qt::Key_Q);
    menu->addAction(look.icon(u"plus"_s), u"Add to song list"_s)->setMenu(new QMenu(menu));
    menu->addSeparator();
    menu->addAction(look.icon(u"comment"_s), u"Open comments"_s)->setShortcut(Qt::CTRL | Qt::Key_1);
    menu->addAction(look.icon(u"translate"_s), u"Translate"_s)->setShortcut(Qt::CTRL | Qt::Key_3);
    menu->addSeparator();
    auto* remove = menu->addAction(look.fixedIcon(u"trash"_s, Tone::Failed), u"Remove from list"_s);
    remove->setShortcut(Qt::Key_Delete);
    remove->setProperty("destructive", true);
    menu->setActiveAction(menu->actions().at(1));
    return menu;
}

} // namespace

QWidget* makeComponentsPage(const Look& look)
{
    auto* page = new QWidget;
    setSurface(*page, u"base"_s);
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(28, 24, 28, 24);
    columns->setSpacing(32);
    auto* left = new QVBoxLayout;
    left->addWidget(plainLabel(look, u"Buttons"_s, Type::StoryTitle));
    left->addWidget(buttons(look));
    left->addSpacing(12);
    auto* menu = songMenu(look);
    menu->ensurePolished();
    menu->setWindowFlags(Qt::Widget);
    menu->setFixedSize(menu->sizeHint());
    left->addWidget(menu);
    left->addStretch();
    auto* middle = new QVBoxLayout;
    middle->addWidget(plainLabel(look, u"Controls"_s, Type::StoryTitle));
    middle->addWidget(controls(look));
    auto* right = new QVBoxLayout;
    right->addWidget(texts(look));
    columns->addLayout(left, 1);
    columns->addLayout(middle, 1);
    columns->addLayout(right, 1);
    auto* notice = new Notice(look, page);
    QObject::connect(&look, &Look::changed, notice, [notice] { notice->update(); });
    notice->offer(u"Back online. 4 changes sent."_s, u"See"_s, [] {}, u"check-circle"_s, 60'000);
    return page;
}

} // namespace groundswell::ui
