#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

class QWidget;

namespace groundswell::ui {

/// The panes of a window in the order in which F6 goes round them. Each remembers where the keyboard was in it. GUI
/// thread.
class PaneRing final : public QObject
{
    Q_OBJECT

public:
    explicit PaneRing(QObject* parent);

    /// `way` puts the keyboard into a pane in which it was not yet, or where what it was at is gone; the pane is passed
    /// over while it is not visible. It comes last, or before one that is there.
    void add(QWidget* pane, std::function<void()> way, const QWidget* before = nullptr);
    /// To the next pane, or with -1 to the one before.
    void step(int by);
    /// Where the Tab key leads to from a widget of the window: on in its pane, then into the next one, whenever the
    /// parts of a pane were made. Null where the window has no stop.
    [[nodiscard]] QWidget* stopAfter(QWidget& here, bool forwards) const;

private:
    struct Pane
    {
        QPointer<QWidget> pane;
        std::function<void()> way;
        QPointer<QWidget> last; ///< what had the keyboard there
    };
    static void enter(const Pane& pane);

    std::vector<Pane> m_panes;
};

} // namespace groundswell::ui
