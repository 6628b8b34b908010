#include "community/api/json.h"
#include "fault_server.h"
#include "library_fixture.h"
#include "listening/background_analysis.h"
#include "listening/now_playing.h"
#include "media/analysis/track_analyser.h"
#include "media/player.h"
#include "profile/profile.h"
#include "support/places.h"
#include "sync/qt/schemas.h"

#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::listening;
using namespace Qt::StringLiterals;
using library::LibraryFixture;

/// What gathers around the song that plays: a real player without a device, real files, a real profile that never met
/// a server.
class TestNowPlaying : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingPlaysAtFirst();
    void aTrackGathersWhatBelongsToIt();
    void theWaveformIsMeasuredOnce();
    void anotherEntryBeginsEmpty();
    void aFileOutsideTheLibraryHasItsWordsToo();
    void wordsThatComeLateAreTold();
    void timedCommentsBecomeMarks();
    void anotherVillageIsAskedForItsOwnSong();
    void whatCouldNotBeAskedForIsAskedForLater();
    void theLibraryLearnsHowManyCommentsThereAre();

private:
    void play(const QStringList& names);
    library::TrackRow rowOf(const QString& name);
    bool addAccount();

    const SystemClock m_clock;
    std::unique_ptr<LibraryFixture> m_files;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<media::Player> m_player;
    std::unique_ptr<media::TrackAnalyser> m_analyser;
    std::unique_ptr<BackgroundAnalysis> m_keeper; // of what was measured
    std::unique_ptr<NowPlaying> m_now;
};

namespace {

template <class T>
T valueOf(const QFuture<Result<T>>& future)
{
    if (!test::comesTrue([&] { return future.isFinished(); })) return {};
    if (!future.result()) qWarning("%s", qPrintable(future.result().error().message));
    return future.result().value_or(T());
}

} // namespace

void TestNowPlaying::init()
{
    m_files = std::make_unique<LibraryFixture>();
    m_files->add(u"rain.flac"_s, {{u"TITLE"_s, u"Night Rain"_s}, {u"ARTIST"_s, u"Mizu"_s}});
    m_files->addBytes(u"rain.lrc"_s, "[00:00.10]the rain\n[00:00.50]the harbour\n");
    m_files->add(u"still.ogg"_s, {{u"TITLE"_s, u"Still"_s}, {u"ARTIST"_s, u"Mizu"_s}});
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(addAccount());
    auto profile = Profile::open(m_folder->path());
    QVERIFY(profile);
    m_profile = *std::move(profile);
    QVERIFY(library::Scanner::scan(m_profile->library(), m_clock, {m_files->music()}, {}));
    m_player = std::make_unique<media::Player>(media::OutputKind::Silent);
    m_analyser = std::make_unique<media::TrackAnalyser>();
    m_keeper = std::make_unique<BackgroundAnalysis>(
        BackgroundAnalysis::Parts{*m_analyser, m_profile->tracks(), m_profile->trackStore()});
    m_now = std::make_unique<NowPlaying>(
        NowPlaying::Parts{*m_player, *m_analyser, m_profile->tracks(), m_profile->trackStore(), m_profile->village()});
}

void TestNowPlaying::cleanup()
{
    m_now.reset();
    m_keeper.reset();
    m_analyser.reset();
    m_player.reset();
    m_profile.reset();
    m_folder.reset();
    m_files.reset();
}

/// As if this person had signed in before; no server answers at its address.
bool TestNowPlaying::addAccount()
{
    auto outbox = store::Store::open(m_folder->filePath(u"outbox.db"_s), sync::outboxSchema());
    if (!outbox) return false;
    api::Person person;
    person.id = UserId::make(m_clock);
    person.name = u"liv"_s;
    person.displayName = u"Liv"_s;
    return (*outbox)
        ->writer()
        .run([&](store::Database& db) -> Result<bool> {
            sync::outbox::useAccount(
                db, {AccountId::make(m_clock), QUrl(u"http://127.0.0.1:9"_s), u"Bay"_s, person, true, 1});
            return true;
        })
        .has_value();
}

