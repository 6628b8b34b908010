#pragma once

#include "library/track_queries.h"
#include "library/track_store.h"
#include "ui/style/settings_store.h"

#include <QWidget>

#include <functional>
#include <vector>

class QAction;
class QHBoxLayout;
class QMenu;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace groundswell {
class Clock;
namespace community {
class Village;
}
} // namespace groundswell

namespace groundswell::ui {

class AddMusic;
class LeavingFolders;
class NavButton;
class SearchField;

/// The settings (picture 12): at the left their parts and a field that finds one, beside them all of them on one page,
/// a card a part. What is changed counts at once.
class SettingsPage final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive it.
    struct Parts
    {
        Look& look;
        SettingsStore& settings;
        const library::TrackQueries& queries;
        library::TrackStore& tracks;
        AddMusic& addMusic;
        LeavingFolders& leaving;
        community::Village& village;
        const Clock& clock;
    };
    explicit SettingsPage(const Parts& parts, QWidget* parent = nullptr);

    /// Shows only the settings whose words contain this; an empty text shows all.
    void find(const QString& text);

Q_SIGNALS:
    void signInRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// One part: its entry at the left, its heading and its card.
    struct Section
    {
        NavButton* entry;
        QWidget* box;
        QVBoxLayout* rows;
    };
    [[nodiscard]] QWidget* makeNav();
    [[nodiscard]] QVBoxLayout* addSection(const QString& icon, const QString& title);
    void addRow(QVBoxLayout& rows, const QString& title, const QString& detail, QWidget* control);
    void addLook();
    void addWords();
    QAction* fillLanguages(QMenu& menu, const QString& chosen);
    void addFolders();
    void addAccount();
    void addShortcuts();
    void addAbout();
    void goTo(size_t section);
    void markSection();
    void refresh();
    void change(const std::function<void(LookSettings&)>& change);
    void showFolders(const QList<library::Folder>& folders);

    Parts m_parts;
    QWidget* m_nav = nullptr;
    SearchField* m_find = nullptr;
    QVBoxLayout* m_entries = nullptr;
    QHBoxLayout* m_margins = nullptr; ///< around the page in the area
    QScrollArea* m_area;
    QVBoxLayout* m_column = nullptr;
    QVBoxLayout* m_folders = nullptr;
    QPushButton* m_addFolder = nullptr;
    std::vector<Section> m_sections;
};

} // namespace groundswell::ui
