#include "base/text_fold.h"
#include "library/library_schema.h"
#include "library/track_queries.h"
#include "store/store.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace groundswell;
using namespace groundswell::library;
using namespace Qt::StringLiterals;

namespace {

/// A library as it was before the fourth migration.
void makeVersion3(SQLite::Database& old)
{
    for (const auto& name : {u"001_initial.sql"_s, u"002_search_terms.sql"_s, u"003_analysis.sql"_s}) {
        QFile file(u":/schema/library/"_s + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        old.exec(file.readAll().constData());
    }
    old.exec(
        "CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;"
        "INSERT INTO meta VALUES('schema', 'library'), ('minimum_compatible_version', 3); PRAGMA user_version = 3");
}

void addTrack(SQLite::Database& old, int id, const QString& title, const QString& artist, const QString& album)
{
    SQLite::Statement track(old, "INSERT INTO track(id, path, size, modified_ms, added_ms, title, title_sort) "
                                 "VALUES(?, CAST(? AS BLOB), 1, 1, 1, ?, '')");
    track.bind(1, id);
    track.bind(2, "/music/" + std::to_string(id));
    track.bind(3, title.toStdString());
    track.exec();
    SQLite::Statement words(old, "INSERT INTO track_search(rowid, title, artist, album, romanised) VALUES(?,?,?,?,?)");
    words.bind(1, id);
    words.bind(2, foldName(title).words.toStdString());
    words.bind(3, foldName(artist).words.toStdString());
    words.bind(4, foldName(album).words.toStdString());
    words.bind(5, foldName(title).romanised.toStdString());
    words.exec();
}

/// Every word of the search index with its place.
QStringList indexed(SQLite::Database& library)
{
    QStringList all;
    SQLite::Statement each(library, "SELECT term, doc, col, offset FROM track_term ORDER BY 1, 2, 3, 4");
    while (each.executeStep()) {
        all.append(u"%1 %2 %3 %4"_s.arg(QString::fromStdString(each.getColumn(0).getString()))
                       .arg(each.getColumn(1).getInt())
                       .arg(QString::fromStdString(each.getColumn(2).getString()))
                       .arg(each.getColumn(3).getInt()));
    }
    return all;
}

} // namespace

class TestLibrarySchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFourthMigrationKeepsTheSearchIndex();
};

void TestLibrarySchema::theFourthMigrationKeepsTheSearchIndex()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"library.db"_s);
    QStringList before;
    {
        SQLite::Database old(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        makeVersion3(old);
        addTrack(old, 1, u"Rain, rain, go away"_s, u"The Rainmakers"_s, u"Weather"_s);
        addTrack(old, 2, u"夜に駆ける"_s, u"YOASOBI"_s, {});
        addTrack(old, 3, u"Été d’amour"_s, {}, u"Rain or shine"_s);
        addTrack(old, 4, u"Gone before"_s, u"Nobody"_s, {});
        addTrack(old, 5, {}, {}, {});
        addTrack(old, 6, u"R.E.M. – 99½"_s, u"Sigur Rós"_s, u"( )"_s);
        addTrack(old, 7, u"Don't rainbow"_s, u"Ray"_s, u"Rain"_s);
        old.exec("DELETE FROM track WHERE id = 4");
        before = indexed(old);
        QVERIFY(before.size() > 20);
    }
    auto store = store::Store::open(path, librarySchema());
    QVERIFY(store);
    SQLite::Database now(path.toStdString(), SQLite::OPEN_READWRITE);
    QCOMPARE(indexed(now), before);
    QVERIFY(
        QString::fromStdString(now.execAndGet("SELECT sql FROM sqlite_schema WHERE name = 'track_search'").getString())
            .contains(u"prefix='1 2 3 4'"_s));

    const TrackQueries queries((*store)->readers());
    const auto found = [&](const QString& typed) {
        QList<qint64> ids;
        const auto rows = queries.search(typed).takeResult().value();
        for (const TrackRow& row : rows)
            ids.append(qint64(row.track.id));
        return ids;
    };
    QCOMPARE(found(u"rain"_s), (QList<qint64>{1, 7, 3}));
    QCOMPARE(found(u"rainb"_s), QList<qint64>{7});
    QCOMPARE(found(u"夜に"_s), QList<qint64>{2});
    now.exec("DELETE FROM track WHERE id IN (5, 7)"); // the fifth has no words
    QVERIFY(found(u"rainb"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestLibrarySchema)
#include "tst_library_schema.moc"
