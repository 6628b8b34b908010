#pragma once

#include "ui/style/look.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <deque>
#include <functional>

class QLabel;
class QPushButton;

namespace groundswell::ui {

/// One quiet message that floats at the bottom of its parent for some seconds, with at most one act ("Undo", "See").
/// A newer message takes the place of an older one that only informs; a failure stays long enough to be read and an
/// offer until its time is over, and what comes meanwhile waits its turn. A newer offer goes first, and gives the older
/// one what is left of its time. Read aloud politely.
class Notice final : public QWidget
{
    Q_OBJECT

public:
    Notice(const Look& look, QWidget* host);

    /// Shows a message for so many ms; 8 s is the time in which a deletion can be undone.
    void tell(const QString& text, const QString& icon = {}, Tone tone = Tone::Tide, int ms = 5000);
    /// The same with a button that takes back what was done; the act runs at most once, when it is pressed or by
    /// undo().
    void offer(const QString& text, const QString& actText, std::function<void()> act, const QString& icon = {},
               int ms = 8000);
    /// The same with a button that leads to somewhere.
    void offerWay(const QString& text, const QString& actText, std::function<void()> act, const QString& icon = {});
    /// Takes back what is offered now, the newest first; false where nothing is.
    bool undo();
    /// What a message told is not so any more: it goes, shown or waiting.
    void takeBack(const QString& text);
    /// How far above the host's bottom edge it floats, in px.
    void setFloor(int px);
    /// The part of the host that it floats in the middle of, asked each time it is placed; all of it unless told.
    void setRoom(std::function<QRect()> room);
    /// The room may have changed: it is asked again.
    void place();

    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Message
    {
        QString text;
        QString icon;
        Tone tone = Tone::Tide;
        int ms = 0;
        QString actText;
        std::function<void()> act; ///< none: the message only tells
        QDeadlineTimer until = {}; ///< an offer's end
        bool undoes = false;       ///< the act takes back
    };
    void take(Message message);
    void present(Message message);
    void press();
    void leave();

    const Look& m_look;
    QLabel* m_text;
    QPushButton* m_act;
    Message m_shown;
    std::deque<Message> m_waiting;
    QElapsedTimer m_since; ///< how long the message is shown
    QTimer m_timer;
    int m_floor = 16;
    std::function<QRect()> m_room;
};

} // namespace groundswell::ui
