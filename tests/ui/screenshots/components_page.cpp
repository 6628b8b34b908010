#include "components_page.h"

#include "base/clock.h"
#include "demo_swell.h"
#include "specimens.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/notice.h"
#include "ui/parts/search_field.h"
#include "ui/parts/surface.h"
#include "ui/parts/switch_button.h"
#include "ui/parts/tab_strip.h"
#include "ui/player/swell_widget.h"
#include "ui/shell/sync_line.h"
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

#include <array>
#include <functional>
#include <tuple>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

/// The marks of a line's state with their names.
class Dots final : public QWidget
{
public:
    explicit Dots(const Look& look)
        : m_look(look)
    {
        setFixedSize(110, int(names.size()) * 26);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setFont(m_look.font(Type::Small));
        painter.setPen(m_look.theme().textSecondary);
        for (int i = 0; i < int(names.size()); ++i) {
            const auto& [dot, name] = names.at(size_t(i));
            painter.drawText(QRect(24, i * 26, 86, 26), Qt::AlignVCenter, name);
            paintStateDot(painter, QRectF(0, i * 26 + 6, 14, 14), dot, m_look.theme());
        }
    }

private:
    static inline const std::array<std::pair<StateDot, QString>, 6> names{{{StateDot::Done, u"Done"_s},
                                                                           {StateDot::Draft, u"Draft"_s},
                                                                           {StateDot::LookAt, u"To look at"_s},
                                                                           {StateDot::Problem, u"Problem"_s},
                                                                           {StateDot::Empty, u"Empty"_s},
                                                                           {StateDot::Conflict, u"Conflict"_s}}};
    const Look& m_look;
};

constexpr std::array states{ControlState::Rest, ControlState::Hover, ControlState::Pressed, ControlState::Focus,
                            ControlState::Disabled};

QWidget* buttons(const Look& look)
{
    auto* page = new QWidget;
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(4);
    grid->setVerticalSpacing(0);
    const QStringList heads{u"Rest"_s, u"Hover"_s, u"Pressed"_s, u"Focus"_s, u"Disabled"_s};
    for (int column = 0; column < heads.size(); ++column) {
        auto* head = plainLabel(look, heads.at(column), Type::Caption, Tone::Tertiary);
        head->setIndent(6);
        grid->addWidget(head, 0, column + 1);
    }
    const auto addRow = [&](const QString& name, const std::function<QWidget*()>& make) {
        const int row = grid->rowCount();
        grid->addWidget(plainLabel(look, name, Type::Caption, Tone::Tertiary), row, 0);
        for (size_t i = 0; i < states.size(); ++i)
            grid->addWidget(framed(specimen(make(), states.at(i))), row, int(i) + 1, Qt::AlignLeft);
    };
    for (const auto& [name, kind, text] : std::initializer_list<std::tuple<QString, ButtonKind, QString>>{
             {u"Primary"_s, ButtonKind::Primary, u"Play"_s},
             {u"Standard"_s, ButtonKind::Standard, u"Share"_s},
             {u"Outline"_s, ButtonKind::Outline, u"Join"_s},
             {u"Quiet"_s, ButtonKind::Quiet, u"Later"_s},
             {u"Danger"_s, ButtonKind::Danger, u"Forget"_s},
             {u"Link"_s, ButtonKind::Link, u"See"_s}})
        addRow(name, [&look, kind, text] { return makeButton(look, kind, text); });
    addRow(u"Icon"_s, [&look] { return makeIconButton(look, u"comment"_s, u"Comments"_s); });
    addRow(u"Toggled"_s, [&look] {
        auto* toggled = makeIconButton(look, u"comment"_s, u"Comments"_s);
        toggled->setCheckable(true);
        toggled->setChecked(true);
        return toggled;
    });
    grid->setColumnStretch(6, 1);
    return page;
}

QWidget* fields()
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const auto add = [&](const QString& text, const QString& kind, ControlState state) {
        auto* field = new QLineEdit(text);
        field->setPlaceholderText(u"Name"_s);
        field->setProperty("state", kind);
        field->setFixedWidth(92);
        row->addWidget(framed(specimen(field, state)));
    };
    add({}, {}, ControlState::Rest);
    add(u"Liv"_s, {}, ControlState::Focus);
    add(u"liv o"_s, u"error"_s, ControlState::Rest);
    add({}, {}, ControlState::Disabled);
    row->addStretch(1);
    return page;
}

