#pragma once

#include "base/error.h"
#include "community/api/suggestion.h"
#include "community/view.h"

#include <QFuture>
#include <QObject>

#include <chrono>

namespace groundswell::sync {
class Engine;
}

namespace groundswell::community {

/// Lyrics, translations and the drafts of both. Reading asks only this computer. Lives on the GUI thread.
class Words final : public QObject
{
    Q_OBJECT
public:
    Words(sync::Engine& engine, QObject* parent);

    /// The song's lyrics, one entry a language.
    [[nodiscard]] QFuture<Result<std::vector<LyricsView>>> lyrics(SongId song);
    /// The translations of one lyric document, one entry a language.
    [[nodiscard]] QFuture<Result<std::vector<TranslationView>>> translations(SongId song, LyricsId lyrics);
    /// Gives the song's lyrics to the village: a new revision over the one that this computer knows.
    [[nodiscard]] QFuture<Result<LyricsId>> putLyrics(SongId song, const QString& lang, const QJsonObject& document,
                                                      const QString& source, const QString& licence = {});

    /// Other words for approved lines of a translation, from people who may not change these; without what this person
    /// is taking back.
    [[nodiscard]] QFuture<Result<std::vector<api::Suggestion>>> suggestions(SongId song, TranslationId translation);
    /// Takes a suggestion away, for its author and for reviewers: on this computer at once and in the village after
    /// `delay`; until then Outbox::undo() of what this answers keeps it, whatever happens to the program meanwhile.
    [[nodiscard]] QFuture<Result<OperationId>> dropSuggestion(const api::Suggestion& suggestion,
                                                              std::chrono::milliseconds delay = {});
    /// Gives corrected words to the village: a new revision over the one that the draft was begun on, merged with what
    /// others gave since. The text is a draft until the outbox has the words, and leaves the drafts in the same
    /// transaction.
    [[nodiscard]] QFuture<Result<LyricsId>> putLyrics(const LyricsDraft& draft, const QString& lang,
                                                      const QJsonObject& document);
    /// What the one who writes now was writing of this song's words when it was last left, also by a crash; an empty
    /// text when nothing was.
    [[nodiscard]] QFuture<Result<LyricsDraft>> lyricsDraft(SongId song);
    /// Commits it to the disk; an empty text forgets it. Needs no account and no network.
    [[nodiscard]] QFuture<Result<void>> saveLyricsDraft(const LyricsDraft& draft);

    /// The draft kept here of the one who writes now, else one begun on the published translation, else an empty one.
    [[nodiscard]] QFuture<Result<TranslationDraft>> openDraft(SongId song, LyricsId lyrics, const QString& lang);
    /// Commits the draft to the disk; the future ends when it is there (then show "Saved"). Needs no account and no
    /// network. Gives the time that it was saved at.
    [[nodiscard]] QFuture<Result<qint64>> saveDraft(const TranslationDraft& draft);
    /// Throws the draft of the one who writes now away and goes back to what is published.
    [[nodiscard]] QFuture<Result<void>> discardDraft(TranslationId draft);
    /// Publishes: one operation, sent when online, merged with what others published meanwhile. The draft is based on
    /// it from the transaction on that saves it.
    [[nodiscard]] QFuture<Result<OperationId>> publish(const TranslationDraft& draft);

Q_SIGNALS:
    void lyricsChanged(groundswell::SongId song);
    void translationsChanged(groundswell::SongId song);

private:
    /// The draft with its owner said.
    template <class Kept>
    [[nodiscard]] Kept owned(Kept draft) const
    {
        if (!draft.owner.account) draft.owner.account = writer();
        return draft;
    }
    [[nodiscard]] AccountId writer() const;
    struct NewLyrics
    {
        SongId song;
        QString lang;
        QJsonObject document;
        QString source;
        QString licence;
        std::optional<LyricsDraft> draft; ///< what it comes from, with its base
        AccountId writer;                 ///< who gives them; null: whoever writes when they are ready
    };
    [[nodiscard]] QFuture<Result<LyricsId>> submitLyrics(const NewLyrics& lyrics);

    sync::Engine& m_engine;
};

} // namespace groundswell::community
