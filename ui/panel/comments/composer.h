#pragma once

#include "base/ids.h"
#include "community/view.h"

#include <QFrame>
#include <QTimer>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace groundswell::ui {

class Look;
class RoomyEditor;

/// Where comments are written. Its time chip follows the playhead until typing starts, then keeps that moment; a click
/// on it takes the moment away or takes the present one. What is typed, be it new or a change to what was said, is
/// offered for keeping after each pause. GUI thread.
class Composer final : public QWidget
{
    Q_OBJECT

public:
    explicit Composer(const Look& look, QWidget* parent = nullptr);

    /// What is written now; while a comment is being changed, what was written before.
    [[nodiscard]] community::CommentDraft draft() const;
    /// Puts a kept draft back; nothing is emitted.
    void setDraft(const community::CommentDraft& draft);
    /// Takes a kept draft that arrives late: it is joined with what is written now, of which it has `known` in it.
    void addDraft(const community::CommentDraft& kept, const QString& known);
    /// What is written is about a song that goes by this id now.
    void setSong(SongId song) { m_song = song; }
    /// The playhead, in ms; nullopt when nothing plays.
    void setPosition(std::optional<qint64> ms);
    /// Writes a reply; a null id writes beside the song again.
    void replyTo(CommentId parent, const QString& name);
    /// Changes a comment that exists; what was being typed comes back afterwards.
    void editComment(CommentId comment, const QString& text);
    /// The comment being changed; null when none is.
    [[nodiscard]] CommentId editing() const noexcept { return m_editing; }
    /// How editRequested ended: kept elsewhere (what was typed since stays, as a further change), or not.
    void editEnded(CommentId comment, const QString& text, bool kept);
    /// Pins a moment, as "comment here" does.
    void pin(qint64 ms);
    void setPlaceholder(const QString& text);
    void setMaximum(int characters) { m_maximum = characters; }
    /// Empties it after sending.
    void clear();
    void focusText();
    /// Emits draftChanged or editChanged now if there is something not yet offered.
    void flush();
    /// What was offered last could not be kept: it is offered again with the next key, or when the focus leaves.
    void setUnkept() { m_changed = true; }

    [[nodiscard]] QPlainTextEdit& editor() noexcept;
    [[nodiscard]] QPushButton& chip() noexcept { return *m_chip; }

Q_SIGNALS:
    /// Send; draftChanged has been emitted with the same text.
    void sendRequested(const groundswell::community::CommentDraft& draft);
    /// The same for a change; the field waits for editEnded().
    void editRequested(groundswell::CommentId comment, const QString& text);
    /// 300 ms after the first key that was not offered yet, and when the focus leaves.
    void draftChanged(const groundswell::community::CommentDraft& draft);
    /// The same for a comment that is being changed; an empty text when the change was given up.
    void editChanged(const groundswell::community::CommentEdit& edit);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void textChanged();
    void fitHeight();
    void invite(const QString& text);
    void showInvitation();
    void showChip();
    void showBanner(const QString& text);
    void leaveBanner();
    void leaveEdit();
    void send();

    const Look& m_look;
    QFrame* m_box;
    RoomyEditor* m_text;
    QPushButton* m_chip;
    QToolButton* m_send;
    QWidget* m_banner;
    QLabel* m_bannerText;
    QTimer m_pause;
    SongId m_song;
    CommentId m_parent;
    QString m_invitation; ///< what an empty field says
    CommentId m_editing;
    QString m_aside;       ///< what was being typed before an edit began
    QString m_placeholder; ///< beside the song; a reply has its own
    QString m_sent;        ///< the edit that was sent and has not ended
    std::optional<qint64> m_position;
    std::optional<qint64> m_pinned;
    bool m_unpinned = false;
    bool m_changed = false;
    int m_maximum = 2000;
};

} // namespace groundswell::ui
