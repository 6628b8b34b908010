#pragma once

#include "community/api/suggestion.h"
#include "lyrics/document.h"
#include "translation/checks.h"
#include "translation/spell_checker.h"
#include "translation/units.h"
#include "ui/style/state_dot.h"

#include <QAbstractListModel>
#include <QSet>

#include <vector>

namespace groundswell::ui {

/// How many lines are in each state, as the page counts them.
struct DraftCounts
{
    int done = 0;
    int drafts = 0;
    int lookAt = 0;
    int problems = 0;
    int empty = 0;

    [[nodiscard]] int total() const noexcept { return done + drafts + lookAt + problems + empty; }
    bool operator==(const DraftCounts&) const = default;
};

/// The sung lines of a song beside their translation, one a row, with what checks and spelling found. A line that is
/// typed in is a draft until it is called done. GUI thread.
class TranslationModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        LineIdRole = Qt::UserRole, ///< text
        SourceRole,
        TextRole,
        StateRole,  ///< StateDot
        NumberRole, ///< 1-based, as people count lines
        StartRole,  ///< ms, -1 without times
    };

    using QAbstractListModel::QAbstractListModel;

    /// Shows a translation beside these words. Credits are left out.
    void show(const lyrics::Document& words, const QHash<LineId, QString>& roman,
              const translation::TranslationDocument& draft);

    [[nodiscard]] const translation::TranslationDocument& document() const noexcept { return m_draft; }
    [[nodiscard]] const lyrics::Document& words() const noexcept { return m_words; }
    [[nodiscard]] const lyrics::Line& line(int row) const { return m_words.lines.at(m_lines.at(row)); }
    [[nodiscard]] QString roman(int row) const { return m_roman.value(line(row).id); }
    [[nodiscard]] QString text(int row) const;
    [[nodiscard]] StateDot state(int row) const;
    [[nodiscard]] DraftCounts counts() const;
    [[nodiscard]] int rowOf(LineId line) const;
    /// The first row after this one, going round, that is not done; -1 when all are.
    [[nodiscard]] int nextOpen(int row) const;

    /// What is typed; the line is a draft from then on.
    void setText(int row, const QString& text);
    /// Calls a line done; a line without text stays empty.
    void setDone(int row);
    /// Makes a line say what was proposed, as approved.
    void accept(int row, const QString& text);
    /// What is published of this translation, and what people propose for its approved lines.
    void setPublished(translation::TranslationDocument published);
    void setProposals(std::vector<api::Suggestion> proposals);
    /// Those for a row that say something else than what is published there.
    [[nodiscard]] std::vector<api::Suggestion> proposals(int row) const;
    [[nodiscard]] int proposalCount() const;
    /// What the source read when the line was translated; empty where it reads so still.
    [[nodiscard]] QString formerSource(int row) const;
    /// Whether the published line is approved, and its source still the same.
    [[nodiscard]] bool isApproved(int row) const;
    /// What the dictionary says of a text; it counts with the next check().
    void setMisspellings(const QString& text, const QList<translation::Misspelling>& found);
    [[nodiscard]] QList<translation::Misspelling> misspellings(int row) const;

    /// Runs the checks over all lines. Findings that were ignored are left out.
    void check();
    [[nodiscard]] const QList<translation::Finding>& findings() const noexcept { return m_findings; }
    void ignore(const translation::Finding& finding);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    /// A person changed the draft: keep it.
    void edited();
    /// Counts or findings changed.
    void summaryChanged();

private:
    void changedAround();
    void replace(translation::TranslationDocument draft, int row);
    [[nodiscard]] static QString keyOf(const translation::Finding& finding);

    lyrics::Document m_words;
    QHash<LineId, QString> m_roman;
    QList<qsizetype> m_lines; ///< rows to lines of m_words
    translation::TranslationDocument m_draft;
    translation::TranslationDocument m_published;
    std::vector<api::Suggestion> m_proposals;
    QList<translation::Finding> m_findings;
    QHash<QString, QList<translation::Misspelling>> m_spelling; ///< by text
    QSet<QString> m_ignored;
};

} // namespace groundswell::ui
