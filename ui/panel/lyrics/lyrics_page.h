#pragma once

#include "ui/panel/lyrics/lyrics_view.h"
#include "ui/panel/parts/panel_context.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QMenu;
class QPushButton;
class QStackedLayout;
class QToolButton;
QT_END_NAMESPACE

namespace groundswell::ui {

class Avatar;
class ElidedLabel;
class EmptyState;
class SongWords;

/// The words of the song that plays, in time, with sound and translation; and, where there are none yet, the way to add
/// some. GUI thread.
class LyricsPage final : public QWidget
{
    Q_OBJECT

public:
    /// `words` outlives the page.
    LyricsPage(const PanelContext& context, SongWords& words, QWidget* parent = nullptr);

    /// Gives a text of any lyric format to the song; `suffix` is that of its file, empty for pasted text.
    void addLyrics(const QString& text, const QString& suffix);

    [[nodiscard]] LyricsView& view() noexcept { return *m_view; }
    [[nodiscard]] QString translationLanguage() const { return m_language; }
    [[nodiscard]] bool hasWords() const { return !m_view->sheet().document.lines.isEmpty(); }
    /// Shows the translation into this language; an empty tag shows none. Remembered.
    void setTranslationLanguage(const QString& tag);

Q_SIGNALS:
    void seekRequested(qint64 ms);
    void commentHereRequested(qint64 ms);
    void commentsRequested(qint64 fromMs, qint64 toMs);
    /// The translation page, at this line (null: anywhere).
    void improveRequested(groundswell::LineId line);
    void signInRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHeader();
    [[nodiscard]] QWidget* makeFooter();
    void followPlayer();
    void show();
    void showFooter();
    void showEmpty();
    void fillLanguageMenu();
    void fillSizeMenu(QMenu& menu);
    void offerAdding();
    void openFile();
    [[nodiscard]] QString chosenLanguage() const;

    PanelContext m_context;
    SongWords& m_words;
    LyricsView* m_view;
    EmptyState* m_empty;
    QStackedLayout* m_stack = nullptr;
    QPushButton* m_roman = nullptr;
    QPushButton* m_translation = nullptr;
    QMenu* m_languages = nullptr;
    QToolButton* m_improve = nullptr;
    QWidget* m_footer = nullptr;
    Avatar* m_author = nullptr;
    Avatar* m_translator = nullptr;
    ElidedLabel* m_credit = nullptr;
    QLabel* m_revision = nullptr;
    QString m_language; ///< the translation shown; empty for none
};

} // namespace groundswell::ui
