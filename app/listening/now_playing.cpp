#include "listening/now_playing.h"

#include "community/village.h"
#include "library/track_queries.h"
#include "library/track_store.h"
#include "lyrics/document_json.h"
#include "media/analysis/track_analyser.h"
#include "media/player.h"

#include <utility>

namespace groundswell::listening {

namespace {

/// Runs `use` with the answer, unless the object is gone or another entry plays by then; failures are left out, since
/// everything here has an honest empty state.
template <class Value, class Use>
void whenAnswered(QFuture<Result<Value>> answer, QObject* context, const quint64& now, Use use)
{
    answer.then(context, [asked = now, &now, use = std::move(use)](Result<Value> result) {
        if (asked == now && result) use(std::move(*result));
    });
}

} // namespace

NowPlaying::NowPlaying(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_readers(1, parts.wordsReader)
{
    connect(&m_parts.player, &media::Player::currentChanged, this, &NowPlaying::follow);

    auto& village = m_parts.village;
    const auto wordsChanged = [this](SongId song) {
        if (song == m_song) readWords();
    };
    connect(&village.words(), &community::Words::lyricsChanged, this, wordsChanged);
    connect(&village.words(), &community::Words::translationsChanged, this, wordsChanged);
    connect(&village.talk(), &community::Talk::storiesChanged, this, wordsChanged);
    connect(&village.songs(), &community::Songs::changed, this, [this](SongId song) {
        if (song == m_song) readCount();
    });
    connect(&village.talk(), &community::Talk::commentsChanged, this, [this](SongId song) {
        if (song != m_song) return;
        readMarks();
        readCount(); // one's own, which waits, counts as well
    });
    const auto isOffline = [](const community::SyncStatus& status) {
        return status.flightMode || status.state == community::SyncState::Offline;
    };
    m_server = server();
    m_wasOffline = isOffline(village.status());
    connect(&village.account(), &community::Account::changed, this, [this] {
        const auto before = std::exchange(m_server, server());
        if (before != m_server)
            findSongAnew();
        else if (m_asked && !m_songKnown)
            findSong();
    });
    connect(&village, &community::Village::statusChanged, this, [this, isOffline](const auto& status) {
        const bool offline = isOffline(status);
        const bool cameBack = std::exchange(m_wasOffline, offline) && !offline;
        if (cameBack && m_asked && !m_songKnown) findSong(); // the community could not be asked
    });
    connect(&village.songs(), &community::Songs::renamed, this, [this](SongId from, SongId to) {
        if (from != m_song) return;
        m_song = to;
        m_songKnown = true;
        m_query.knownSong = to;
        Q_EMIT songChanged(to);
        readCount();
        readWords();
        readMarks();
    });

    connect(&m_parts.analyser, &media::TrackAnalyser::finished, this,
            [this](const QUrl& source, const media::FileStamp&, const media::Analysis& analysis) {
                if (!m_entry || m_entry->source != source || m_waveform) return;
                m_waveform = analysis.waveform;
                Q_EMIT waveformChanged();
            });
    follow();
}

NowPlaying::~NowPlaying() = default;

void NowPlaying::follow()
{
    const auto entry = m_parts.player.current();
    const bool same = entry && m_entry ? entry->id == m_entry->id && entry->source == m_entry->source
                                       : entry.has_value() == m_entry.has_value();
    if (same) return;

    ++m_generation;
    m_entry = entry;
    ++m_finding;
    m_query = {};
    m_song = {};
    m_songKnown = false;
    m_asked = false;
    m_waveform.reset();
    m_local.reset();
    m_villageWords = {};
    m_localRead = m_wordsRead = m_storiesRead = false;
    m_marks.clear();
    Q_EMIT entryChanged();
    if (m_entry)
        begin();
    else
        m_parts.village.songs().open({});
}

void NowPlaying::begin()
{
    findLocal();
    findWaveform();
    m_query.track = m_entry->track;
    m_query.title = m_entry->title;
    m_query.artist = m_entry->artist;
    m_query.durationMs = m_entry->durationMs;
    if (m_entry->track == TrackId{}) {
        findSong();
        return;
    }
    whenAnswered(m_parts.queries.rows({m_entry->track}), this, m_generation,
                 [this](const QList<library::TrackRow>& rows) {
                     if (!rows.isEmpty()) {
                         const library::TrackRow& row = rows.front();
                         m_query.knownSong = row.songId;
                         m_query.title = row.track.title;
                         m_query.artist = row.track.artist;
                         m_query.album = row.track.album;
                         m_query.durationMs = row.track.durationMs;
                         m_query.mbid = row.track.recordingMbid;
                         m_query.isrc = row.track.isrc;
                     }
                     findSong();
                 });
}

/// The community's address; empty before the first one.
QUrl NowPlaying::server() const
{
    const auto& account = m_parts.village.account().current();
    return account ? account->server : QUrl();
}

/// Another community has its own ids: what is written until it has said which song this is must not go under the last
/// one's.
void NowPlaying::findSongAnew()
{
    if (!m_asked) return;
    m_song = {};
    m_songKnown = false;
    m_villageWords = {};
    m_wordsRead = m_storiesRead = false;
    m_marks.clear();
    m_parts.village.songs().open({});
    Q_EMIT songChanged(m_song);
    Q_EMIT marksChanged();
    findSong();
}

void NowPlaying::findSong()
{
    m_asked = true;
    ++m_finding;
    whenAnswered(m_parts.village.songs().match(m_query), this, m_finding, [this](const community::SongMatch& match) {
        m_song = match.song;
        m_songKnown = match.known;
        m_query.knownSong = match.song;
        m_parts.village.songs().open(m_song);
        Q_EMIT songChanged(m_song);
        readCount();
        readWords();
        readMarks();
    });
}

void NowPlaying::findWaveform()
{
    const auto measure = [this] { m_parts.analyser.request(m_entry->source, media::TrackAnalyser::Priority::Current); };
    if (m_entry->track == TrackId{}) {
        measure();
        return;
    }
    whenAnswered(m_parts.queries.waveform(m_entry->track), this, m_generation,
                 [this, measure](const std::optional<QByteArray>& bytes) {
                     const auto kept =
                         bytes ? media::Waveform::fromBytes(*bytes) : Result<media::Waveform>{std::unexpect};
                     if (!kept) {
                         measure();
                         return;
                     }
                     m_waveform = *kept;
                     Q_EMIT waveformChanged();
                 });
}

void NowPlaying::findLocal()
{
    m_localRead = !m_entry->source.isLocalFile();
    if (m_localRead) return;
    m_readers.drop(); // of tracks that were skipped
    m_readers.post([this, path = m_entry->source.toLocalFile(), asked = m_generation](worker::WorkerProcess& helper,
                                                                                      std::stop_token stop) {
        auto found = findLocalWords(path, helper, std::move(stop));
        QMetaObject::invokeMethod(
            this, [this, asked, found = std::move(found)] { takeLocal(asked, found); }, Qt::QueuedConnection);
    });
}

void NowPlaying::takeLocal(quint64 asked, const std::optional<LocalWords>& found)
{
    if (asked != m_generation) return;
    m_local = found;
    m_localRead = true;
    Q_EMIT localWordsChanged();
    if (!m_song.isNull()) tellLibrary(); // the village was quicker
}

void NowPlaying::readWords()
{
    auto& village = m_parts.village;
    whenAnswered(village.words().lyrics(m_song), this, m_finding,
                 [this](const std::vector<community::LyricsView>& all) {
                     m_villageWords.setFlag(library::Words::Lyrics, !all.empty());
                     if (all.empty()) {
                         m_villageWords.setFlag(library::Words::Translation, false);
                         m_wordsRead = true;
                         tellLibrary();
                         return;
                     }
                     const auto document = lyrics::documentFromJson(all.front().lyrics.document);
                     m_villageWords.setFlag(library::Words::SyncedLyrics, document && lyrics::isSynced(*document));
                     whenAnswered(m_parts.village.words().translations(m_song, all.front().lyrics.id), this, m_finding,
                                  [this](const std::vector<community::TranslationView>& translations) {
                                      m_villageWords.setFlag(library::Words::Translation, !translations.empty());
                                      m_wordsRead = true;
                                      tellLibrary();
                                  });
                 });
    whenAnswered(village.talk().stories(m_song), this, m_finding,
                 [this](const std::vector<community::StoryView>& stories) {
                     m_villageWords.setFlag(library::Words::Story, !stories.empty());
                     m_storiesRead = true;
                     tellLibrary();
                 });
}

void NowPlaying::readCount()
{
    if (!m_entry || m_entry->track == TrackId{}) return;
    whenAnswered(m_parts.village.songs().commentCount(m_song), this, m_finding, [this](std::optional<qint64> count) {
        if (count) m_parts.tracks.setComments(m_entry->track, *count);
    });
}

void NowPlaying::readMarks()
{
    whenAnswered(m_parts.village.talk().moments(m_song), this, m_finding,
                 [this](std::vector<community::TimedComment> moments) {
                     m_marks = std::move(moments);
                     Q_EMIT marksChanged();
                 });
}

void NowPlaying::tellLibrary()
{
    // Half of the answers would take away what the library knew from the last time.
    if (!m_entry || m_entry->track == TrackId{} || !m_localRead || !m_wordsRead || !m_storiesRead) return;
    library::WordsFlags flags = m_villageWords;
    if (m_local) {
        flags.setFlag(library::Words::Lyrics);
        if (lyrics::isSynced(m_local->document)) flags.setFlag(library::Words::SyncedLyrics);
    }
    m_parts.tracks.setWords(m_entry->track, flags);
}

} // namespace groundswell::listening
