#pragma once

#include "ui/parts/panel_page.h"
#include "ui/style/settings_store.h"

#include <QVariantAnimation>
#include <QWidget>

#include <optional>
#include <utility>

class QSplitter;

namespace groundswell::ui {

class Sidebar;

/// Shares the window out among sidebar, content, side panel and player, by the rules of design section 2: the sidebar
/// narrows to a rail and the panel becomes a drawer over the content where there is little room.
class WindowFrame final : public QWidget
{
    Q_OBJECT

public:
    /// Takes the widgets over. Splitter places are kept in the settings, which must outlive it.
    WindowFrame(const Look& look, SettingsStore& settings, Sidebar* sidebar, QWidget* content, QWidget* player,
                QWidget* parent = nullptr);

    /// The side panel; there is none until it is set.
    void setPanel(QWidget* panel);
    [[nodiscard]] bool hasPanel() const noexcept { return m_panel; }
    /// Opens the panel with the width that its page wants.
    void openPanel(PanelPage page);
    void closePanel();
    [[nodiscard]] std::optional<PanelPage> openPage() const noexcept { return m_page; }
    [[nodiscard]] bool isDrawer() const noexcept { return m_drawer; }
    /// Whether the panel is on its way in or out.
    [[nodiscard]] bool isSliding() const noexcept { return m_slide.state() == QAbstractAnimation::Running; }
    /// What the panel leaves of the content, in the frame's coordinates.
    [[nodiscard]] QRect contentRoom() const;
    /// The person narrows or widens the sidebar.
    void toggleSidebar();
    /// Whether the page shown wants all the width there is: the sidebar becomes the rail.
    void setRoomy(bool roomy);
    /// Keeps the places of the splitters.
    void saveState();

Q_SIGNALS:
    /// The drawer was left by a click beside it.
    void panelClosed();
    /// contentRoom() may be another.
    void roomChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Room { Wide, Middle, Narrow };
    [[nodiscard]] Room room() const;
    void arrange();
    void dock();
    void undock(bool withScrim);
    bool slide(double from, double to);
    void placeDrawer(double shown);
    /// The open page, or the one that is just sliding out.
    [[nodiscard]] std::optional<PanelPage> shownPage() const;
    [[nodiscard]] int wantedPanelWidth() const;
    [[nodiscard]] std::pair<int, int> sidebarWidths() const;
    [[nodiscard]] QString widthKey() const;

    const Look& m_look;
    SettingsStore& m_settings;
    Sidebar* m_sidebar;
    QWidget* m_content;
    QWidget* m_player;
    QSplitter* m_splitter;
    QWidget* m_panel = nullptr;
    QWidget* m_scrim;
    QVariantAnimation m_slide;
    std::optional<PanelPage> m_page;
    std::optional<PanelPage> m_leaving;
    bool m_drawer = false;
    bool m_rail = false;  ///< the person's own choice
    bool m_roomy = false; ///< the page shown wants the rail
    bool m_arranging = false;
};

} // namespace groundswell::ui
