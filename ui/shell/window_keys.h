#pragma once

#include <QKeySequence>
#include <QObject>

#include <functional>

class QWidget;

namespace groundswell::ui {

/// The window's keyboard map (design section 10). Keys that type leave text fields alone, and Space whatever it
/// presses; Enter presses too, and Shift+F10 opens the menu of what has the focus.
class WindowKeys final : public QObject
{
    Q_OBJECT

public:
    explicit WindowKeys(QWidget& window);

    void bind(const QKeySequence& keys, std::function<void()> act);
    /// For keys that also type or press: they reach the act only where nobody is typing, Space not at a button either.
    void bindUnlessTyping(const QKeySequence& keys, std::function<void()> act);

private:
    QWidget& m_window;
};

} // namespace groundswell::ui
