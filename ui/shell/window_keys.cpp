#include "ui/shell/window_keys.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QShortcut>
#include <QTextEdit>

namespace groundswell::ui {

namespace {

bool isTyping()
{
    const auto* focus = QApplication::focusWidget();
    return qobject_cast<const QLineEdit*>(focus) || qobject_cast<const QPlainTextEdit*>(focus) ||
           qobject_cast<const QTextEdit*>(focus);
}

/// Whether Space does what the focus is at: presses a button, opens a choice.
bool isPressed()
{
    const auto* focus = QApplication::focusWidget();
    return qobject_cast<const QAbstractButton*>(focus) || qobject_cast<const QComboBox*>(focus);
}

/// Switches a shortcut off while the key belongs to what has the focus.
class TypingGuard final : public QObject
{
public:
    explicit TypingGuard(QShortcut* shortcut)
        : QObject(shortcut)
    {
        connect(qApp, &QApplication::focusChanged, this, [shortcut] {
            const bool presses = shortcut->key() == QKeySequence(Qt::Key_Space) && isPressed();
            shortcut->setEnabled(!isTyping() && !presses);
        });
    }
};

/// Enter presses what has the focus, as Space does: buttons outside dialogs leave it alone otherwise. A choice of
/// several is made by Space and the arrows; there Enter is for the form that it stands in.
class EnterPresses final : public QObject
{
public:
    explicit EnterPresses(QObject* parent)
        : QObject(parent)
    {
        qApp->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::KeyPress) return false;
        const auto& key = *static_cast<QKeyEvent*>(event);
        const bool enter = (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) && !key.isAutoRepeat() &&
                           (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        auto* button = enter ? qobject_cast<QAbstractButton*>(watched) : nullptr;
        if (!button || qobject_cast<QRadioButton*>(button) || qobject_cast<QCheckBox*>(button)) return false;
        button->click();
        return true;
    }
};

} // namespace

WindowKeys::WindowKeys(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
    new EnterPresses(this);
    // Where the keyboard has no key for menus.
    bind(Qt::SHIFT | Qt::Key_F10, [] {
        QWidget* focus = QApplication::focusWidget();
        if (!focus) return;
        const QPoint at = focus->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
        QContextMenuEvent menu(QContextMenuEvent::Keyboard, at, focus->mapToGlobal(at));
        QApplication::sendEvent(focus, &menu);
    });
}

void WindowKeys::bind(const QKeySequence& keys, std::function<void()> act)
{
    auto* shortcut = new QShortcut(keys, &m_window);
    shortcut->setAutoRepeat(true);
    connect(shortcut, &QShortcut::activated, this, std::move(act));
}

void WindowKeys::bindUnlessTyping(const QKeySequence& keys, std::function<void()> act)
{
    auto* shortcut = new QShortcut(keys, &m_window);
    connect(shortcut, &QShortcut::activated, this, std::move(act));
    new TypingGuard(shortcut);
}

} // namespace groundswell::ui
