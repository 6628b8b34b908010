#pragma once

#include "ui/panel/translation/suggestion_list.h"
#include "ui/panel/translation/translation_model.h"

#include <QPlainTextEdit>
#include <QWidget>

namespace groundswell::ui {

class Look;
class ProposalRows;
class Proposals;
class RoomyEditor;
class SpellHighlighter;
class SpellService;

/// The open row of the translation table: source with its sound, the one real editor, how many syllables are sung, and
/// suggestions. Moved from row to row. GUI thread.
class UnitEditor final : public QWidget
{
    Q_OBJECT

public:
    UnitEditor(const Look& look, TranslationModel& model, SpellService& spelling, const Proposals& proposed,
               QWidget* parent = nullptr);

    /// Opens a row; the caret goes to its end.
    void setRow(int row);
    [[nodiscard]] int row() const noexcept { return m_row; }
    /// What the row's text was when the draft was begun, as first suggestion; empty for none.
    void setPublished(const QHash<LineId, QString>& texts, const QString& origin);
    /// What was proposed for the line, or what this person may do about it, is different now.
    void refreshProposals();
    /// The height it wants for the present text and suggestions.
    [[nodiscard]] int wantedHeight() const;
    [[nodiscard]] QPlainTextEdit& editor() noexcept;
    [[nodiscard]] const SuggestionList& suggestions() const noexcept { return *m_suggestions; }
    /// Takes the first spelling suggestion. False when there is none.
    bool fixSpelling();
    /// Takes the n-th memory suggestion, from 0. False when there is none.
    bool takeMemory(int n);

Q_SIGNALS:
    /// A key or the mouse in the text: the person works here.
    void worked();
    /// The keyboard came to the text, by the Tab key or by one that leads here from elsewhere in the window.
    void entered(bool fromElsewhere);
    void heightChanged();
    void doneAndNext();
    void moveRequested(int by);
    void hearRequested(qint64 ms);
    /// The focus is in the text by then.
    void acceptRequested(const groundswell::api::Suggestion& proposal);
    void dropRequested(const groundswell::api::Suggestion& proposal);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    static constexpr int topMargin = 9; ///< px

    void showLook();
    void textChanged();
    void refreshSuggestions();
    void layOut();
    void take(const Suggestion& suggestion);
    void showMenu(QPoint place);
    [[nodiscard]] std::vector<Suggestion> memory() const;
    [[nodiscard]] int sourceTop() const;
    [[nodiscard]] int sourceHeight() const;
    [[nodiscard]] int editorHeight() const;
    [[nodiscard]] int meterHeight() const;
    [[nodiscard]] bool handleKey(QKeyEvent& event);

    const Look& m_look;
    TranslationModel& m_model;
    SpellService& m_spelling;
    const Proposals& m_proposed;
    RoomyEditor* m_edit;
    SpellHighlighter* m_highlighter;
    SuggestionList* m_suggestions;
    ProposalRows* m_rows;
    QHash<LineId, QString> m_published;
    QHash<QString, QStringList> m_proposals; ///< by misspelt word
    QString m_publishedOrigin;
    int m_row = -1;
    bool m_filling = false;
};

} // namespace groundswell::ui
