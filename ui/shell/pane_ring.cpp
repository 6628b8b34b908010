#include "ui/shell/pane_ring.h"

#include "ui/parts/tab_stop.h"

#include <QApplication>
#include <QWidget>

#include <algorithm>
#include <ranges>

namespace groundswell::ui {

namespace {

bool holds(const QWidget* pane, const QWidget* widget)
{
    return pane && widget && (pane == widget || pane->isAncestorOf(widget));
}

} // namespace

PaneRing::PaneRing(QObject* parent)
    : QObject(parent)
{
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, QWidget* now) {
        const auto found = std::ranges::find_if(m_panes, [now](const Pane& each) { return holds(each.pane, now); });
        if (found != m_panes.end()) found->last = now;
    });
}

void PaneRing::add(QWidget* pane, std::function<void()> way, const QWidget* before)
{
    const auto place = std::ranges::find(m_panes, before, [](const Pane& each) { return each.pane.data(); });
    m_panes.insert(before ? place : m_panes.end(), Pane{pane, std::move(way), {}});
}

void PaneRing::step(int by)
{
    const auto* focus = QApplication::focusWidget();
    const auto at = std::ranges::find_if(m_panes, [focus](const Pane& each) { return holds(each.pane, focus); });
    const int count = int(m_panes.size());
    // From nowhere it begins at the first, or the last.
    int place = at != m_panes.end() ? int(at - m_panes.begin()) : (by > 0 ? -1 : count);
    for (int tried = 0; tried < count; ++tried) {
        place = (place + by + count) % count;
        const Pane& next = m_panes.at(size_t(place));
        if (!next.pane || !next.pane->isVisible()) continue;
        enter(next);
        return;
    }
}

QWidget* PaneRing::stopAfter(QWidget& here, bool forwards) const
{
    std::vector<std::vector<QWidget*>> stops(m_panes.size() + 1); // the last: what lies over all panes
    QWidget* const window = here.window();
    for (QWidget* next = window->nextInFocusChain(); next != window; next = next->nextInFocusChain()) {
        if (next != &here && !(window->isAncestorOf(next) && isTabStop(*next))) continue;
        const auto pane = std::ranges::find_if(m_panes, [next](const Pane& each) { return holds(each.pane, next); });
        stops[size_t(pane - m_panes.begin())].push_back(next);
    }
    std::vector<QWidget*> all = stops | std::views::join | std::ranges::to<std::vector>();
    if (!forwards) std::ranges::reverse(all);
    const auto at = std::ranges::find(all, &here);
    if (at == all.end()) return all.empty() ? nullptr : all.front();
    const auto after = std::next(at) == all.end() ? all.begin() : std::next(at);
    return *after == &here ? nullptr : *after;
}

void PaneRing::enter(const Pane& pane)
{
    if (pane.last && pane.last->isVisible() && pane.last->isEnabled() && holds(pane.pane, pane.last))
        pane.last->setFocus(Qt::ShortcutFocusReason);
    else
        pane.way();
}

} // namespace groundswell::ui
