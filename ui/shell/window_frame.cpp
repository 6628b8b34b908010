#include "ui/shell/window_frame.h"

#include "ui/shell/sidebar.h"

#include <QApplication>
#include <QEasingCurve>
#include <QEvent>
#include <QPainter>
#include <QPointer>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int wideFrom = 1280;
constexpr int middleFrom = 1080;
constexpr int leastContent = 520;
constexpr int besideDrawer = 60; ///< px of what it lies over

/// Gives the keyboard back to where it was: a widget that changes its parent loses it.
class KeptFocus
{
public:
    explicit KeptFocus(const QWidget* inside)
        : m_focus(inside->isAncestorOf(QApplication::focusWidget()) ? QApplication::focusWidget() : nullptr)
    {
    }
    ~KeptFocus()
    {
        if (m_focus && !m_focus->hasFocus()) m_focus->setFocus(Qt::OtherFocusReason);
    }
    Q_DISABLE_COPY_MOVE(KeptFocus)

private:
    QPointer<QWidget> m_focus;
};

/// Dims what a drawer lies over.
class Scrim final : public QWidget
{
public:
    Scrim(const Look& look, QWidget* parent)
        : QWidget(parent)
        , m_look(look)
    {
    }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), m_look.theme().bgScrim); }

private:
    const Look& m_look;
};

} // namespace

