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

/// Where comments are written. Its time chip follows the playhead until typing starts, then keeps that moment; a click
/// on it takes the moment away or takes the present one. What is typed is offered for keeping after each pause. GUI
/// thread.
class Composer final : public QWidget
{
    Q_OBJECT

public:
    explicit Composer(const Look& look, QWidget* parent = nullptr);

    /// What is written now.
    [[nodiscard]] community::CommentDraft draft() const;
    /// Puts a kept draft back; nothing is emitted.
    void setDraft(const community::CommentDraft& draft);
    /// The playhead, in ms; nullopt when nothing plays.
    void setPosition(std::optional<qint64> ms);
    /// Writes a reply; a null id writes beside the song again.
    void replyTo(CommentId parent, const QString& name);
    /// Changes a comment that exists; what was being typed comes back afterwards.
    void editComment(CommentId comment, const QString& text);
    /// Pins a moment, as "comment here" does.
    void pin(qint64 ms);
    void setPlaceholder(const QString& text);
    void setMaximum(int characters) { m_maximum = characters; }
    /// Empties it after sending.
    void clear();
    void focusText();
    /// Emits draftChanged now if there is something not yet offered.
    void flush();

    [[nodiscard]] QPlainTextEdit& editor() noexcept { return *m_text; }
    [[nodiscard]] QPushButton& chip() noexcept { return *m_chip; }

Q_SIGNALS:
    void sendRequested(const groundswell::community::CommentDraft& draft);
    void editRequested(groundswell::CommentId comment, const QString& text);
    /// 300 ms after the last key, and when the focus leaves.
    void draftChanged(const groundswell::community::CommentDraft& draft);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void textChanged();
    void fitHeight();
    void showChip();
    void showBanner(const QString& text);
    void leaveBanner();
    void send();

    const Look& m_look;
    QFrame* m_box;
    QPlainTextEdit* m_text;
    QPushButton* m_chip;
    QToolButton* m_send;
    QWidget* m_banner;
    QLabel* m_bannerText;
    QTimer m_pause;
    SongId m_song;
    CommentId m_parent;
    CommentId m_editing;
    QString m_aside; ///< what was being typed before an edit began
    std::optional<qint64> m_position;
    std::optional<qint64> m_pinned;
    bool m_unpinned = false;
    bool m_changed = false;
    int m_maximum = 2000;
};

} // namespace groundswell::ui
