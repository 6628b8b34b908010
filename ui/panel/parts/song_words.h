#pragma once

#include "community/view.h"
#include "lyrics/document.h"
#include "translation/units.h"

#include <QHash>
#include <QObject>

#include <optional>
#include <vector>

namespace groundswell::community {
class Village;
}

namespace groundswell::ui {

/// A translation that can be shown under the words.
struct WordsTranslation
{
    QString lang;
    QHash<LineId, QString> texts;
    community::TranslationView view;           ///< of the village; its id is null for a layer of the words themselves
    translation::TranslationDocument document; ///< the same, for the editor; empty for a layer
};

/// All that is known of a song's words. A value.
struct WordsState
{
    SongId song;
    LyricsId id;                ///< null while there are no words
    qint64 revision = 0;        ///< 0: the village does not have these words
    community::LyricsView view; ///< of the village; empty for words of the file
    bool fromFile = false;      ///< side-car file or tag
    lyrics::Document document;
    QHash<LineId, QString> roman; ///< the sound in Latin letters
    std::vector<WordsTranslation> translations;
    std::vector<qint64> commentMoments; ///< ms, of all timed comments
};

/// Keeps the words of the song that plays, for the lyrics or the translation page: the village's where it has some,
/// else the file's own. Follows the village by itself, and a person who works on one song may hold it there. Parsing
/// and romanising happen on a worker; the rest on the GUI thread.
class SongWords final : public QObject
{
    Q_OBJECT

public:
    /// The village outlives it.
    explicit SongWords(community::Village& village, QObject* parent = nullptr);

    /// A null id: no song.
    void setSong(SongId song);
    /// The words that came with the file; their lines have the same ids each time (listening/local_words.h).
    void setLocal(std::optional<lyrics::Document> document);

    [[nodiscard]] const WordsState& state() const noexcept { return m_state; }
    /// True until the first answer for this song.
    [[nodiscard]] bool isLoading() const noexcept { return m_loading; }

    /// While held, it stays with its song: another one waits until it is let go. Without a song there is nothing to
    /// hold.
    void setHeld(bool held);
    [[nodiscard]] bool isHeld() const noexcept { return m_held; }
    /// Whether another song waits.
    [[nodiscard]] bool isOtherWaiting() const noexcept { return m_waiting.has_value(); }

Q_SIGNALS:
    void changed();
    /// Another song began to wait, or waits no more.
    void waitingChanged();

private:
    struct Waiting
    {
        SongId song;
        std::optional<lyrics::Document> local;
    };
    void renamed(SongId from, SongId to);
    void reload();
    void loadTranslations(WordsState state, quint64 request);
    void finish(WordsState state, quint64 request);

    community::Village& m_village;
    SongId m_song;
    std::optional<lyrics::Document> m_local;
    std::optional<Waiting> m_waiting; ///< only while held
    WordsState m_state;
    quint64 m_request = 0;
    bool m_loading = false;
    bool m_held = false;
};

/// How the lines sound, in Latin letters; without those that are written in them. For a worker.
[[nodiscard]] QHash<LineId, QString> romanOf(const lyrics::Document& document);

/// The language of a document: its own tag, else what its script tells, else "und".
[[nodiscard]] QString languageOf(const lyrics::Document& document);

} // namespace groundswell::ui