WindowFrame::WindowFrame(const Look& look, SettingsStore& settings, Sidebar* sidebar, QWidget* content, QWidget* player,
                         QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_settings(settings)
    , m_sidebar(sidebar)
    , m_content(content)
    , m_player(player)
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_scrim(new Scrim(look, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(sidebar);
    m_splitter->addWidget(content);
    m_splitter->setStretchFactor(1, 1);
    // What a page would like best must not take room from the panel: lists drop columns instead.
    content->setMinimumWidth(leastContent);
    column->addWidget(m_splitter, 1);
    column->addWidget(player);
    m_rail = settings.value(u"window/rail"_s) == "yes"_L1;
    m_scrim->hide();
    m_scrim->installEventFilter(this);
    m_slide.setEasingCurve(Look::easeOut());
    connect(&m_slide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& value) { placeDrawer(value.toDouble()); });
    connect(&m_slide, &QVariantAnimation::finished, this, &WindowFrame::arrange);
    connect(m_splitter, &QSplitter::splitterMoved, this, &WindowFrame::saveState);
    connect(m_splitter, &QSplitter::splitterMoved, this, &WindowFrame::roomChanged);
    connect(&look, &Look::changed, this, &WindowFrame::arrange);
}

void WindowFrame::setPanel(QWidget* panel)
{
    m_panel = panel;
    m_panel->setParent(this);
    m_panel->hide();
}

std::optional<PanelPage> WindowFrame::shownPage() const
{
    return m_page ? m_page : m_leaving;
}

WindowFrame::Room WindowFrame::room() const
{
    return width() >= wideFrom ? Room::Wide : width() >= middleFrom ? Room::Middle : Room::Narrow;
}

QString WindowFrame::widthKey() const
{
    return shownPage() == PanelPage::Translate ? u"window/translateWidth"_s : u"window/panelWidth"_s;
}

int WindowFrame::wantedPanelWidth() const
{
    const int kept = m_settings.value(widthKey()).toInt();
    if (shownPage() == PanelPage::Translate) {
        const int wanted = kept > 0 ? kept : tokens::sizePanelTranslateWidth;
        // A drawer lies over the content and need not leave it its room.
        const int taken = room() == Room::Narrow ? besideDrawer : tokens::sizeSidebarRail + leastContent + 2;
        const int room = width() - taken;
        return std::clamp(
            wanted, std::min(tokens::sizePanelTranslateMin, room),
            std::max(tokens::sizePanelMin, std::min(std::max(width() / 2, tokens::sizePanelTranslateMin), room)));
    }
    return std::clamp(kept > 0 ? kept : tokens::sizePanelWidth, tokens::sizePanelMin, tokens::sizePanelMax);
}

void WindowFrame::openPanel(PanelPage page)
{
    if (!m_panel) return;
    const bool wasOpen = m_page.has_value();
    m_slide.stop();
    m_page = page;
    if (wasOpen || !slide(0, 1)) arrange();
}

void WindowFrame::closePanel()
{
    if (!m_panel || !m_page) return;
    m_slide.stop();
    m_leaving = m_page;
    m_page.reset();
    if (!slide(1, 0)) arrange();
}

/// The panel moves over the content, which takes its new width once the panel is no longer in the way: while it comes,
/// at the end; while it goes, at the start. False where nothing moves.
bool WindowFrame::slide(double from, double to)
{
    const int ms = isVisible() ? m_look.duration(tokens::motionDurationPanel) : 0;
    if (ms <= 0) return false;
    m_slide.setStartValue(from);
    m_slide.setEndValue(to);
    m_slide.setDuration(ms);
    m_slide.start();
    arrange();
    placeDrawer(from);
    return true;
}

void WindowFrame::toggleSidebar()
{
    m_rail = !m_sidebar->isRail();
    m_settings.setValue(u"window/rail"_s, m_rail ? u"yes"_s : u"no"_s);
    arrange();
}

void WindowFrame::setRoomy(bool roomy)
{
    if (std::exchange(m_roomy, roomy) != roomy) arrange();
}

QRect WindowFrame::contentRoom() const
{
    QRect room(m_content->mapTo(this, QPoint(0, 0)), m_content->size());
    if (m_panel && m_panel->isVisible() && m_splitter->indexOf(m_panel) < 0) {
        const QRect over = m_panel->geometry();
        if (layoutDirection() == Qt::RightToLeft)
            room.setLeft(std::max(room.left(), over.right() + 1));
        else
            room.setRight(std::min(room.right(), over.left() - 1));
    }
    return room;
}

void WindowFrame::dock()
{
    m_drawer = false;
    m_scrim->hide();
    if (m_splitter->indexOf(m_panel) < 0) {
        const KeptFocus kept(m_panel);
        m_splitter->addWidget(m_panel);
        m_splitter->setStretchFactor(2, 0);
        m_panel->show();
    }
    m_panel->show();
}

void WindowFrame::undock(bool withScrim)
{
    const KeptFocus kept(m_panel);
    if (m_splitter->indexOf(m_panel) >= 0) m_panel->setParent(this);
    m_scrim->setVisible(withScrim);
    m_scrim->raise();
    m_panel->show();
    m_panel->raise();
    placeDrawer(m_slide.state() == QAbstractAnimation::Running ? m_slide.currentValue().toDouble() : 1);
}

void WindowFrame::placeDrawer(double shown)
{
    const QRect area = m_splitter->geometry();
    const int wide = std::min(wantedPanelWidth(), area.width() - besideDrawer);
    const int visible = static_cast<int>(wide * shown);
    m_scrim->setGeometry(area);
    const int x = layoutDirection() == Qt::RightToLeft ? area.left() - wide + visible : area.right() + 1 - visible;
    m_panel->setGeometry(x, area.top(), wide, area.height());
}

/// Narrowest and widest: larger text and longer words of other languages have room as well.
std::pair<int, int> WindowFrame::sidebarWidths() const
{
    const int most = m_look.px(tokens::sizeSidebarMax);
    return {std::clamp(m_sidebar->neededWidth(), m_look.px(tokens::sizeSidebarMin), most), most};
}

void WindowFrame::arrange()
{
    if (m_arranging || width() < 10) return;
    m_arranging = true;
    const bool open = m_panel && m_page;
    const bool translate = open && m_page == PanelPage::Translate;
    const bool rail = m_rail || (m_roomy && room() != Room::Narrow) ||
                      (open && (room() == Room::Middle || (translate && room() != Room::Narrow)));
    m_sidebar->setRail(rail);
    if (rail)
        m_sidebar->setFixedWidth(tokens::sizeSidebarRail);
    else {
        const auto [least, most] = sidebarWidths();
        m_sidebar->setMinimumWidth(least);
        m_sidebar->setMaximumWidth(most);
    }
    if (m_panel) {
        const bool wide = shownPage() == PanelPage::Translate;
        m_panel->setMinimumWidth(wide ? std::min(tokens::sizePanelTranslateMin, wantedPanelWidth())
                                      : tokens::sizePanelMin);
        m_panel->setMaximumWidth(wide ? std::max(tokens::sizePanelTranslateMin, width() / 2) : tokens::sizePanelMax);
        const bool sliding = m_slide.state() == QAbstractAnimation::Running;
        m_drawer = open && room() == Room::Narrow;
        if (m_drawer || sliding) {
            undock(room() == Room::Narrow);
        } else if (open) {
            dock();
        } else {
            m_panel->hide();
            m_scrim->hide();
        }
    }
    const int kept = m_settings.value(u"window/sidebarWidth"_s).toInt();
    const auto [least, most] = sidebarWidths();
    const int left =
        rail ? tokens::sizeSidebarRail : std::clamp(kept > 0 ? kept : m_look.px(tokens::sizeSidebarWidth), least, most);
    const int right = m_panel && m_splitter->indexOf(m_panel) >= 0 && open ? wantedPanelWidth() : 0;
    QList<int> sizes{left, std::max(0, width() - left - right - (right > 0 ? 2 : 1))};
    if (m_splitter->count() > 2) sizes.append(right);
    m_splitter->setSizes(sizes);
    m_arranging = false;
    Q_EMIT roomChanged();
}

void WindowFrame::saveState()
{
    if (m_arranging) return;
    if (!m_sidebar->isRail()) m_settings.setValue(u"window/sidebarWidth"_s, QString::number(m_sidebar->width()));
    if (m_page && !m_drawer) m_settings.setValue(widthKey(), QString::number(m_panel->width()));
}

void WindowFrame::resizeEvent(QResizeEvent*)
{
    arrange();
}

bool WindowFrame::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_scrim && event->type() == QEvent::MouseButtonPress) {
        closePanel();
        Q_EMIT panelClosed();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace groundswell::ui