library::TrackRow TestNowPlaying::rowOf(const QString& name)
{
    return valueOf(m_profile->tracks().byPath(m_files->music(name))).value_or(library::TrackRow());
}

void TestNowPlaying::play(const QStringList& names)
{
    QList<media::QueueEntry> entries;
    for (const QString& name : names) {
        media::QueueEntry entry;
        entry.track = rowOf(name).track.id;
        entry.source = QUrl::fromLocalFile(m_files->music(name));
        entry.title = name;
        entries.push_back(entry);
    }
    m_player->playAll(entries);
    m_player->pause();
}

void TestNowPlaying::nothingPlaysAtFirst()
{
    QVERIFY(!m_now->entry());
    QVERIFY(m_now->song().isNull());
    QVERIFY(!m_now->waveform() && !m_now->localWords() && m_now->marks().empty());
}

void TestNowPlaying::aTrackGathersWhatBelongsToIt()
{
    play({u"rain.flac"_s});
    QTRY_VERIFY(m_now->entry());
    QTRY_VERIFY(!m_now->song().isNull());
    QVERIFY(!m_now->isSongKnown());
    QCOMPARE(m_now->query().title, u"Night Rain"_s);
    QCOMPARE(m_now->query().artist, u"Mizu"_s);
    QTRY_VERIFY(m_now->localWords());
    QCOMPARE(m_now->localWords()->origin, WordsOrigin::Sidecar);
    // The library learns of the words, for its column.
    QTRY_VERIFY(rowOf(u"rain.flac"_s).words == (library::Words::Lyrics | library::Words::SyncedLyrics));
    QCOMPARE(m_profile->village().songs().opened(), m_now->song());
}

void TestNowPlaying::theWaveformIsMeasuredOnce()
{
    QSignalSpy measured(m_analyser.get(), &media::TrackAnalyser::finished);
    play({u"rain.flac"_s});
    QTRY_VERIFY(m_now->waveform());
    const TrackId track = rowOf(u"rain.flac"_s).track.id;
    QTRY_VERIFY(valueOf(m_profile->tracks().waveform(track)).has_value());
    QCOMPARE(measured.size(), 1);

    play({u"still.ogg"_s, u"rain.flac"_s});
    QTRY_VERIFY(m_now->waveform() && m_now->entry()->track != track);
    QCOMPARE(measured.size(), 2);
    m_player->next();
    QTRY_VERIFY(m_now->waveform() && m_now->entry()->track == track);
    QCOMPARE(measured.size(), 2);
}

void TestNowPlaying::anotherEntryBeginsEmpty()
{
    play({u"rain.flac"_s, u"still.ogg"_s});
    QTRY_VERIFY(m_now->localWords() && !m_now->song().isNull());
    const SongId song = m_now->song();
    bool wasEmpty = false;
    connect(m_now.get(), &NowPlaying::entryChanged, this, [&] {
        wasEmpty = m_now->song().isNull() && !m_now->waveform() && !m_now->localWords() && m_now->marks().empty();
    });
    m_player->next();
    QTRY_VERIFY(!m_now->song().isNull() && m_now->song() != song);
    QVERIFY(wasEmpty);
    QVERIFY(!m_now->localWords());
}

void TestNowPlaying::aFileOutsideTheLibraryHasItsWordsToo()
{
    QTemporaryDir elsewhere;
    const QString path = elsewhere.filePath(u"lone.flac"_s);
    QVERIFY(QFile::copy(LibraryFixture::seed(u"flac"_s), path));
    QFile sidecar(elsewhere.filePath(u"lone.lrc"_s));
    QVERIFY(sidecar.open(QIODevice::WriteOnly) && sidecar.write("[00:00.10]alone\n") > 0);
    sidecar.close();
    media::QueueEntry entry;
    entry.source = QUrl::fromLocalFile(path);
    entry.title = u"Lone"_s;
    m_player->playAll({entry});
    m_player->pause();
    QTRY_VERIFY(m_now->localWords());
    QTRY_VERIFY(!m_now->song().isNull());
    QTRY_VERIFY(m_now->waveform());
}

