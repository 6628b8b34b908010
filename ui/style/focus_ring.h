#pragma once

#include <QObject>
#include <QPointer>

class QFocusFrame;
class QWidget;

namespace groundswell::ui {

class Look;

/// Puts a ring around the widget that the keyboard moved the focus to; a mouse press takes it away. Lists, editors and
/// whatever has the property "ownFocus" mark their focus themselves.
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
};

} // namespace groundswell::ui
