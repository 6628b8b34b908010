#pragma once

#include "community/view.h"
#include "library/track.h"
#include "listening/local_words.h"
#include "media/analysis/waveform.h"
#include "media/play_queue.h"
#include "worker/worker_pool.h"

#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>
#include <vector>

namespace groundswell {
class Clock;
}
namespace groundswell::media {
class Player;
class TrackAnalyser;
} // namespace groundswell::media
namespace groundswell::library {
class TrackQueries;
class TrackStore;
} // namespace groundswell::library
namespace groundswell::community {
class Village;
}

namespace groundswell::listening {

/// Follows the player and gathers what belongs to the entry being played: its song in the village, its waveform, its
/// words and its timed comments. Each comes when it is known; until then the value is empty. Also opens the song in the
/// village, so that it is kept in step (and anew where people sign in to another one), and tells the library what was
/// found. GUI thread; files and databases are read elsewhere.
class NowPlaying final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    struct Parts
    {
        media::Player& player;
        media::TrackAnalyser& analyser;
        library::TrackQueries& queries;
        library::TrackStore& tracks;
        community::Village& village;
        QString wordsReader = worker::workerProgram(); ///< reads the tags of files that strangers made
    };

    explicit NowPlaying(const Parts& parts, QObject* parent = nullptr);
    ~NowPlaying() override;

    /// The entry that everything here belongs to; none when nothing is current.
    [[nodiscard]] const std::optional<media::QueueEntry>& entry() const noexcept { return m_entry; }
    [[nodiscard]] const community::TrackQuery& query() const noexcept { return m_query; }
    /// Null until the song is known or made.
    [[nodiscard]] SongId song() const noexcept { return m_song; }
    /// Whether the village has heard of the song; false for a local file that nobody wrote about yet.
    [[nodiscard]] bool isSongKnown() const noexcept { return m_songKnown; }
    [[nodiscard]] const std::optional<media::Waveform>& waveform() const noexcept { return m_waveform; }
    /// From a sidecar file or a tag.
    [[nodiscard]] const std::optional<LocalWords>& localWords() const noexcept { return m_local; }
    /// By time.
    [[nodiscard]] const std::vector<community::TimedComment>& marks() const noexcept { return m_marks; }

Q_SIGNALS:
    /// Another entry: everything below is empty again until its own signal.
    void entryChanged();
    void songChanged(groundswell::SongId song);
    void waveformChanged();
    void localWordsChanged();
    void marksChanged();

private:
    void follow();
    void begin();
    [[nodiscard]] QUrl server() const;
    void findSong();
    void findSongAnew();
    void findWaveform();
    void findLocal();
    void takeLocal(quint64 asked, const std::optional<LocalWords>& found);
    void readMarks();
    void readCount();
    void readWords();
    void tellLibrary();

    Parts m_parts;
    quint64 m_generation = 0; ///< answers that belong to an earlier entry are dropped
    std::optional<media::QueueEntry> m_entry;
    community::TrackQuery m_query;
    SongId m_song;
    bool m_songKnown = false;
    bool m_asked = false;  // the village was asked for the song of this entry
    quint64 m_finding = 0; // answers about an earlier entry's song, or of an earlier community, are dropped
    QUrl m_server;         // of the community that was asked
    bool m_wasOffline = false;
    std::optional<media::Waveform> m_waveform;
    std::optional<LocalWords> m_local;
    library::WordsFlags m_villageWords;
    bool m_localRead = false;   ///< the file was looked into for words
    bool m_wordsRead = false;   ///< the village answered about lyrics and translations
    bool m_storiesRead = false; ///< and about stories
    std::vector<community::TimedComment> m_marks;
    worker::WorkerPool m_readers; ///< of local words; last: its thread uses the rest
};

} // namespace groundswell::listening
