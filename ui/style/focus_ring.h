#pragma once

#include <QObject>
#include <QPointer>

class QFocusFrame;
class QWidget;

namespace groundswell::ui {

class Look;

/// Puts a ring around the widget that the keyboard moved the focus to, or that got it back (from a menu, from another
/// window) while the person works with the keyboard; a mouse press takes it away. Lists, editors and whatever has the
/// property "ownFocus" mark their focus themselves: what they paint is asked for by QStyle::State_KeyboardFocusChange.
class FocusRing final : public QObject
{
    Q_OBJECT

public:
    FocusRing(const Look& look, QObject* parent);
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showAround(QWidget* widget);
    void hide();

    const Look& m_look;
    QPointer<QFocusFrame> m_frame;
    bool m_keyboard = false; ///< the last thing that the person touched
};

} // namespace groundswell::ui
