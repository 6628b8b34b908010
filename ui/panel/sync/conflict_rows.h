#pragma once

#include "base/error.h"
#include "community/view.h"
#include "lyrics/document.h"
#include "lyrics/merge.h"
#include "translation/merge.h"

#include <QList>

namespace groundswell::ui {

/// What a person decided for a line where two edits crossed.
enum class ConflictChoice { None, Base, Mine, Theirs, Third };

/// One place where both sides changed the same thing.
struct ConflictRow
{
    int number = 0; ///< of the line, 1-based; 0 for the document itself
    QString source; ///< the line that is translated; empty in lyrics
    QString base;
    QString mine;
    QString theirs;
    bool mayWriteThird = true; ///< texts may be written anew, times may not
    ConflictChoice choice = ConflictChoice::None;
    QString third; ///< as written, whatever is chosen
    QString key;   ///< names the place within its conflict, also in another run of the program
};

/// A conflict taken apart into rows, and put together again from what was chosen. A value without I/O.
class ConflictCase
{
public:
    /// `words` are the song's, for the numbers and sources of lines; may be empty. Error: Corrupt.
    [[nodiscard]] static Result<ConflictCase> read(const community::ConflictView& view, const lyrics::Document& words);

    [[nodiscard]] const QList<ConflictRow>& rows() const noexcept { return m_rows; }
    void choose(qsizetype row, ConflictChoice choice, const QString& third = {});
    [[nodiscard]] int left() const;
    /// What was chosen and written so far, to be kept.
    [[nodiscard]] QJsonObject decisions() const;
    /// Chooses what was chosen before. Where the texts are others since then, only what was written is put back.
    void restore(const QJsonObject& decisions);
    /// The document that the choices make; only when left() is 0.
    [[nodiscard]] Result<QJsonObject> finished() const;

private:
    QList<ConflictRow> m_rows;
    std::optional<translation::MergeResult> m_translation;
    std::optional<lyrics::MergeResult> m_lyrics;
};

} // namespace groundswell::ui
