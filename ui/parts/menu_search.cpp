#include "ui/parts/menu_search.h"

#include "base/text_fold.h"

#include <QKeyEvent>
#include <QMenu>

namespace groundswell::ui {

namespace {

constexpr quint64 pauseMs = 1000; ///< after it another word begins

class MenuSearch final : public QObject
{
public:
    explicit MenuSearch(QMenu& menu)
        : QObject(&menu)
        , m_menu(menu)
    {
        menu.installEventFilter(this);
        connect(&menu, &QMenu::aboutToShow, this, [this] { m_typed.clear(); });
    }

    bool eventFilter(QObject* /*menu*/, QEvent* event) override
    {
        if (event->type() != QEvent::KeyPress) return false;
        const auto& key = *static_cast<QKeyEvent*>(event);
        const bool plain = (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
        const QString text = key.text();
        if (!plain || text.isEmpty() || !text.front().isLetterOrNumber()) return false;
        if (key.timestamp() - m_lastMs > pauseMs) m_typed.clear();
        m_lastMs = key.timestamp();
        m_typed += text;
        if (QAction* found = find(m_typed, m_typed.size() == text.size())) {
            m_menu.setActiveAction(found);
        } else if (QAction* again = find(text, true)) {
            m_typed = text;
            m_menu.setActiveAction(again);
        }
        return true;
    }

private:
    /// The next entry from the current one on, or from the one after it.
    [[nodiscard]] QAction* find(const QString& beginning, bool after) const
    {
        const QString wanted = foldForSearch(beginning);
        const QList<QAction*> actions = m_menu.actions();
        const qsizetype current = actions.indexOf(m_menu.activeAction());
        const qsizetype first = current < 0 ? 0 : current + (after ? 1 : 0);
        for (qsizetype i = 0; i < actions.size(); ++i) {
            QAction* action = actions.at((first + i) % actions.size());
            if (action->isSeparator() || !action->isVisible() || !action->isEnabled()) continue;
            if (foldForSearch(action->text().remove(u'&')).startsWith(wanted)) return action;
        }
        return nullptr;
    }

    QMenu& m_menu;
    QString m_typed;
    quint64 m_lastMs = 0;
};

} // namespace

void searchByLetters(QMenu& menu)
{
    new MenuSearch(menu);
}

} // namespace groundswell::ui
