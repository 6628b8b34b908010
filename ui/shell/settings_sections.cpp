// What the settings page offers; how it is laid out is in settings_page.cpp.
#include "ui/shell/settings_page.h"

#include "base/language_name.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/menu_button.h"
#include "ui/parts/menu_search.h"
#include "ui/parts/own_language.h"
#include "ui/parts/switch_button.h"
#include "ui/parts/words_language.h"
#include "ui/parts/written_languages.h"
#include "ui/shell/account_rows.h"
#include "ui/shell/add_music.h"
#include "ui/shell/leaving_folders.h"
#include "ui/shell/setting_rows.h"
#include "ui/shell/text_size_slider.h"
#include "ui/shell/theme_choice.h"
#include "ui/style/kept_font.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr std::array rowHeights{28, 32, 48};

/// Some keys side by side, as caps.
QWidget* caps(const Look& look, const QList<QKeySequence>& keys)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (const QKeySequence& each : keys)
        row->addWidget(keyCap(look, each, box));
    return box;
}

/// The language as the list has it: for a reader there is no other Portuguese than that one.
QString asOffered(const QString& tag)
{
    const QStringList offered = writtenLanguages();
    const auto same = std::ranges::find_if(offered, [&tag](const QString& each) { return isSameLanguage(each, tag); });
    return same == offered.end() ? tag : *same;
}

} // namespace

void SettingsPage::change(const std::function<void(LookSettings&)>& edit)
{
    LookSettings look = m_parts.look.settings();
    edit(look);
    writeLook(m_parts.settings, look);
    m_parts.look.setSettings(look);
}

void SettingsPage::addLook()
{
    auto& look = m_parts.look;
    const auto now = look.settings();
    QVBoxLayout& rows = *addSection(u"sun"_s, tr("Appearance"));
    auto* theme = new ThemeChoice(look, now.scheme);
    connect(theme, &ThemeChoice::chosen, this,
            [this](LookSettings::Scheme scheme) { change([scheme](LookSettings& s) { s.scheme = scheme; }); });
    addRow(rows, tr("Theme"), tr("Dark, light, or as the system has it."), theme);
    auto* size = new TextSizeSlider(look, now.textPercent);
    connect(size, &TextSizeSlider::chosen, this,
            [this](int percent) { change([percent](LookSettings& s) { s.textPercent = percent; }); });
    addRow(rows, tr("Text size"), tr("Lines and rows grow with it."), size);
    auto* faces =
        choiceSegments(look, tr("Lyrics typeface"), {tr("Serif"), tr("Sans")}, static_cast<int>(now.lyricFace),
                       [this](int i) { change([i](LookSettings& s) { s.lyricFace = static_cast<LyricFace>(i); }); });
    keepFont(*faces->findChild<QPushButton*>(), look, [&look] { return look.type().font(Type::Story, 14, 400); });
    addRow(rows, tr("Lyrics typeface"), tr("Serif reads like a page, sans like a screen."), faces);
    const auto height = std::ranges::find(rowHeights, now.rowHeight) - rowHeights.begin();
    addRow(rows, tr("Row height"), {},
           choiceSegments(look, tr("Row height"), {tr("Compact"), tr("Normal"), tr("Comfortable")},
                          static_cast<int>(height), [this](int i) {
                              change([i](LookSettings& s) { s.rowHeight = rowHeights.at(static_cast<size_t>(i)); });
                          }));
    auto* still = new SwitchButton(look, tr("Reduce motion"));
    still->setChecked(now.reduceMotion);
    connect(still, &SwitchButton::toggled, this,
            [this](bool on) { change([on](LookSettings& s) { s.reduceMotion = on; }); });
    addRow(rows, tr("Reduce motion"), tr("Nothing slides or grows; lyrics jump."), still);
}

void SettingsPage::addWords()
{
    QVBoxLayout& rows = *addSection(u"lyrics"_s, tr("Lyrics and words"));
    auto* button = new MenuButton(m_parts.look, ButtonKind::Standard);
    button->setObjectName(u"wordsLanguage"_s);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    const auto chosen = [this] {
        const QString kept = m_parts.settings.value(words_language::own);
        return asOffered(kept.isEmpty() ? ownLanguage() : kept);
    };
    const auto show = [button, chosen] {
        const QString name = languageName(chosen());
        button->setText(name);
        button->setAccessibleName(tr("My language for translations: %1").arg(name));
    };
    show();
    connect(&m_parts.settings, &SettingsStore::changed, button, [show](const QString& key) {
        if (key == words_language::own) show();
    });
    auto* menu = new QMenu(button);
    searchByLetters(*menu);
    connect(button, &QPushButton::clicked, menu, [this, button, menu, chosen] {
        QAction* current = fillLanguages(*menu, chosen());
        menu->popup(button->mapToGlobal(QPoint(0, button->height() + 4)));
        menu->setActiveAction(current); // the arrows go on from there
    });
    addRow(rows, tr("My language for translations"),
           tr("Shown under lyrics, and what the translation editor starts with."), button);
}

/// Gives the entry of the chosen one.
QAction* SettingsPage::fillLanguages(QMenu& menu, const QString& chosen)
{
    menu.clear();
    QStringList offered = writtenLanguages();
    if (!offered.contains(chosen)) offered.prepend(chosen); // one that few write
    QAction* current = nullptr;
    for (const QString& tag : std::as_const(offered)) {
        QAction* action =
            menu.addAction(languageName(tag), this, [this, tag] { setOwnWordsLanguage(m_parts.settings, tag); });
        action->setCheckable(true);
        action->setChecked(tag == chosen);
        if (tag == chosen) current = action;
    }
    return current;
}

