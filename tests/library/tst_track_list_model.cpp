#include "library/track_list_model.h"

#include "library/track_fields.h"
#include "library/track_store.h"
#include "library/track_writer.h"
#include "library_fixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::library;
using namespace Qt::StringLiterals;

/// The model over a library of many pages, which the tester reads through and through.
class TestTrackListModel : public QObject
{
    Q_OBJECT

    static constexpr int total = 2'000;

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        const auto filled = m_library.store().writer().run([](store::Database& database) -> Result<void> {
            TrackPreparer preparer;
            TrackWriter writer(database, std::nullopt, 0);
            for (int i = 0; i < total; ++i) {
                Track track;
                track.nativePath = "/music/" + QByteArray::number(i) + ".flac";
                track.title = u"Track %1"_s.arg(i, 4, 10, QChar(u'0'));
                track.artist = u"Artist %1"_s.arg(i % 7);
                track.durationMs = 1000 + i;
                if (i == 5) track.error = u"It is broken."_s;
                writer.write(preparer.prepare(track));
            }
            return {};
        });
        QVERIFY(filled);
    }

    void showsPlaceholdersThenRows()
    {
        TrackListModel model(m_library.queries());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        QTRY_COMPARE(model.rowCount(), total);
        const QModelIndex last = model.index(total - 1, TrackListModel::TitleColumn);
        QCOMPARE(last.data(TrackListModel::role(TrackField::Loaded)).toBool(), false);
        QCOMPARE(last.data().toString(), QString());
        QTRY_COMPARE(last.data(TrackListModel::role(TrackField::Loaded)).toBool(), true);
        QVERIFY(model.rowAt(total - 1));
        QVERIFY(!model.rowAt(total)); // of a page that is there
        QVERIFY(!model.rowAt(-1));
        QCOMPARE(last.data().toString(), u"Track 1994"_s); // artist 6 is the last, and 1994 its last
        QCOMPARE(last.siblingAtColumn(TrackListModel::DurationColumn).data().toString(), u"0:03"_s);
        QCOMPARE(model.headerData(TrackListModel::DurationColumn, Qt::Horizontal).toString(), u"Time"_s);
    }

    void sortsAndKeepsSelections()
    {
        TrackListModel model(m_library.queries());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.rowCount(), total);
        const QPersistentModelIndex selected = model.index(123, 0);
        const TrackId track = model.idAt(123);
        const TrackIds tracks = model.ids();
        std::vector<QPersistentModelIndex> all;
        for (int row = 0; row < total; ++row)
            all.emplace_back(model.index(row, 1));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy loaded(&model, &TrackListModel::loaded);
        model.sort(TrackListModel::TitleColumn, Qt::DescendingOrder);
        QTRY_COMPARE(loaded.size(), 1);
        QVERIFY(reset.isEmpty());
        QCOMPARE(model.idAt(selected.row()), track);
        for (size_t i = 0; i < all.size(); ++i)
            QCOMPARE(model.idAt(all[i].row()), tracks[i]);
        QTRY_COMPARE(model.index(0, 0).data().toString(), u"Track 1999"_s);
        QCOMPARE(model.rowOf(model.idAt(777)), 777);
        QCOMPARE(model.rowOf(TrackId{-1}), -1);
    }

    void rowsAskedForWhileTheOrderChanges()
    {
        TrackListModel model(m_library.queries());
        QTRY_COMPARE(model.rowCount(), total);
        const auto first = [&model] { return model.index(0, TrackListModel::TitleColumn).data().toString(); };
        // As a view does that paints while it is told: the page is asked for with the old ids, and answered later.
        connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, this, [&] { (void)first(); });
        model.sort(TrackListModel::TitleColumn, Qt::DescendingOrder);
        QTRY_COMPARE(first(), u"Track 1999"_s);
    }

    void filtersAndTheLatestWins()
    {
        TrackListModel model(m_library.queries());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const auto& typed : {u"t"_s, u"tr"_s, u"track 000"_s})
            model.setFilter({.text = typed});
        QTRY_COMPARE(model.rowCount(), 10);
        model.setFilter({.text = u"nothing like it"_s});
        QTRY_COMPARE(model.rowCount(), 0);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), total);
    }

    void rowsTellTheirState()
    {
        TrackListModel model(m_library.queries());
        model.setFilter({.failedOnly = true});
        QTRY_COMPARE(model.rowCount(), 1);
        const QModelIndex row = model.index(0, 0);
        QTRY_VERIFY(row.data(TrackListModel::role(TrackField::Loaded)).toBool());
        QCOMPARE(row.data(TrackListModel::role(TrackField::Error)).toString(), u"It is broken."_s);
        QCOMPARE(row.data(Qt::ToolTipRole).toString(), u"It is broken."_s);
        QCOMPARE(model.roleNames().value(TrackListModel::role(TrackField::HasTranslation)),
                 QByteArray("hasTranslation"));

        TrackStore tracks(m_library.store().writer(), m_library.clock());
        connect(&tracks, &TrackStore::changed, &model, &TrackListModel::refreshTrack);
        tracks.setWords(model.idAt(0), Words::Lyrics | Words::Story);
        QTRY_VERIFY(row.data(TrackListModel::role(TrackField::HasStory)).toBool());
        QCOMPARE(row.siblingAtColumn(TrackListModel::WordsColumn).data().toString(), u"Lyrics, Story"_s);
    }

    void commentsSortWithWhatIsUnknownBehindThem()
    {
        LibraryFixture fixture;
        for (const auto& name : {u"few"_s, u"many"_s, u"none"_s, u"unknown"_s})
            fixture.add(name + u".flac"_s, {{u"TITLE"_s, name}});
        QVERIFY(fixture.scan());
        TrackStore tracks(fixture.store().writer(), fixture.clock());
        const auto tell = [&](const QString& name, qint64 count) {
            const auto row = fixture.queries().byPath(fixture.music(name + u".flac"_s)).takeResult()->value();
            tracks.setComments(row.track.id, count);
        };
        QSignalSpy told(&tracks, &TrackStore::changed);
        tell(u"few"_s, 3);
        tell(u"many"_s, 1284);
        tell(u"none"_s, 0);
        QTRY_COMPARE(told.size(), 3);
        QCOMPARE(fixture.titles({}, {.field = TrackField::Comments}),
                 (QStringList{u"none"_s, u"few"_s, u"many"_s, u"unknown"_s}));
        QCOMPARE(fixture.titles({}, {.field = TrackField::Comments, .descending = true}),
                 (QStringList{u"many"_s, u"few"_s, u"none"_s, u"unknown"_s}));

        TrackListModel model(fixture.queries());
        model.sort(TrackListModel::CommentsColumn, Qt::DescendingOrder);
        QTRY_COMPARE(model.rowCount(), 4);
        const auto shown = [&model](int row) { return model.index(row, TrackListModel::CommentsColumn).data(); };
        QTRY_COMPARE(shown(0).toString(), QLocale().toString(1284));
        QCOMPARE(shown(2).toString(), u"0"_s);
        QVERIFY(shown(3).toString().isEmpty());
        QVERIFY(model.index(3, 0).data(TrackListModel::role(TrackField::Comments)).isNull());
    }

    void whatCannotBeReadComesLast()
    {
        LibraryFixture fixture;
        fixture.addBytes(u"a broken one.mp3"_s, "not a sound at all");
        fixture.add(u"nobody.flac"_s, {{u"TITLE"_s, u"Nobody sings this"_s}});
        fixture.add(u"b.flac"_s, {{u"TITLE"_s, u"Second"_s}, {u"ARTIST"_s, u"Bertha"_s}});
        fixture.add(u"a.flac"_s, {{u"TITLE"_s, u"First"_s}, {u"ARTIST"_s, u"Ada"_s}});
        QVERIFY(fixture.scan());
        const QStringList up = fixture.titles();
        QCOMPARE(up.size(), 4);
        QCOMPARE(up.first(3), (QStringList{u"First"_s, u"Second"_s, u"Nobody sings this"_s}));
        QVERIFY(!fixture.allRows().constLast().track.error.isEmpty());
        const QStringList down = fixture.titles({}, {.field = TrackField::Artist, .descending = true});
        QCOMPARE(down.first(3), (QStringList{u"Second"_s, u"First"_s, u"Nobody sings this"_s}));
        QCOMPARE(fixture.titles({.artist = u"Ada"_s}), QStringList{u"First"_s});
    }

    void everyColumnHasATitle()
    {
        TrackListModel model(m_library.queries());
        QTRY_COMPARE(model.rowCount(), total);
        for (int column = 0; column < TrackListModel::ColumnCount; ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    }

    void durations()
    {
        QCOMPARE(durationText(0), u"0:00"_s);
        QCOMPARE(durationText(59'600), u"1:00"_s);
        QCOMPARE(durationText(225'400), u"3:45"_s);
        QCOMPARE(durationText(3'723'000), u"1:02:03"_s);
    }

private:
    LibraryFixture m_library;
};

QTEST_GUILESS_MAIN(TestTrackListModel)
#include "tst_track_list_model.moc"