QWidget* controls(const Look& look)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
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
    column->addStretch();
    return page;
}

QWidget* tabs(const Look& look)
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    auto* tabs = new TabStrip(look);
    tabs->addTab(u"Comments"_s);
    tabs->addTab(u"Lyrics"_s);
    tabs->setCount(0, 1284);
    row->addWidget(tabs);
    row->addStretch();
    auto* combo = new QComboBox;
    combo->addItems({u"English"_s, u"日本語"_s});
    combo->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(combo);
    return page;
}

QWidget* swell(const Look& look)
{
    auto* swell = new SwellWidget(look);
    const auto wave = demoWaveform();
    swell->setWaveform(wave);
    swell->setDuration(wave.durationMs());
    swell->setLanterns(demoLanterns(wave.durationMs()));
    swell->setPosition(107'000);
    return swell;
}

/// What the sidebar says of the community, each of its states.
QWidget* syncLines(const Look& look)
{
    using community::SyncState;
    using community::SyncStatus;
    static const SystemClock clock;
    const std::array statuses{
        SyncStatus{.state = SyncState::InStep, .lastInStepAt = clock.nowMs() - 120'000, .problem = {}},
        SyncStatus{.state = SyncState::Syncing, .done = 3, .total = 7, .lastInStepAt = clock.nowMs(), .problem = {}},
        SyncStatus{.state = SyncState::Offline, .waiting = 4, .lastInStepAt = clock.nowMs(), .problem = {}},
        SyncStatus{.state = SyncState::InStep, .failed = 1, .lastInStepAt = clock.nowMs(), .problem = {}},
        SyncStatus{.state = SyncState::InStep, .conflicts = 2, .lastInStepAt = clock.nowMs(), .problem = {}},
    };
    auto* page = new QWidget;
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    for (int i = 0; i < int(statuses.size()); ++i) {
        auto* line = new SyncLine(look, clock);
        line->setStatus(statuses.at(size_t(i)));
        grid->addWidget(line, i / 3, i % 3);
    }
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
    constexpr int rowWidth = 492; // narrower tables have rows of two lines
    constexpr int rightWidth = 328;
    auto* page = new QWidget;
    setSurface(*page, u"base"_s);
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(28, 24, 28, 24);
    columns->setSpacing(16);
    const auto head = [&look](const QString& text) { return plainLabel(look, text, Type::StoryTitle); };
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(head(u"Track row, 32 px"_s));
    left->addWidget(makeSongRows(look, rowWidth));
    left->addSpacing(12);
    left->addWidget(head(u"Sync, in the sidebar"_s));
    left->addWidget(syncLines(look));
    left->addStretch();
    auto* middle = new QVBoxLayout;
    middle->setSpacing(8);
    middle->addWidget(head(u"Buttons"_s));
    middle->addWidget(buttons(look));
    middle->addWidget(head(u"Fields"_s));
    middle->addWidget(fields());
    middle->addWidget(head(u"Controls"_s));
    middle->addWidget(controls(look));
    auto* low = new QHBoxLayout;
    auto* menu = songMenu(look);
    menu->ensurePolished();
    menu->setWindowFlags(Qt::Widget);
    menu->setFixedSize(menu->sizeHint());
    low->addWidget(menu);
    low->addWidget(new Dots(look), 0, Qt::AlignTop);
    low->addStretch();
    middle->addLayout(low);
    middle->addStretch();
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(head(u"The swell"_s));
    right->addWidget(swell(look));
    right->addWidget(head(u"Comments"_s));
    right->addWidget(makeComments(look, rightWidth));
    right->addWidget(head(u"Story card"_s));
    right->addWidget(makeStory(look, rightWidth));
    right->addWidget(head(u"Tabs and choices"_s));
    right->addWidget(tabs(look));
    right->addStretch();
    columns->addLayout(left);
    columns->addLayout(middle, 1);
    columns->addLayout(right);
    auto* notice = new Notice(look, page);
    notice->setRoom([page] { return QRect(0, 0, rowWidth, page->height()); });
    QObject::connect(&look, &Look::changed, notice, [notice] { notice->update(); });
    notice->offer(u"Back online. 4 changes sent."_s, u"See"_s, [] {}, u"check-circle"_s, 60'000);
    return page;
}

} // namespace groundswell::ui
