#pragma once

#include "community/view.h"
#include "library/track.h"
#include "ui/shell/pages.h"
#include "ui/style/look.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QToolButton;

namespace groundswell {
class Clock;
namespace library {
class Scanner;
}
} // namespace groundswell

namespace groundswell::ui {

class AccountLine;
class NavButton;
class ScanLine;
class SyncLine;

/// The window's left edge: where one can go, how scans and the sync stand, and who is signed in. 220 px, or a rail
/// of 56.
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    Sidebar(const Look& look, const Clock& clock, library::Scanner& scanner, QWidget* parent = nullptr);

    void setPlace(Place place);
    /// Shows the entry of a place that not every window has.
    void offer(Place place);
    /// The counts behind the entries; an empty library shows Home instead.
    void setCounts(const library::LibraryCounts& counts);
    void setStatus(const community::SyncStatus& status);
    void setAccount(const std::optional<community::AccountView>& account);
    void setRail(bool rail);
    [[nodiscard]] bool isRail() const noexcept { return m_rail; }
    void focusCurrent();
    /// The width in px at which no entry's words are shortened; not for the rail.
    [[nodiscard]] int neededWidth() const;

Q_SIGNALS:
    void placeRequested(groundswell::ui::Place place);
    void railToggled();
    void syncClicked();
    void accountClicked(const QPoint& globalPos);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    NavButton* addEntry(Place place, const QString& icon, const QString& text);
    void layOut();

    const Look& m_look;
    QHash<Place, NavButton*> m_entries;
    QWidget* m_brand;
    QLabel* m_name;
    QToolButton* m_toggle;
    QToolButton* m_settings;
    QLabel* m_section;
    ScanLine* m_scan;
    SyncLine* m_sync;
    AccountLine* m_account;
    QWidget* m_column;
    bool m_rail = false;
    bool m_empty = false;
};

} // namespace groundswell::ui