/// The song may be known before the file was looked into: whoever shows the words must hear of them then too.
void TestNowPlaying::wordsThatComeLateAreTold()
{
    QSignalSpy told(m_now.get(), &NowPlaying::localWordsChanged);
    play({u"rain.flac"_s});
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(m_now->localWords());
    // A file whose tags end their reader has none, and holds up nothing.
    m_files->add(u"crash.flac"_s, {{u"LYRICS"_s, u"never read"_s}});
    m_files->add(u"tagged.flac"_s, {{u"LYRICS"_s, u"from the tag"_s}});
    m_now = std::make_unique<NowPlaying>(NowPlaying::Parts{*m_player, *m_analyser, m_profile->tracks(),
                                                           m_profile->trackStore(), m_profile->village(),
                                                           test::programPath(u"bad_worker"_s)});
    QHash<QString, bool> heard;
    connect(m_now.get(), &NowPlaying::localWordsChanged, this,
            [&] { heard[m_now->entry()->title] = m_now->localWords().has_value(); });
    play({u"crash.flac"_s, u"tagged.flac"_s});
    QTRY_VERIFY(heard.contains(u"crash.flac"_s));
    QVERIFY(!heard.value(u"crash.flac"_s));
    m_player->next();
    QTRY_VERIFY(heard.value(u"tagged.flac"_s));
    QCOMPARE(m_now->localWords()->origin, WordsOrigin::Tag);
}

void TestNowPlaying::timedCommentsBecomeMarks()
{
    play({u"rain.flac"_s});
    QTRY_VERIFY(!m_now->song().isNull());
    const auto post = [&](const QString& text, std::optional<qint64> atMs) {
        community::NewComment comment;
        comment.songId = m_now->song();
        comment.text = text;
        comment.atMs = atMs;
        return !valueOf(m_profile->village().talk().post(comment)).isNull();
    };
    QVERIFY(post(u"later"_s, 900));
    QVERIFY(post(u"earlier"_s, 200));
    QVERIFY(post(u"of the whole song"_s, {}));
    QTRY_COMPARE(m_now->marks().size(), size_t{2});
    QCOMPARE(m_now->marks().at(0).text, u"earlier"_s);
    QCOMPARE(m_now->marks().at(0).atMs, 200);
    QCOMPARE(m_now->marks().at(0).author, u"Liv"_s);
    QCOMPARE(m_now->marks().at(1).text, u"later"_s);
}

namespace {

/// A village that takes everyone in and knows one song.
class OneSongVillage
{
public:
    explicit OneSongVillage(const Clock& clock)
        : song(SongId::make(clock))
        , m_person{UserId::make(clock), u"liv"_s, u"Liv"_s}
    {
    }

    bool join(Profile& profile)
    {
        const auto joined = profile.village().account().signIn(m_server.url({}), u"liv"_s, u"password of liv"_s);
        return test::comesTrue([&] { return joined.isFinished(); }) && joined.result();
    }

