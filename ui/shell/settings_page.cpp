#include "ui/shell/settings_page.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"
#include "ui/parts/switch_button.h"
#include "ui/shell/add_music.h"
#include "ui/shell/setting_rows.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int pageWidth = 640;
constexpr std::array textSizes{90, 100, 115, 130};
constexpr std::array rowHeights{28, 32, 48};

template <size_t N>
int indexIn(const std::array<int, N>& values, int value)
{
    return static_cast<int>(std::ranges::find(values, value) - values.begin());
}

} // namespace

SettingsPage::SettingsPage(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_folders(new QVBoxLayout)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(area);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(32, 8, 32, 32);
    column->setSpacing(0);
    page->setMaximumWidth(m_parts.look.px(pageWidth) + 64);
    column->addWidget(plainLabel(parts.look, tr("Settings"), Type::Title));
    addLook(*column);
    addWords(*column);
    addFolders(*column);
    column->addStretch();
    area->setWidget(page);
    connect(&parts.tracks, &library::TrackStore::tracksChanged, this, &SettingsPage::refresh);
}

void SettingsPage::change(const std::function<void(LookSettings&)>& edit)
{
    LookSettings look = m_parts.look.settings();
    edit(look);
    writeLook(m_parts.settings, look);
    m_parts.look.setSettings(look);
}

void SettingsPage::addLook(QVBoxLayout& column)
{
    auto& look = m_parts.look;
    const auto now = look.settings();
    const auto add = [&](const QString& title, const QString& detail, QWidget* control) {
        column.addWidget(settingRow(look, title, detail, control));
        column.addWidget(makeLine(Qt::Horizontal));
    };
    column.addSpacing(20);
    column.addWidget(plainLabel(look, tr("Look"), Type::Section));
    column.addSpacing(4);
    add(tr("Theme"), {},
        choiceChips(
            look, tr("Theme"), {tr("As the system"), tr("Dark"), tr("Light")}, static_cast<int>(now.scheme),
            [this](int i) { change([i](LookSettings& s) { s.scheme = static_cast<LookSettings::Scheme>(i); }); }));
    add(tr("Text size"), tr("Lines and rows grow with it."),
        choiceChips(
            look, tr("Text size"), {u"90 %"_s, u"100 %"_s, u"115 %"_s, u"130 %"_s}, indexIn(textSizes, now.textPercent),
            [this](int i) { change([i](LookSettings& s) { s.textPercent = textSizes.at(static_cast<size_t>(i)); }); }));
    add(tr("Rows of songs"), {},
        choiceChips(look, tr("Rows of songs"), {tr("Compact"), tr("Normal"), tr("Comfortable")},
                    indexIn(rowHeights, now.rowHeight), [this](int i) {
                        change([i](LookSettings& s) { s.rowHeight = rowHeights.at(static_cast<size_t>(i)); });
                    }));
    add(tr("Lyrics are set in"), {},
        choiceChips(look, tr("Lyrics are set in"), {tr("Serif"), tr("Sans")}, static_cast<int>(now.lyricFace),
                    [this](int i) { change([i](LookSettings& s) { s.lyricFace = static_cast<LyricFace>(i); }); }));
    auto* still = new SwitchButton(look, tr("Reduce motion"));
    still->setChecked(now.reduceMotion);
    connect(still, &SwitchButton::toggled, this,
            [this](bool on) { change([on](LookSettings& s) { s.reduceMotion = on; }); });
    add(tr("Reduce motion"), tr("Nothing slides or grows; lyrics jump."), still);
}

void SettingsPage::addWords(QVBoxLayout& column)
{
    auto& look = m_parts.look;
    column.addSpacing(24);
    column.addWidget(plainLabel(look, tr("Words"), Type::Section));
    column.addSpacing(4);
    auto* box = new QComboBox;
    box->setAccessibleName(tr("My language for translations"));
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (const auto& tag : {u"en"_s, u"ar"_s, u"de"_s, u"es"_s, u"fr"_s, u"it"_s, u"ja"_s, u"ko"_s, u"pt"_s, u"ru"_s,
                            u"zh-Hans"_s, u"zh-Hant"_s}) {
        // Qt's "en" is American English; the words are for everybody who reads English.
        box->addItem(tag == "en"_L1 ? u"English"_s : QLocale(tag).nativeLanguageName(), tag);
    }
    const QString kept = m_parts.settings.value(u"words/language"_s);
    const int index = box->findData(kept.isEmpty() ? QLocale().name().section(u'_', 0, 0) : kept);
    box->setCurrentIndex(std::max(0, index));
    connect(box, &QComboBox::activated, this,
            [this, box] { m_parts.settings.setValue(u"words/language"_s, box->currentData().toString()); });
    column.addWidget(settingRow(look, tr("My language for translations"),
                                tr("Shown under lyrics, and what the translation editor starts with."), box));
    column.addWidget(makeLine(Qt::Horizontal));
}

void SettingsPage::addFolders(QVBoxLayout& column)
{
    auto& look = m_parts.look;
    column.addSpacing(24);
    column.addWidget(plainLabel(look, tr("Where your music is"), Type::Section));
    column.addSpacing(4);
    m_folders->setSpacing(0);
    column.addLayout(m_folders);
    column.addSpacing(12);
    auto* add = makeButton(look, ButtonKind::Standard, tr("Add a folder"), u"plus"_s);
    connect(add, &QPushButton::clicked, this, [this] { m_parts.addMusic.chooseFolder(window()); });
    auto* again = makeButton(look, ButtonKind::Quiet, tr("Look through them again"), u"sync"_s);
    again->setToolTip(tr("Finds what came, changed or went; this also happens by itself (F5)"));
    connect(again, &QPushButton::clicked, &m_parts.addMusic, &AddMusic::rescan);
    auto* acts = new QHBoxLayout;
    acts->setSpacing(8);
    acts->addWidget(add);
    acts->addWidget(again);
    acts->addStretch();
    column.addLayout(acts);
}

void SettingsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
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
        auto* remove = makeButton(m_parts.look, ButtonKind::Danger, tr("Forget"));
        remove->setAccessibleName(tr("Forget the folder %1; its files stay").arg(folder.path));
        remove->setToolTip(tr("Takes its songs out of the library; the files stay where they are"));
        connect(remove, &QPushButton::clicked, this, [this, remove, id = folder.id] {
            remove->setEnabled(false);
            m_parts.tracks.removeFolder(id).then(this, [this](const Result<void>&) { refresh(); });
        });
        const QString songs = tr("%n song(s)", nullptr, static_cast<int>(folder.tracks));
        m_folders->addWidget(settingRow(m_parts.look, folder.path,
                                        folder.online ? songs : tr("%1 · not here at the moment", "songs").arg(songs),
                                        remove));
        m_folders->addWidget(makeLine(Qt::Horizontal));
    }
}

} // namespace groundswell::ui
