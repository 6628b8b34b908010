#include "ui/shell/settings_page.h"

#include "ui/parts/labels.h"
#include "ui/parts/search_field.h"
#include "ui/parts/surface.h"
#include "ui/shell/add_music.h"
#include "ui/shell/leaving_folders.h"
#include "ui/shell/nav_button.h"
#include "ui/shell/setting_rows.h"

#include <QFocusEvent>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int pageWidth = 720;
constexpr int navWidth = 232;
constexpr int leastForBoth = 880; ///< narrower, the page alone
constexpr int leastForMargins = 620;
constexpr int sectionGap = 28;
constexpr int fieldInset = 4;  ///< of the field beside the entries
constexpr int titleInset = 10; ///< of the title: it begins where the entries' icons do

} // namespace

SettingsPage::SettingsPage(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_area(new QScrollArea)
{
    m_nav = makeNav();
    setObjectName(u"settingsPage"_s);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    m_margins = new QHBoxLayout(page); // wide or narrow as the page is
    m_margins->addStretch(1);
    auto* column = new QWidget;
    followLook(parts.look, column, [this, column] { column->setMaximumWidth(m_parts.look.px(pageWidth)); });
    m_column = new QVBoxLayout(column);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_margins->addWidget(column, 1000);
    m_margins->addStretch(1);
    addLook();
    addWords();
    addFolders();
    addAccount();
    addShortcuts();
    addAbout();
    m_column->addStretch();
    m_entries->addStretch();
    m_area->setWidget(page);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_nav);
    row->addWidget(m_area, 1);
    connect(m_area->verticalScrollBar(), &QScrollBar::valueChanged, this, &SettingsPage::markSection);
    connect(&parts.tracks, &library::TrackStore::tracksChanged, this, &SettingsPage::refresh);
    m_sections.front().entry->setChecked(true);
    connect(&parts.addMusic, &AddMusic::tracksChanged, this, &SettingsPage::refresh);
    connect(&parts.leaving, &LeavingFolders::changed, this, &SettingsPage::refresh);
}

QWidget* SettingsPage::makeNav()
{
    const Look& look = m_parts.look;
    auto* nav = new QWidget(this);
    followLook(look, nav, [nav, &look] { nav->setFixedWidth(look.px(navWidth)); });
    auto* inside = new QVBoxLayout; // the same at both sides: margins do not mirror
    inside->setContentsMargins(12, 8, 12, 16);
    inside->setSpacing(0);
    auto* title = plainLabel(look, tr("Settings"), Type::Heading, Tone::Primary, nav);
    title->setContentsMargins(titleInset, 0, titleInset, 0);
    m_find = new SearchField(look, tr("Find a setting"), {}, nav);
    m_find->setObjectName(u"findSetting"_s);
    inside->addWidget(title);
    inside->addSpacing(12);
    auto* find = new QHBoxLayout;
    find->setContentsMargins(fieldInset, 0, fieldInset, 0);
    find->addWidget(m_find);
    inside->addLayout(find);
    inside->addSpacing(12);
    m_entries = new QVBoxLayout;
    m_entries->setSpacing(0);
    inside->addLayout(m_entries, 1);
    auto* row = new QHBoxLayout(nav);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(inside, 1);
    row->addWidget(makeLine(Qt::Vertical, LineTone::Subtle, nav));
    m_find->installEventFilter(this);
    connect(m_find, &QLineEdit::textChanged, this, &SettingsPage::find);
    return nav;
}

QVBoxLayout* SettingsPage::addSection(const QString& icon, const QString& title)
{
    const Look& look = m_parts.look;
    auto* entry = new NavButton(look, icon, title, m_nav);
    m_entries->addWidget(entry);
    connect(entry, &NavButton::clicked, this, [this, section = m_sections.size()] { goTo(section); });
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, sectionGap);
    column->setSpacing(10);
    column->addWidget(plainLabel(look, title, Type::Section));
    auto* card = makeCard(u"raised"_s);
    card->setAccessibleName(title);
    auto* rows = new QVBoxLayout(card);
    rows->setContentsMargins(0, 4, 0, 4);
    rows->setSpacing(0);
    column->addWidget(card);
    m_column->addWidget(box);
    m_sections.push_back({entry, box, rows});
    return rows;
}

void SettingsPage::addRow(QVBoxLayout& rows, const QString& title, const QString& detail, QWidget* control)
{
    auto* row = settingRow(m_parts.look, title, detail, control);
    // The line belongs to its row, so that both go when the row is not what was looked for.
    if (rows.count() > 0) {
        auto* lined = new QWidget;
        lined->setObjectName(row->objectName());
        lined->setAccessibleName(row->accessibleName());
        row->setObjectName({});
        auto* column = new QVBoxLayout(lined);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(rowLine());
        column->addWidget(row);
        row = lined;
    }
    rows.addWidget(row);
}

// ------------------------------------------------------------------ finding one's way

void SettingsPage::find(const QString& text)
{
    const QString wanted = text.trimmed();
    for (const Section& section : m_sections) {
        const bool all = wanted.isEmpty() || section.entry->text().contains(wanted, Qt::CaseInsensitive);
        bool any = all;
        for (auto* row : section.box->findChildren<QWidget*>(u"settingRow"_s)) {
            const bool fits = all || row->accessibleName().contains(wanted, Qt::CaseInsensitive);
            row->setVisible(fits);
            any = any || fits;
        }
        section.box->setVisible(any);
        section.entry->setEnabled(any);
    }
    m_area->verticalScrollBar()->setValue(0);
    markSection();
}

void SettingsPage::goTo(size_t section)
{
    m_area->widget()->layout()->activate();
    const QWidget* box = m_sections.at(section).box;
    m_area->verticalScrollBar()->setValue(box->mapTo(m_area->widget(), QPoint(0, 0)).y() - 8);
    for (const Section& each : m_sections)
        each.entry->setChecked(each.box == box);
}

/// The entry of the part that stands at the top is lit; at the page's end that of the last one in sight.
void SettingsPage::markSection()
{
    const auto* bar = m_area->verticalScrollBar();
    const bool atEnd = bar->maximum() > 0 && bar->value() == bar->maximum();
    const Section* current = nullptr;
    for (const Section& section : m_sections) {
        if (section.box->isHidden()) continue;
        const int top = section.box->mapTo(m_area->widget(), QPoint(0, 0)).y();
        if (!current || top - 16 <= bar->value()) {
            if (current && top == 0) break; // not laid out yet
            current = &section;
        }
        if (atEnd && section.entry->isChecked() && top >= bar->value()) return; // asked for, and cannot come higher
    }
    if (current) current->entry->setChecked(true);
}

/// Where nobody asked for the field, as when the page takes another's place, the keyboard is at the parts.
bool SettingsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_find || event->type() != QEvent::FocusIn ||
        static_cast<QFocusEvent*>(event)->reason() != Qt::OtherFocusReason)
        return QWidget::eventFilter(watched, event);
    const auto current = std::ranges::find_if(m_sections, [](const Section& s) { return s.entry->isChecked(); });
    if (current == m_sections.end()) return false;
    current->entry->setFocus(Qt::OtherFocusReason);
    return true;
}

void SettingsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
    m_area->widget()->layout()->activate();
    markSection();
}

void SettingsPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_nav->setVisible(width() >= m_parts.look.px(leastForBoth));
    const int side = width() < m_parts.look.px(leastForMargins) ? 16 : 32;
    m_margins->setContentsMargins(side, 8, side, 32);
}

} // namespace groundswell::ui
