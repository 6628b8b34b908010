#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace groundswell::ui {

/// Gives the keyboard to a widget that is not shown yet, as soon as it is, unless the person went elsewhere meanwhile.
/// One at a time. GUI thread.
class LateFocus final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The keyboard is at `meanwhile` until `wanted` is shown.
    void wait(QWidget& wanted, QWidget& meanwhile);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QPointer<QWidget> m_wanted;
    QPointer<QWidget> m_meanwhile;
};

} // namespace groundswell::ui
