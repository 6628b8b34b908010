#pragma once

#include "community/view.h"
#include "lyrics/document.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QPushButton;
QT_END_NAMESPACE

namespace groundswell::ui {

class ElidedLabel;
class Look;

/// Where a song's words are written down, or corrected, as text: a line of the words each line. What is typed is
/// offered for keeping after each pause. GUI thread.
class WordsSheet final : public QWidget
{
    Q_OBJECT

public:
    explicit WordsSheet(const Look& look, QWidget* parent = nullptr);

    /// Begins with the draft's text, or with `words` where it has none.
    void open(const community::LyricsDraft& draft, const lyrics::Document& words, const QString& title);
    /// Puts the caret at the end of one of the words' lines, where it stands in what is written; a null id or a line
    /// that was taken out leaves it where it is.
    void goToLine(const lyrics::Document& words, LineId line);
    /// What is written now; its text is empty where nothing differs from the words.
    [[nodiscard]] community::LyricsDraft draft() const;
    [[nodiscard]] bool isOpen() const noexcept { return !m_draft.songId.isNull(); }
    [[nodiscard]] SongId song() const noexcept { return m_draft.songId; }
    /// These words are published: what was typed since corrects them.
    void setPublished(const QJsonObject& document, const lyrics::Document& words);
    /// The song goes by another id now.
    void setSong(SongId song) { m_draft.songId = song; }
    /// What is written is somebody else's from now on.
    void setOwner(AccountId account) { m_draft.owner = {account}; }
    /// Emits draftChanged now if there is something not yet offered.
    void flush();
    /// What was offered last could not be kept: it is offered again with the next key, or when the focus leaves.
    void setUnkept() { m_changed = true; }
    /// Whether something is not offered yet, or was not kept.
    [[nodiscard]] bool isUnkept() const noexcept { return m_changed; }
    /// Takes a kept draft of the same song that was not known; `known` is what of it was in the sheet when it was asked
    /// for (draft().text).
    void addDraft(const QString& kept, const QString& known);
    /// Forgets everything; flush() first, or it is lost.
    void close();
    /// How publishRequested ended.
    void setBusy(bool busy);

    [[nodiscard]] QPlainTextEdit& editor() noexcept { return *m_text; }
    [[nodiscard]] QPushButton& publishButton() noexcept { return *m_publish; }

Q_SIGNALS:
    /// 300 ms after the first key that was not offered yet, and when the focus leaves.
    void draftChanged(const groundswell::community::LyricsDraft& draft);
    /// draftChanged has been emitted with the same text.
    void publishRequested(const groundswell::community::LyricsDraft& draft);
    /// Leave the sheet; what is written is kept.
    void leaveRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// The editor's text, which is not toPlainText(): breaks within a line stay what they are.
    [[nodiscard]] QString text() const;
    void setText(const QString& text);
    void refresh();

    ElidedLabel* m_title;
    QPlainTextEdit* m_text;
    QPushButton* m_discard;
    QPushButton* m_publish;
    QTimer m_pause;
    community::LyricsDraft m_draft;
    QString m_original; ///< what the text was begun on
    bool m_changed = false;
    bool m_busy = false;
};

} // namespace groundswell::ui
