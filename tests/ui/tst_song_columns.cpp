#include "ui/library/song_columns.h"
#include "ui/library/song_delegate.h"
#include "ui/library/song_header.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace groundswell::ui;
using Column = SongColumns::Column;

namespace {

class ManySongs final : public QAbstractTableModel
{
public:
    int rowCount(const QModelIndex& = {}) const override { return 1'234'567; }
    int columnCount(const QModelIndex& = {}) const override { return Column::ColumnCount; }
    QVariant data(const QModelIndex&, int) const override { return {}; }
};

} // namespace

/// Which columns are shown, as it is kept between two starts, and how wide they are.
class TestSongColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatWasChangedIsKept()
    {
        SongColumns columns;
        QCOMPARE(columns.toText(), QString());
        columns.choose(Column::YearColumn, true);
        columns.choose(Column::AlbumColumn, false);
        columns.setWidth(Column::ArtistColumn, 150);
        QCOMPARE(columns.toText(), u"-2 +5 1=150"_s);
        SongColumns again;
        again.fromText(columns.toText());
        QVERIFY(again.isChosen(Column::YearColumn));
        QVERIFY(!again.isChosen(Column::AlbumColumn));
        QVERIFY(again.isChosen(Column::CommentsColumn)); // a usual one, of which nothing is said
        QCOMPARE(again.toText(), columns.toText());
        again.choose(Column::YearColumn, false);
        again.choose(Column::AlbumColumn, true);
        again.setWidth(Column::ArtistColumn, 0);
        QCOMPARE(again.toText(), QString());
    }

    /// They were a set of all columns that are shown, and none of them knew of comments.
    void olderTextsAreUnderstood()
    {
        const unsigned shown = 1u << Column::TitleColumn | 1u << Column::TrackNoColumn | 1u << Column::DurationColumn |
                               1u << Column::ArtistColumn | 1u << Column::GenreColumn;
        SongColumns columns;
        columns.fromText(QString::number(shown) + u" 1=150"_s);
        QVERIFY(columns.isChosen(Column::GenreColumn));
        QVERIFY(!columns.isChosen(Column::AlbumColumn));
        QVERIFY(!columns.isChosen(Column::WordsColumn));
        QVERIFY(columns.isChosen(Column::CommentsColumn));
        QCOMPARE(columns.toText(), u"-2 +6 -10 1=150"_s);
    }

    void whatCannotBeReadChangesNothing()
    {
        for (const QString& text : {u"words"_s, u"-"_s, u"+99"_s, u"-0 -3 -4"_s, u"99=150 1=2 ="_s, u" "_s, u"0"_s}) {
            SongColumns columns;
            columns.fromText(text);
            QCOMPARE(columns.toText(), QString());
        }
    }

    void theNumbersOfALongListAreShownWhole()
    {
        const Look look(*qApp);
        ManySongs songs;
        SongHeader header(look);
        header.setModel(&songs);
        header.fit(1000);
        const QString last = QLocale().toString(songs.rowCount());
        QVERIFY(header.sectionSize(Column::TrackNoColumn) - SongDelegate::rowPadding >=
                QFontMetricsF(look.type().tabular(Type::Small)).horizontalAdvance(last));
    }
};

QTEST_MAIN(TestSongColumns)
#include "tst_song_columns.moc"
