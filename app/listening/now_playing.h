#pragma once

#include "community/view.h"
#include "listening/local_words.h"
#include "lyrics/document.h"
#include "media/play_queue.h"
#include "media/waveform.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace groundswell {
class Clock;
}
namespace groundswell::media {
class Player;
class WaveformAnalyser;
} // namespace groundswell::media
namespace groundswell::library {
class TrackQueries;
class TrackStore;
} // namespace groundswell::library
namespace groundswell::community {
class Village;
}

namespace groundswell::listening {

/// The words that stand beside the song now.
struct PlayingWords
{
    lyrics::Document document;
    WordsOrigin origin = WordsOrigin::None;
    QString place;              ///< for WordsOrigin::Sidecar and Tag: where they were found
    community::LyricsView view; ///< for WordsOrigin::Village: revision, author, state
    LyricsId id; ///< what a translation of them hangs on; null while the song is unknown or there are no words
};

/// A comment as a mark on the waveform.
struct TimedMark
{
    CommentId id;
    qint64 atMs = 0;
    qint64 likes = 0;
    QString author;
    QString text;
};

/// Follows the player and gathers what belongs to the entry being played: its song in the village, its waveform, its
/// words and its timed comments. Each comes when it is known; until then the value is empty. Also opens the song in the
/// village, so that it is kept in step, and tells the library what was found. GUI thread; files and databases are read
/// elsewhere.
class NowPlaying final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    struct Parts
    {
        media::Player& player;
        media::WaveformAnalyser& analyser;
        library::TrackQueries& queries;
        library::TrackStore& tracks;
        community::Village& village;
    };

    explicit NowPlaying(const Parts& parts, QObject* parent = nullptr);
    ~NowPlaying() override;

    /// The entry that everything here belongs to; none when nothing is current.
    [[nodiscard]] const std::optional<media::QueueEntry>& entry() const noexcept { return m_entry; }
    [[nodiscard]] const community::TrackQuery& query() const noexcept { return m_query; }
    /// Null until the song is known or made.
    [[nodiscard]] SongId song() const noexcept { return m_song; }
    [[nodiscard]] const std::optional<media::Waveform>& waveform() const noexcept { return m_waveform; }
    [[nodiscard]] const PlayingWords& words() const noexcept { return m_words; }
    /// By time.
    [[nodiscard]] const std::vector<TimedMark>& marks() const noexcept { return m_marks; }

Q_SIGNALS:
    /// Another entry: everything below is empty again until its own signal.
    void entryChanged();
    void songChanged(groundswell::SongId song);
    void waveformChanged();
    void wordsChanged();
    void marksChanged();

private:
    void follow();
    void begin();
    void findSong();
    void findWaveform();
    void findLocal();
    void readVillageWords();
    void readMarks();
    void settleWords();
    void tellLibrary();

    Parts m_parts;
    quint64 m_generation = 0; ///< answers that belong to an earlier entry are dropped
    std::optional<media::QueueEntry> m_entry;
    community::TrackQuery m_query;
    SongId m_song;
    std::optional<media::Waveform> m_waveform;
    std::optional<LocalWords> m_local;
    std::optional<community::LyricsView> m_village;
    bool m_hasTranslation = false;
    bool m_hasStory = false;
    PlayingWords m_words;
    std::vector<TimedMark> m_marks;
};

} // namespace groundswell::listening
