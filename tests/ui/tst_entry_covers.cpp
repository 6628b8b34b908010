#include "library/library_schema.h"
#include "library/track_queries.h"
#include "store/chunk_store.h"
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

QTEST_MAIN(TestEntryCovers)
#include "tst_entry_covers.moc"
