#pragma once

#include "base/error.h"
#include "lyrics/document.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <memory>

namespace groundswell::translation {

/// A word that the dictionary does not know.
struct Misspelling
{
    lyrics::TextRange range;
    QString word;

    bool operator==(const Misspelling&) const = default;
};

/// The languages that have a dictionary on this computer, as BCP-47 tags ("en-US", "pt-BR"), sorted.
[[nodiscard]] QStringList spellingLanguages();

/// Checks the spelling of one language by the dictionaries on this computer. Movable; use it on the
/// thread that made it. Opening a dictionary can take 100 ms and more: do it once, off the path of a key stroke.
class SpellChecker
{
public:
    /// Fails with NotFound, and a sentence that names the language, where there is no dictionary for it: then nothing
    /// can be said about the spelling. "pt" takes the dictionary of its main country, "pt-AO" that of "pt" before none;
    /// "en" without a country takes British and American spelling alike, where both are installed.
    [[nodiscard]] static Result<SpellChecker> forLanguage(QStringView lang);

    SpellChecker(SpellChecker&&) noexcept;
    SpellChecker& operator=(SpellChecker&&) noexcept;
    ~SpellChecker();

    /// The dictionary in use ("pt-BR").
    [[nodiscard]] QString dictionary() const;

    /// Words that this song ignores (names, invented words), compared without regard to case. Replaces the earlier
    /// ones.
    void setIgnored(const QStringList& words);
    void ignore(const QString& word);

    /// The words of a text that are spelt wrongly, in order. Passed over: words with a digit, in capitals throughout,
    /// of one letter, web addresses, and words in another script than the language's, such as Han and kana.
    [[nodiscard]] QList<Misspelling> misspellings(QStringView text) const;
    [[nodiscard]] bool isCorrect(const QString& word) const;
    /// At most `most` proposals, the likeliest first.
    [[nodiscard]] QStringList suggestions(const QString& word, qsizetype most = 6) const;

private:
    struct Private;
    explicit SpellChecker(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace groundswell::translation
