#pragma once

#include <QKeySequence>
#include <QObject>

#include <functional>

class QWidget;

namespace groundswell::ui {

/// The window's keyboard map (design section 10). Plain keys (Space) leave text fields alone.
class WindowKeys final : public QObject
{
    Q_OBJECT

public:
    explicit WindowKeys(QWidget& window);

    void bind(const QKeySequence& keys, std::function<void()> act);
    /// For keys that also type: they reach the act only where nobody is typing.
    void bindUnlessTyping(const QKeySequence& keys, std::function<void()> act);

private:
    QWidget& m_window;
};

} // namespace groundswell::ui
