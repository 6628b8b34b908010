#include "ui/shell/window_frame.h"

#include "ui/shell/sidebar.h"

#include <QEasingCurve>
#include <QEvent>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int wideFrom = 1280;
constexpr int middleFrom = 1080;
constexpr int leastContent = 520;

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
    column->addWidget(m_splitter, 1);
    column->addWidget(player);
    m_rail = settings.value(u"window/rail"_s) == "yes"_L1;
    m_scrim->hide();
    m_scrim->installEventFilter(this);
    m_slide.setEasingCurve(Look::easeOut());
    connect(&m_slide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& value) { placeDrawer(value.toDouble()); });
    connect(m_splitter, &QSplitter::splitterMoved, this, &WindowFrame::saveState);
    connect(&look, &Look::changed, this, &WindowFrame::arrange);
}

void WindowFrame::setPanel(QWidget* panel)
{
    m_panel = panel;
    m_panel->setParent(this);
    m_panel->hide();
}

WindowFrame::Room WindowFrame::room() const
{
    return width() >= wideFrom ? Room::Wide : width() >= middleFrom ? Room::Middle : Room::Narrow;
}

QString WindowFrame::widthKey() const
{
    return m_page == PanelPage::Translate ? u"window/translateWidth"_s : u"window/panelWidth"_s;
}

int WindowFrame::wantedPanelWidth() const
{
    const int kept = m_settings.value(widthKey()).toInt();
    if (m_page == PanelPage::Translate) {
        const int wanted = kept > 0 ? kept : tokens::sizePanelTranslateWidth;
        const int room = width() - tokens::sizeSidebarRail - leastContent - 2;
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
    m_page = page;
    arrange();
    if (m_drawer && !wasOpen) {
        const int ms = isVisible() ? m_look.duration(tokens::motionDurationPanel) : 0;
        m_slide.stop();
        if (ms > 0) {
            placeDrawer(0);
            m_slide.setStartValue(0.0);
            m_slide.setEndValue(1.0);
            m_slide.setDuration(ms);
            m_slide.start();
        }
    }
}

void WindowFrame::closePanel()
{
    m_page.reset();
    m_slide.stop();
    arrange();
}

void WindowFrame::toggleSidebar()
{
    m_rail = !m_sidebar->isRail();
    m_settings.setValue(u"window/rail"_s, m_rail ? u"yes"_s : u"no"_s);
    arrange();
}

void WindowFrame::dock()
{
    if (m_splitter->indexOf(m_panel) < 0) {
        m_splitter->addWidget(m_panel);
        m_splitter->setStretchFactor(2, 0);
    }
    m_drawer = false;
    m_scrim->hide();
    m_panel->show();
}

void WindowFrame::undock()
{
    if (m_splitter->indexOf(m_panel) >= 0) m_panel->setParent(this);
    m_drawer = true;
    m_scrim->show();
    m_scrim->raise();
    m_panel->show();
    m_panel->raise();
    placeDrawer(1);
}

void WindowFrame::placeDrawer(double shown)
{
    const QRect area = m_splitter->geometry();
    const int wide = std::min(wantedPanelWidth(), area.width() - 60);
    const int visible = static_cast<int>(wide * shown);
    m_scrim->setGeometry(area);
    const int x = layoutDirection() == Qt::RightToLeft ? area.left() - wide + visible : area.right() + 1 - visible;
    m_panel->setGeometry(x, area.top(), wide, area.height());
}

void WindowFrame::arrange()
{
    if (m_arranging || width() < 10) return;
    m_arranging = true;
    const bool open = m_panel && m_page;
    const bool translate = open && m_page == PanelPage::Translate;
    const bool rail = m_rail || (open && (room() == Room::Middle || (translate && room() != Room::Narrow)));
    m_sidebar->setRail(rail);
    if (rail)
        m_sidebar->setFixedWidth(tokens::sizeSidebarRail);
    else {
        m_sidebar->setMinimumWidth(tokens::sizeSidebarMin);
        m_sidebar->setMaximumWidth(tokens::sizeSidebarMax);
    }
    if (m_panel) {
        m_panel->setMinimumWidth(translate ? std::min(tokens::sizePanelTranslateMin, wantedPanelWidth())
                                           : tokens::sizePanelMin);
        m_panel->setMaximumWidth(translate ? std::max(tokens::sizePanelTranslateMin, width() / 2)
                                           : tokens::sizePanelMax);
        if (!open) {
            m_panel->hide();
            m_scrim->hide();
            m_drawer = false;
        } else if (room() == Room::Narrow) {
            undock();
        } else {
            dock();
        }
    }
    const int kept = m_settings.value(u"window/sidebarWidth"_s).toInt();
    const int left =
        rail ? tokens::sizeSidebarRail
             : std::clamp(kept > 0 ? kept : tokens::sizeSidebarWidth, tokens::sizeSidebarMin, tokens::sizeSidebarMax);
    const int right = open && !m_drawer ? wantedPanelWidth() : 0;
    QList<int> sizes{left, std::max(0, width() - left - right - (right > 0 ? 2 : 1))};
    if (m_splitter->count() > 2) sizes.append(right);
    m_splitter->setSizes(sizes);
    m_arranging = false;
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
