#include "library/library_schema.h"
#include "library/track_queries.h"
#include "store/chunk_store.h"
#include "store/statement.h"
#include "store/store.h"
#include "ui/library/cover_pixmaps.h"
#include "ui/library/entry_covers.h"

#include <QTemporaryDir>
#include <QTest>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

/// Which picture belongs to an entry of the queue, asked of a real library.
class TestEntryCovers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCouldNotBeReadIsAskedForAgain();
    void aSongOfOthersHasTheCoverOfItsTrack();
    void whatWasAskedBeforeTheLibraryChangedIsAskedAgain();
};

void TestEntryCovers::whatCouldNotBeReadIsAskedForAgain()
{
    const QTemporaryDir folder;
    const auto media = store::Store::open(folder.filePath(u"media.db"_s), store::mediaSchema()).value();
    const auto library = store::Store::open(folder.filePath(u"library.db"_s), library::librarySchema()).value();
    const auto change = [&](const char* sql) {
        return library->writer().run([sql](store::Database& database) -> Result<void> {
            database.execute(sql);
            return {};
        });
    };
    store::ChunkStore chunks(*media);
    library::CoverLoader loader(library->readers(), chunks);
    CoverPixmaps pixmaps(loader);
    const library::TrackQueries queries(library->readers());
    EntryCovers covers(queries, pixmaps);
    media::QueueEntry entry;
    entry.track = TrackId{7};
    entry.title = u"Low tide"_s;
    const auto paint = [&] { return covers.pixmap(entry, 40, 4, 1); };

    QVERIFY(change("ALTER TABLE track RENAME TO away"));
    QVERIFY(!paint().isNull());
    QVERIFY(covers.isAsking());
    QTRY_VERIFY(!covers.isAsking()); // and it could not be answered
    QVERIFY(change("ALTER TABLE away RENAME TO track"));
    QVERIFY(!paint().isNull());
    QVERIFY(covers.isAsking());
    QTRY_VERIFY(!covers.isAsking());
    QVERIFY(!paint().isNull());
    QVERIFY(!covers.isAsking()); // it has none: that is known now
}

/// A song that the community names is found by its id where it was matched, and else by its title and artist.
void TestEntryCovers::aSongOfOthersHasTheCoverOfItsTrack()
{
    const QTemporaryDir folder;
    const auto media = store::Store::open(folder.filePath(u"media.db"_s), store::mediaSchema()).value();
    const auto library = store::Store::open(folder.filePath(u"library.db"_s), library::librarySchema()).value();
    const auto song = SongId::fromString(u"018f0000-0000-7000-8000-000000000001");
    QVERIFY(library->writer().run([&](store::Database& database) -> Result<void> {
        database.execute(
            "INSERT INTO track(id, path, size, modified_ms, added_ms, title, artist, cover_key, title_sort, "
            "artist_sort) VALUES(7, CAST('/a' AS BLOB), 1, 1, 1, 'Salt letters', 'The Oakes', 'red', "
            "'salt letters', 'oakes'), (8, CAST('/b' AS BLOB), 1, 1, 1, 'Low tide', 'The Oakes', 'blue', 'low tide', "
            "'oakes')");
        database.prepare("INSERT INTO track_song(track_id, song_id, evidence) VALUES(8, ?, '')").bind(song).run();
        return {};
    }));
    store::ChunkStore chunks(*media);
    library::CoverLoader loader(library->readers(), chunks);
    CoverPixmaps pixmaps(loader);
    const library::TrackQueries queries(library->readers());
    EntryCovers covers(queries, pixmaps);
    const auto isFound = [&](const library::SongName& name) {
        if (!test::comesTrue([&] { return !pixmaps.isLoading(); })) return false; // that of the one before
        bool found = false;
        const auto paint = [&] { return covers.pixmap(name, u"seed"_s, 40, 4, 1); };
        QObject context;
        connect(&covers, &EntryCovers::arrived, &context, [&] {
            (void)paint();
            found = found || pixmaps.isLoading(); // the picture of its track is on its way
        });
        (void)paint();
        if (!covers.isAsking() || !test::comesTrue([&] { return !covers.isAsking(); })) return false;
        (void)paint();
        return found && !covers.isAsking(); // the library is asked once
    };

    QVERIFY(isFound({.title = u"Salt Letters"_s, .artist = u"the OAKES"_s}));
    QVERIFY(isFound({.song = song, .title = u"Under another name"_s, .artist = {}}));
    QVERIFY(!isFound({.title = u"Salt Letters"_s, .artist = u"Somebody else"_s}));
    QVERIFY(!isFound({.title = u"Salt Letters"_s, .artist = {}})); // a title alone is many songs'
}

/// The answer of before comes after the change, and tells of what was.
void TestEntryCovers::whatWasAskedBeforeTheLibraryChangedIsAskedAgain()
{
    const QTemporaryDir folder;
    const auto media = store::Store::open(folder.filePath(u"media.db"_s), store::mediaSchema()).value();
    const auto library = store::Store::open(folder.filePath(u"library.db"_s), library::librarySchema()).value();
    store::ChunkStore chunks(*media);
    library::CoverLoader loader(library->readers(), chunks);
    CoverPixmaps pixmaps(loader);
    const library::TrackQueries queries(library->readers());
    EntryCovers covers(queries, pixmaps);
    media::QueueEntry entry;
    entry.track = TrackId{7};
    const library::SongName song{.title = u"Salt letters"_s, .artist = u"The Oakes"_s};
    const auto paint = [&] {
        (void)covers.pixmap(entry, 40, 4, 1);
        (void)covers.pixmap(song, u"seed"_s, 40, 4, 1);
    };
    paint();
    bool asked = false;
    QTimer::singleShot(0, this, [&asked] { asked = true; }); // comes after the one that asks
    while (!asked)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    covers.forget();
    QTRY_VERIFY(!covers.isAsking());
    paint();
    QVERIFY2(covers.isAsking(), "what was told of the library as it was counts still");
    QTRY_VERIFY(!covers.isAsking());
    paint();
    QVERIFY(!covers.isAsking());
}

QTEST_MAIN(TestEntryCovers)
#include "tst_entry_covers.moc"
