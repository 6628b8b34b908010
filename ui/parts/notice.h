#pragma once

#include "ui/style/look.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace groundswell::ui {

/// One quiet message that floats at the bottom of its parent for some seconds, with at most one act ("Undo", "See").
/// A newer message takes the place of the older, whose act is then gone. Read aloud politely.
class Notice final : public QWidget
{
    Q_OBJECT

public:
    Notice(const Look& look, QWidget* host);

    /// Shows a message for so many ms; 8 s is the time in which a deletion can be undone.
    void tell(const QString& text, const QString& icon = {}, Tone tone = Tone::Tide, int ms = 5000);
    /// The same with a button; the act runs at most once, when it is pressed.
    void offer(const QString& text, const QString& actText, std::function<void()> act, const QString& icon = {},
               int ms = 8000);
    /// How far above the host's bottom edge it floats, in px.
    void setFloor(int px);

    bool eventFilter(QObject* watched, QEvent* event) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void present(const QString& text, const QString& icon, Tone tone, int ms);
    void place();

    const Look& m_look;
    QLabel* m_text;
    QPushButton* m_act;
    std::function<void()> m_action;
    QString m_icon;
    Tone m_tone = Tone::Tide;
    QTimer m_timer;
    int m_floor = 16;
};

} // namespace groundswell::ui
