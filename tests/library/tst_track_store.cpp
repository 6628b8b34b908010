#include "library/track_store.h"

#include "library/track_writer.h"
#include "library_fixture.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace groundswell;
using namespace groundswell::library;
using namespace Qt::StringLiterals;

/// Searching, gathering and keeping what belongs to tracks.
class TestTrackStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_library = std::make_unique<LibraryFixture>();
        m_tracks = std::make_unique<TrackStore>(m_library->store().writer(), m_library->clock());
        m_library->add(
            u"1.mp3"_s,
            {{u"TITLE"_s, u"听夜雨"_s}, {u"ARTIST"_s, u"巴山"_s}, {u"ALBUM"_s, u"秋池"_s}, {u"DATE"_s, u"2020"_s}});
        m_library->add(u"2.mp3"_s, {{u"TITLE"_s, u"Night Rain"_s},
                                    {u"ARTIST"_s, u"The Lanterns"_s},
                                    {u"ALBUM"_s, u"Harbour"_s},
                                    {u"TRACKNUMBER"_s, u"2"_s}});
        m_library->add(u"3.mp3"_s, {{u"TITLE"_s, u"Déjà Vu"_s},
                                    {u"ARTIST"_s, u"The Lanterns"_s},
                                    {u"ALBUM"_s, u"Harbour"_s},
                                    {u"TRACKNUMBER"_s, u"1"_s}});
        m_library->add(u"4.mp3"_s,
                       {{u"TITLE"_s, u"さくら"_s}, {u"ARTIST"_s, u"Rain Choir"_s}, {u"ISRC"_s, u"JPX000000001"_s}});
        QVERIFY(m_library->scan());
    }
    void cleanup()
    {
        m_tracks.reset();
        m_library.reset();
    }

    void searches_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("pinyin") << u"yeyu"_s << QStringList{u"听夜雨"_s};
        QTest::newRow("one character") << u"雨"_s << QStringList{u"听夜雨"_s};
        QTest::newRow("characters in order") << u"夜雨"_s << QStringList{u"听夜雨"_s};
        QTest::newRow("characters out of order") << u"雨夜"_s << QStringList{};
        QTest::newRow("artist in pinyin") << u"bashan"_s << QStringList{u"听夜雨"_s};
        QTest::newRow("romaji") << u"saku"_s << QStringList{u"さくら"_s};
        QTest::newRow("without diacritics") << u"deja"_s << QStringList{u"Déjà Vu"_s};
        QTest::newRow("words of several fields") << u"harb nig"_s << QStringList{u"Night Rain"_s};
        QTest::newRow("titles first") << u"rain"_s << QStringList{u"Night Rain"_s, u"さくら"_s};
        QTest::newRow("a long beginning") << u"nigh"_s << QStringList{u"Night Rain"_s};
        QTest::newRow("a long word within a longer one") << u"lantern vu"_s << QStringList{u"Déjà Vu"_s};
        QTest::newRow("long beginnings of words") << u"lante harbo nigh"_s << QStringList{u"Night Rain"_s};
        QTest::newRow("a long beginning of nothing") << u"nightly"_s << QStringList{};
        QTest::newRow("nothing") << u"zzz"_s << QStringList{};
        QTest::newRow("signs only") << u"\"*("_s << QStringList{};
    }
    void searches()
    {
        QFETCH(QString, typed);
        QStringList titles;
        const auto rows = m_library->queries().search(typed).takeResult();
        QVERIFY(rows);
        for (const TrackRow& row : *rows)
            titles.append(row.track.title);
        QTEST(titles, "found");
    }

    /// More words begin with what was typed than are asked for by name, and the whole word comes first.
    void searchesManyWordsOfOneBeginning()
    {
        const auto filled = m_library->store().writer().run([](store::Database& database) -> Result<void> {
            TrackPreparer preparer;
            TrackWriter writer(database, std::nullopt, 0);
            for (char16_t letter = u'a'; letter <= u'z'; ++letter) {
                Track track;
                track.nativePath = "/music/" + QByteArray(1, static_cast<char>(letter));
                track.title = u"Harmon"_s + QChar(letter);
                if (letter == u'z') track.title = u"Harmon"_s;
                writer.write(preparer.prepare(track));
            }
            return {};
        });
        QVERIFY(filled);
        const auto all = m_library->queries().search(u"harmon"_s, 100).takeResult().value();
        QCOMPARE(all.size(), 26);
        QCOMPARE(all.first().track.title, u"Harmon"_s);
        QCOMPARE(m_library->queries().search(u"harmon"_s, 5).takeResult()->size(), 5);
        QCOMPARE(m_library->queries().search(u"harmo"_s, 100).takeResult()->size(), 26);
        QCOMPARE(m_library->queries().search(u"harmonq"_s, 100).takeResult()->size(), 1);
    }

    void ordersAndFilters()
    {
        QCOMPARE(m_library->titles({}, {TrackField::Title}),
                 (QStringList{u"Déjà Vu"_s, u"Night Rain"_s, u"さくら"_s, u"听夜雨"_s}));
        QCOMPARE(m_library->titles({}, {TrackField::Title, true}),
                 (QStringList{u"听夜雨"_s, u"さくら"_s, u"Night Rain"_s, u"Déjà Vu"_s}));
        QCOMPARE(m_library->titles({.artist = u"The Lanterns"_s}),
                 (QStringList{u"Déjà Vu"_s, u"Night Rain"_s})); // by their numbers
        QCOMPARE(m_library->titles({.text = u"rain"_s, .album = u"Harbour"_s}), QStringList(u"Night Rain"_s));
    }

    void whatIsEqualIsListedByAlbumAndTheUnreadableLast()
    {
        // All of one length; the album of none is the first.
        const QStringList byAlbum{u"さくら"_s, u"Déjà Vu"_s, u"Night Rain"_s, u"听夜雨"_s};
        QCOMPARE(m_library->titles({}, {TrackField::Duration}), byAlbum);
        QCOMPARE(m_library->titles({}, {TrackField::Duration, true}), byAlbum);
        QCOMPARE(m_library->titles({}, {TrackField::PlayCount, true}), byAlbum);
        m_library->addBytes(u"0 broken.mp3"_s, "no music");
        QVERIFY(m_library->scan());
        for (const bool descending : {false, true})
            QCOMPARE(m_library->titles({}, {TrackField::Duration, descending}),
                     byAlbum + QStringList{u"0 broken.mp3"_s});
    }

    void everyOrderIsAValidQuestion()
    {
        for (int field = 0; field <= static_cast<int>(TrackField::Loaded); ++field) {
            for (const bool descending : {false, true}) {
                const auto ids =
                    m_library->queries().ids({}, {static_cast<TrackField>(field), descending}).takeResult();
                QVERIFY2(ids, qPrintable(QString::number(field)));
                QCOMPARE(ids->size(), 4U);
            }
        }
    }

    void gathersAlbumsAndArtists()
    {
        const auto albums = m_library->queries().albums().takeResult().value();
        QCOMPARE(albums.size(), 2);
        QCOMPARE(albums[0].title, u"Harbour"_s);
        QCOMPARE(albums[0].artist, u"The Lanterns"_s);
        QCOMPARE(albums[0].tracks, 2);
        QCOMPARE(albums[1].year, 2020);
        const auto artists = m_library->queries().artists().takeResult().value();
        QCOMPARE(artists.size(), 3);
        const auto counts = m_library->queries().counts().takeResult().value();
        QCOMPARE(counts.tracks, 4);
        QCOMPARE(counts.albums, 2);
        QCOMPARE(counts.artists, 3);
        QCOMPARE(counts.songs, 0);
        QVERIFY(counts.durationMs > 1000);
    }

    void keepsWhatBelongsToATrack()
    {
        const TrackRow row = m_library->queries().byPath(m_library->music(u"4.mp3"_s)).takeResult()->value();
        const TrackId id = row.track.id;
        QSignalSpy changed(m_tracks.get(), &TrackStore::changed);
        const auto song = SongId::make(m_library->clock());
        m_tracks->setSong(id, song, u"ISRC"_s);
        m_tracks->setWords(id, Words::SyncedLyrics | Words::Translation);
        QVERIFY(!row.comments);
        m_tracks->setComments(id, 1284);
        m_tracks->setComments(id, 1284); // told again, as with every comment on some other line
        m_tracks->recordPlay(id);
        m_tracks->recordPlay(id);
        QTRY_COMPARE(changed.size(), 5);

        const TrackRow now = m_library->queries().rows({id}).takeResult()->first();
        QCOMPARE(now.songId, song);
        QCOMPARE(now.words, WordsFlags(Words::SyncedLyrics | Words::Translation));
        QCOMPARE(now.comments, std::optional<qint64>(1284));
        QCOMPARE(now.playCount, 2);
        QCOMPARE(now.lastPlayedMs, m_library->clock().nowMs());
        QCOMPARE(m_library->queries().tracksOfSong(song).takeResult().value(), TrackIds{id});
        QCOMPARE(m_library->queries().counts().takeResult()->songs, 1);
        const auto comments = [&] { return m_library->queries().rows({id}).takeResult()->first().comments; };
        m_tracks->setSong(id, song, u"title"_s); // the same
        QTRY_COMPARE(changed.size(), 6);
        QCOMPARE(comments(), std::optional<qint64>(1284));
        m_tracks->setSong(id, SongId::make(m_library->clock()), {});
        QTRY_COMPARE(changed.size(), 7);
        QCOMPARE(comments(), std::nullopt);

        const auto query = m_library->queries().songQueryForTrack(id).takeResult().value();
        QCOMPARE(query.title, u"さくら"_s);
        QCOMPARE(query.artist, u"Rain Choir"_s);
        QCOMPARE(query.isrc, u"JPX000000001"_s);
        QVERIFY(query.durationMs > 300);
        QCOMPARE(m_library->queries().songQueryForTrack(TrackId{999}).takeResult().error().code, ErrorCode::NotFound);
    }

    void whatWasMeasuredIsOfTheFileAsItIs()
    {
        const QString path = m_library->music(u"2.mp3"_s);
        const TrackRow before = m_library->queries().byPath(path).takeResult()->value();
        const TrackId id = before.track.id;
        QVERIFY(!before.measured);
        QVERIFY(before.replayGain().isEmpty());
        QVERIFY(!m_library->queries().waveform(id).takeResult().value());
        QCOMPARE(unmeasured(), (QStringList{u"4.mp3"_s, u"3.mp3"_s, u"2.mp3"_s, u"1.mp3"_s}));

        const QSignalSpy changed(m_tracks.get(), &TrackStore::changed);
        const Measured measured{.sizeBytes = before.track.sizeBytes,
                                .modifiedMs = before.track.modifiedMs,
                                .error = {},
                                .unreadable = false,
                                .loudness = media::Loudness{.integratedLufs = -9, .rangeLu = 5, .truePeak = 0.9},
                                .fingerprint = u"AQAD"_s,
                                .waveform = "wave",
                                .detail = "detail"};
        auto kept = m_tracks->setMeasured(path, measured);
        QTRY_VERIFY(kept.isFinished());
        QVERIFY(kept.result());
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed.front().front().value<TrackId>(), id);
        QCOMPARE(m_library->queries().waveform(id).takeResult().value(), QByteArray("wave"));
        QCOMPARE(m_library->queries().waveformDetail(id).takeResult().value(), QByteArray("detail"));
        QCOMPARE(m_library->queries().fingerprint(id).takeResult().value(), u"AQAD"_s);
        const TrackRow after = m_library->queries().byPath(path).takeResult()->value();
        QCOMPARE(after.measured, measured.loudness);
        QCOMPARE(after.replayGain(),
                 (media::ReplayGain{.trackGainDb = -9.0, .albumGainDb = {}, .trackPeak = 0.9, .albumPeak = {}}));
        QCOMPARE(unmeasured(), (QStringList{u"4.mp3"_s, u"3.mp3"_s, u"1.mp3"_s}));
        auto elsewhere = m_tracks->setMeasured(u"/not/in/the/library.mp3"_s, measured);
        QTRY_VERIFY(elsewhere.isFinished());
        QVERIFY(elsewhere.result());
        QCOMPARE(changed.size(), 1);

        touch(path);
        QVERIFY(m_library->scan());
        QVERIFY(!m_library->queries().waveform(id).takeResult().value());
        QVERIFY(!m_library->queries().byPath(path).takeResult()->value().measured);
        QVERIFY(unmeasured().contains(u"2.mp3"_s));
    }

    void anAlbumIsAsLoudAsItsTracks()
    {
        const auto measure = [this](const QString& name, double lufs, double peak) {
            const QString path = m_library->music(name);
            const Track track = m_library->queries().byPath(path).takeResult()->value().track;
            auto kept = m_tracks->setMeasured(path, {.sizeBytes = track.sizeBytes,
                                                     .modifiedMs = track.modifiedMs,
                                                     .error = {},
                                                     .unreadable = false,
                                                     .loudness = media::Loudness{lufs, 3, peak}});
            QTRY_VERIFY(kept.isFinished());
        };
        const auto gainOf = [this](const QString& name) {
            return m_library->queries().byPath(m_library->music(name)).takeResult()->value().replayGain();
        };
        measure(u"2.mp3"_s, -10, 0.7);
        QVERIFY(!gainOf(u"2.mp3"_s).albumGainDb); // its album has another track
        measure(u"3.mp3"_s, -20, 0.9);
        // Of two equally long tracks: 10 lg((0.1 + 0.01) / 2) = -12.6.
        for (const auto& name : {u"2.mp3"_s, u"3.mp3"_s}) {
            QVERIFY(std::abs(*gainOf(name).albumGainDb - (-18 + 12.596)) < 0.01);
            QCOMPARE(gainOf(name).albumPeak, 0.9);
        }
        QCOMPARE(gainOf(u"2.mp3"_s).trackGainDb, -8.0);
        measure(u"4.mp3"_s, -10, 0.7);
        QVERIFY(!gainOf(u"4.mp3"_s).albumGainDb); // of no album
    }

    void aFileThatEndedItsReaderIsMarkedUntilItChanges()
    {
        const QString path = m_library->music(u"2.mp3"_s);
        const Track track = m_library->queries().byPath(path).takeResult()->value().track;
        auto kept = m_tracks->setMeasured(path, {.sizeBytes = track.sizeBytes,
                                                 .modifiedMs = track.modifiedMs,
                                                 .error = u"Its reader crashed."_s,
                                                 .unreadable = true});
        QTRY_VERIFY(kept.isFinished());
        QCOMPARE(m_library->queries().byPath(path).takeResult()->value().track.error, u"Its reader crashed."_s);
        QVERIFY(!unmeasured().contains(u"2.mp3"_s));
        QVERIFY(!m_library->queries().waveform(track.id).takeResult().value());
        QVERIFY(m_library->scan());
        QVERIFY(!unmeasured().contains(u"2.mp3"_s)); // unchanged: not tried again
        touch(path);
        QVERIFY(m_library->scan());
        QVERIFY(m_library->queries().byPath(path).takeResult()->value().track.error.isEmpty());
        QVERIFY(unmeasured().contains(u"2.mp3"_s));
    }

    void whatTheTagsSayIsNotMeasured()
    {
        LibraryFixture::tag(m_library->music(u"1.mp3"_s),
                            {{u"TITLE"_s, u"x"_s}, {u"REPLAYGAIN_TRACK_GAIN"_s, u"-4.5 dB"_s}});
        touch(m_library->music(u"1.mp3"_s));
        QVERIFY(m_library->scan());
        QVERIFY(!unmeasured().contains(u"1.mp3"_s));
        const auto row = m_library->queries().byPath(m_library->music(u"1.mp3"_s)).takeResult()->value();
        QCOMPARE(row.replayGain().trackGainDb, -4.5);
    }

    void keepsSettings()
    {
        m_tracks->setSetting(u"volume"_s, "0.8").waitForFinished();
        m_tracks->setSetting(u"volume"_s, "0.5").waitForFinished();
        QCOMPARE(m_library->queries().setting(u"volume"_s).takeResult().value(), QByteArray("0.5"));
        QVERIFY(!m_library->queries().setting(u"other"_s).takeResult().value());
    }

    void addsAFileByItself()
    {
        QTemporaryDir elsewhere;
        const QString path = elsewhere.filePath(u"single.flac"_s);
        QVERIFY(QFile::copy(LibraryFixture::seed(u"flac"_s), path));
        auto added = m_tracks->addFile(path);
        QTRY_VERIFY(added.isFinished());
        const auto id = added.takeResult();
        QVERIFY(id);
        QCOMPARE(m_library->queries().byPath(path).takeResult()->value().track.id, *id);
        auto missing = m_tracks->addFile(elsewhere.filePath(u"nothing.flac"_s));
        QTRY_VERIFY(missing.isFinished());
        QCOMPARE(missing.takeResult().error().code, ErrorCode::NotFound);
        QCOMPARE(m_library->scan()->missing, 0); // it is no part of the folder
    }

    void endsWhileAFileIsBeingRead()
    {
        const QString path = m_library->music(u"4.mp3"_s);
        {
            TrackStore ending(m_library->store().writer(), m_library->clock());
            for (int i = 0; i < 20; ++i)
                static_cast<void>(ending.addFile(path));
        }
        // Nothing of it reads or writes any more: the library may be closed now.
        m_tracks.reset();
        m_library.reset();
    }

    void removingAFolderForgetsItsTracksOnly()
    {
        QSignalSpy changed(m_tracks.get(), &TrackStore::tracksChanged);
        const auto folders = m_library->queries().folders().takeResult().value();
        QCOMPARE(folders.size(), 1);
        QCOMPARE(folders.first().path, m_library->music());
        QCOMPARE(folders.first().tracks, 4);
        auto removed = m_tracks->removeFolder(folders.first().id);
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(m_library->allRows().isEmpty());
        QVERIFY(m_library->queries().search(u"rain"_s).takeResult()->isEmpty());
        QVERIFY(QFile::exists(m_library->music(u"1.mp3"_s)));
    }

private:
    [[nodiscard]] QStringList unmeasured() const
    {
        QStringList names;
        const auto tracks =
            m_library->queries().unmeasured(TaggedGain::Absent, TrackId{1'000'000}, 100).takeResult().value();
        for (const auto& track : tracks)
            names.append(QFileInfo(track.path).fileName());
        std::ranges::sort(names, std::ranges::greater{});
        return names;
    }
    static void touch(const QString& path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(60), QFileDevice::FileModificationTime));
    }

    std::unique_ptr<LibraryFixture> m_library;
    std::unique_ptr<TrackStore> m_tracks;
};

QTEST_GUILESS_MAIN(TestTrackStore)
#include "tst_track_store.moc"