    const SongId song;

private:
    test::Answer serve(const test::Request& request) const
    {
        if (request.path == "/v1/auth/login")
            return json(api::toJson(api::Session{m_person, u"access"_s, 60'000, u"refresh"_s}));
        if (request.path == "/v1/sync/pull") return json(api::toJson(api::PullAnswer()));
        if (request.path == "/v1/capabilities") return {.status = 404};
        if (request.path != "/v1/songs/match") return {.body = "held", .holdAfter = 0};
        api::MatchAnswer answer;
        answer.song.emplace();
        answer.song->id = song;
        answer.song->title = u"Night Rain"_s;
        return json(api::toJson(answer));
    }
    static test::Answer json(const QJsonObject& object) { return {.body = api::toBytes(object)}; }

    api::Person m_person;
    test::FaultServer m_server{[this](const test::Request& request) { return serve(request); }};
};

} // namespace

void TestNowPlaying::anotherVillageIsAskedForItsOwnSong()
{
    OneSongVillage first(m_clock);
    OneSongVillage second(m_clock);
    QVERIFY(first.join(*m_profile));
    play({u"rain.flac"_s});
    QTRY_COMPARE(m_now->song(), first.song);
    QVERIFY(m_now->isSongKnown());
    const auto comments = [this] { return rowOf(u"still.ogg"_s).comments; }; // of a song that only the first one knows
    m_profile->trackStore().setComments(rowOf(u"still.ogg"_s).track.id, 7);
    QTRY_COMPARE(comments(), std::optional<qint64>(7));
    QList<SongId> songs;
    connect(m_now.get(), &NowPlaying::songChanged, this, [&songs](SongId song) { songs << song; });
    QVERIFY(second.join(*m_profile));
    QTRY_COMPARE(m_now->song(), second.song);
    QCOMPARE(songs, (QList{SongId(), second.song})); // nothing is written under the first one's id meanwhile
    QTRY_COMPARE(rowOf(u"rain.flac"_s).songId, second.song);
    QTRY_COMPARE(comments(), std::nullopt);
}

void TestNowPlaying::whatCouldNotBeAskedForIsAskedForLater()
{
    OneSongVillage village(m_clock);
    QVERIFY(village.join(*m_profile));
    m_profile->village().setOnline(false);
    QTRY_VERIFY(m_profile->village().status().flightMode);
    play({u"rain.flac"_s});
    QTRY_VERIFY(!m_now->song().isNull());
    QVERIFY(!m_now->isSongKnown());
    m_profile->village().setOnline(true);
    QTRY_COMPARE(m_now->song(), village.song);
    QVERIFY(m_now->isSongKnown());
}

/// As the community told when it was last there.
void TestNowPlaying::theLibraryLearnsHowManyCommentsThereAre()
{
    api::Song song{.id = SongId::make(m_clock),
                   .title = u"Night Rain"_s,
                   .artist = u"Mizu"_s,
                   .album = {},
                   .mbid = {},
                   .isrc = {},
                   .commentCount = 1284,
                   .createdAt = 1};
    auto cache = store::Store::open(m_folder->filePath(u"cache.db"_s), sync::cacheSchema());
    QVERIFY(cache);
    const auto told = (*cache)->writer().run([&](store::Database& db) -> Result<void> {
        db.prepare("INSERT INTO entity(scope, type, id, rev, seq, generation, body) VALUES(?, 'song', ?, 1, 1, 1, ?)")
            .bind(api::songScope(song.id), song.id, QString::fromUtf8(api::toBytes(api::toJson(song))))
            .run();
        return {};
    });
    QVERIFY(told);
    const TrackId known = rowOf(u"rain.flac"_s).track.id;
    m_profile->trackStore().setSong(known, song.id, {});
    QTRY_COMPARE(rowOf(u"rain.flac"_s).songId, song.id);
    play({u"rain.flac"_s});
    QTRY_COMPARE(rowOf(u"rain.flac"_s).comments, std::optional<qint64>(1284));

    // One's own that waits counts as well, as long as it waits.
    auto& village = m_profile->village();
    community::NewComment again;
    again.songId = song.id;
    again.text = u"the rain again"_s;
    QVERIFY(!valueOf(village.talk().post(again)).isNull());
    QTRY_COMPARE(rowOf(u"rain.flac"_s).comments, std::optional<qint64>(1285));
    const auto waiting = valueOf(village.outbox().items());
    QCOMPARE(waiting.size(), 1U);
    (void)village.outbox().undo(waiting.front().id);
    QTRY_COMPARE(rowOf(u"rain.flac"_s).comments, std::optional<qint64>(1284));

    // Of a song that no community knows nothing is told.
    play({u"still.ogg"_s});
    QTRY_VERIFY(!rowOf(u"still.ogg"_s).songId.isNull());
    QTRY_VERIFY(!m_now->song().isNull());
    QVERIFY(!rowOf(u"still.ogg"_s).comments);
    QCOMPARE(rowOf(u"rain.flac"_s).comments, std::optional<qint64>(1284));
}

QTEST_MAIN(TestNowPlaying)
#include "tst_now_playing.moc"
