#pragma once

#include "base/error.h"
#include "community/view.h"
#include "lyrics/format.h"
#include "ui/panel/lyrics/lyrics_view.h"
#include "ui/panel/parts/panel_context.h"
#include "ui/panel/parts/writer.h"

#include <QFuture>
#include <QHash>
#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QMenu;
class QPushButton;
class QStackedLayout;
class QToolButton;
QT_END_NAMESPACE

namespace groundswell::ui {

class Avatar;
class Delivery;
class ElidedLabel;
class EmptyState;
class SongWords;
class WordsSheet;

/// The words of the song that plays, in time, with sound and translation; and the way to add some where there are none
/// yet, and to correct those that there are. GUI thread.
class LyricsPage final : public QWidget
{
    Q_OBJECT

public:
    /// `words` outlives the page.
    LyricsPage(const PanelContext& context, SongWords& words, QWidget* parent = nullptr);
    ~LyricsPage() override;

    /// Gives a text of any lyric format to the song that is shown.
    void addLyrics(const QString& text);
    /// Asks for a file of lyrics and gives it to the song that is shown now, whatever plays when the file is chosen.
    void openFile();
    /// Opens the words as text, to be corrected or written down; goes on with what was left unfinished. The caret goes
    /// to a line of them (null: to the beginning).
    void editWords(LineId line = {});
    /// Commits what is being typed.
    void flush();

    [[nodiscard]] LyricsView& view() noexcept { return *m_view; }
    [[nodiscard]] WordsSheet& sheet() noexcept { return *m_sheet; }
    [[nodiscard]] bool hasWords() const { return !m_view->sheet().document.lines.isEmpty(); }
    /// Shows the translation into this language; an empty tag shows none. Remembered.
    void setTranslationLanguage(const QString& tag);

Q_SIGNALS:
    void seekRequested(qint64 ms);
    void commentHereRequested(qint64 ms);
    void commentsRequested(qint64 fromMs, qint64 toMs);
    /// The translation page, at this line (null: anywhere).
    void translateRequested(groundswell::LineId line);
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
    [[nodiscard]] QString chosenLanguage() const;

    /// A song that words are given to; the next one may play before they are ready.
    struct Target
    {
        SongId song;
        lyrics::ReadOptions options;
    };
    [[nodiscard]] Target target() const;
    [[nodiscard]] lyrics::LineIdMaker lineIds() const;
    void followSheet();

    /// Words of a file as they were corrected here.
    struct Corrections
    {
        lyrics::Document before; ///< what they were begun on
        lyrics::Document words;
        QHash<LineId, QString> roman;
    };
    [[nodiscard]] static std::optional<Corrections> correctionsOf(const community::LyricsDraft& draft,
                                                                  const lyrics::ReadOptions& options,
                                                                  const lyrics::LineIdMaker& ids);
    void findDraft();
    void takeDraft(const community::LyricsDraft& draft);
    /// Those of the words that are shown; none where the file has changed since, or where the words are published.
    [[nodiscard]] const Corrections* corrections() const;
    void openSheet(const community::LyricsDraft& draft, LineId line);
    void keepSheet(const community::LyricsDraft& draft);
    void renameSheet(SongId from, SongId to);
    void rejoinSheet();
    void changeWriter();
    [[nodiscard]] bool isSheetOf(SongId song) const;
    void leaveSheet();
    void closeSheet();
    void publishWords(const community::LyricsDraft& draft);
    void followWords(const community::LyricsDraft& draft, const QString& lang);
    void give(const Target& target, const Result<lyrics::Document>& words, const QString& source);
    void report(const Error& error);

    PanelContext m_context;
    SongWords& m_words;
    LyricsView* m_view;
    EmptyState* m_empty;
    WordsSheet* m_sheet;
    Delivery* m_delivery;
    QWidget* m_header = nullptr;
    QStackedLayout* m_stack = nullptr;
    QPushButton* m_roman = nullptr;
    QPushButton* m_translation = nullptr;
    QMenu* m_languages = nullptr;
    QToolButton* m_improve = nullptr;
    QWidget* m_footer = nullptr;
    Avatar* m_author = nullptr;
    Avatar* m_translator = nullptr;
    ElidedLabel* m_credit = nullptr;
    ElidedLabel* m_revision = nullptr;
    Writer m_writer;
    SongId m_draftOf; ///< the song whose draft was asked for
    quint64 m_draftRequest = 0;
    bool m_isDraftOld = false; ///< it is to be asked for again
    bool m_hasDraft = false;
    std::optional<Corrections> m_corrections; ///< of m_draftOf
    QFuture<bool> m_keeping;                  ///< the last commit of the sheet: whether it is on the disk
};

} // namespace groundswell::ui