void SettingsPage::addFolders()
{
    QVBoxLayout& rows = *addSection(u"folder"_s, tr("Library folders"));
    auto* box = new QWidget;
    m_folders = new QVBoxLayout(box);
    m_folders->setContentsMargins(0, 0, 0, 0);
    m_folders->setSpacing(0);
    m_addFolder = makeButton(m_parts.look, ButtonKind::Standard, tr("Add a folder"), u"plus"_s);
    connect(m_addFolder, &QPushButton::clicked, this, [this] { m_parts.addMusic.chooseFolder(window()); });
    auto* again = makeButton(m_parts.look, ButtonKind::Quiet, tr("Look through them again"), u"sync"_s);
    again->setToolTip(tr("Finds what came, changed or went; this also happens by itself (F5)"));
    connect(again, &QPushButton::clicked, &m_parts.addMusic, &AddMusic::rescan);
    auto* acts = new QWidget;
    auto* row = new QHBoxLayout(acts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(again);
    row->addWidget(m_addFolder);
    addRow(rows, tr("Where your music is"), tr("Files stay where they are. Groundswell only reads them."), acts);
    rows.addWidget(box);
}

void SettingsPage::addAccount()
{
    auto* account = new AccountRows(m_parts.look, m_parts.clock, m_parts.village);
    connect(account, &AccountRows::signInRequested, this, &SettingsPage::signInRequested);
    addSection(u"user"_s, tr("Account"))->addWidget(account);
}

void SettingsPage::addShortcuts()
{
    const Look& look = m_parts.look;
    QVBoxLayout& rows = *addSection(u"keyboard"_s, tr("Shortcuts"));
    const auto keys = [](std::initializer_list<const char*> texts) {
        QList<QKeySequence> all;
        for (const char* text : texts)
            all.append(QKeySequence(QString::fromLatin1(text)));
        return all;
    };
    const auto add = [&](const QString& what, const QList<QKeySequence>& which) {
        addRow(rows, what, {}, caps(look, which));
    };
    add(tr("Play and pause"), keys({"Space"}));
    add(tr("Previous and next song"), keys({"Ctrl+Left", "Ctrl+Right"}));
    add(tr("Five seconds back and forward"), keys({"Shift+Left", "Shift+Right"}));
    add(tr("Quieter and louder"), keys({"Ctrl+Down", "Ctrl+Up"}));
    add(tr("Search"), keys({"Ctrl+K"}));
    add(tr("Comments, lyrics, translate, queue"), keys({"Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"}));
    add(tr("Play the selected song next, or queue it"), keys({"P", "Q"}));
    add(tr("Write about the moment that plays"), keys({"C"}));
    add(tr("Sort the songs"), keys({"S"}));
    add(tr("Undo, everywhere"), keys({"Ctrl+Z"}));
    add(tr("Sidebar"), keys({"Ctrl+B"}));
    add(tr("Back and forward"), keys({"Alt+Left", "Alt+Right"}));
    add(tr("Next part of the window"), keys({"F6"}));
    add(tr("Sync now"), keys({"Ctrl+Shift+S"}));
    add(tr("Look through the music folders again"), keys({"F5"}));
    add(tr("Settings"), keys({"Ctrl+,"}));
}

void SettingsPage::addAbout()
{
    QVBoxLayout& rows = *addSection(u"info"_s, tr("About"));
    const QString version = QCoreApplication::applicationVersion();
    const QString qt = QString::fromLatin1(qVersion());
    addRow(rows, version.isEmpty() ? u"Groundswell"_s : u"Groundswell %1"_s.arg(version),
           tr("Music, with the village that grows around it. Built with Qt %1.").arg(qt), nullptr);
    addRow(rows, tr("Free software"),
           tr("Under the GNU General Public License, version 3 or later: use it, read it, change it, share it."),
           nullptr);
}

void SettingsPage::refresh()
{
    m_parts.queries.folders().then(this, [this](const Result<QList<library::Folder>>& folders) {
        if (folders) showFolders(*folders);
    });
}

void SettingsPage::showFolders(const QList<library::Folder>& folders)
{
    while (auto* item = m_folders->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& folder : folders) {
        if (m_parts.leaving.isLeaving(folder.id)) continue;
        auto* remove = makeButton(m_parts.look, ButtonKind::Danger, tr("Forget"));
        remove->setAccessibleName(tr("Forget the folder %1; its files stay").arg(folder.path));
        remove->setToolTip(tr("Takes its songs out of the library; the files stay where they are"));
        connect(remove, &QPushButton::clicked, this, [this, remove, folder] {
            if (remove->hasFocus()) m_addFolder->setFocus(Qt::OtherFocusReason); // the button goes with its row
            m_parts.leaving.forget(folder);
        });
        const QString songs = tr("%n song(s)", nullptr, static_cast<int>(folder.tracks));
        m_folders->addWidget(rowLine());
        m_folders->addWidget(settingRow(m_parts.look, folder.path,
                                        folder.online ? songs : tr("%1 · not here at the moment", "songs").arg(songs),
                                        remove));
    }
}

} // namespace groundswell::ui
