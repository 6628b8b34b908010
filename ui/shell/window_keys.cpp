#include "ui/shell/window_keys.h"

#include <QAbstractButton>
#include <QApplication>
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

/// Switches a shortcut off while somebody types, so that the key goes to the text.
class TypingGuard final : public QObject
{
public:
    explicit TypingGuard(QShortcut* shortcut)
        : QObject(shortcut)
    {
        connect(qApp, &QApplication::focusChanged, this, [shortcut] {
            shortcut->setEnabled(!isTyping() && !qobject_cast<QAbstractButton*>(QApplication::focusWidget()));
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
