#include "ui/shell/window_keys.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
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

} // namespace

WindowKeys::WindowKeys(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
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
