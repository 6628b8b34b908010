#include "library_fixture.h"
#include "listening/local_words.h"
#include "support/places.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::listening;
using namespace Qt::StringLiterals;
using library::LibraryFixture;

/// Words beside and inside real audio files.
class TestLocalWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileWithoutWordsHasNone();
    void aSidecarComesBeforeTheTag();
    void theTagIsReadWhereThereIsNoSidecar();
    void aSidecarWithoutLinesCountsAsAbsent_data();
    void aSidecarWithoutLinesCountsAsAbsent();
    void linesKeepTheirIdsWhenOthersAreEdited();
    void sameLinesAreToldApart();
    void aTagThatEndsItsReaderCountsAsAbsent();

private:
    /// Words of night.flac with this sidecar.
    std::optional<LocalWords> read(const QByteArray& sidecar, const QString& suffix = u"lrc"_s);

    std::optional<LocalWords> find(const QString& path) { return findLocalWords(path, m_helper); }

    LibraryFixture m_files;
    worker::WorkerProcess m_helper;
};

std::optional<LocalWords> TestLocalWords::read(const QByteArray& sidecar, const QString& suffix)
{
    if (!QFile::exists(m_files.music(u"night.flac"_s))) m_files.add(u"night.flac"_s);
    m_files.addBytes(u"night."_s + suffix, sidecar);
    auto found = find(m_files.music(u"night.flac"_s));
    QFile::remove(m_files.music(u"night."_s + suffix));
    return found;
}

void TestLocalWords::aFileWithoutWordsHasNone()
{
    QVERIFY(!find(m_files.add(u"plain.flac"_s)));
    QVERIFY(!find(m_files.music(u"not there.flac"_s)));
}

void TestLocalWords::aSidecarComesBeforeTheTag()
{
    const QString path = m_files.add(u"both.flac"_s, {{u"LYRICS"_s, u"from the tag"_s}});
    m_files.addBytes(u"both.lrc"_s, "[00:01.00]from the file\n[00:02.50]and on\n");
    const auto words = find(path);
    QVERIFY(words);
    QCOMPARE(words->origin, WordsOrigin::Sidecar);
    QCOMPARE(words->place, m_files.music(u"both.lrc"_s));
    QCOMPARE(words->document.lines.size(), 2);
    QCOMPARE(words->document.lines.at(0).text, u"from the file"_s);
    QCOMPARE(words->document.lines.at(1).startMs, std::optional<qint64>(2500));
}

void TestLocalWords::theTagIsReadWhereThereIsNoSidecar()
{
    const auto plain = find(m_files.add(u"tagged.flac"_s, {{u"LYRICS"_s, u"first\nsecond"_s}}));
    QVERIFY(plain);
    QCOMPARE(plain->origin, WordsOrigin::Tag);
    QCOMPARE(plain->document.lines.size(), 2);
    QVERIFY(!plain->document.lines.at(0).startMs);

    const auto timed = find(m_files.add(u"timed.flac"_s, {{u"LYRICS"_s, u"[00:01.00]first\n[00:03.00]second"_s}}));
    QVERIFY(timed);
    QCOMPARE(timed->document.lines.at(1).startMs, std::optional<qint64>(3000));
}

void TestLocalWords::aSidecarWithoutLinesCountsAsAbsent_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("empty") << QByteArray() << u"lrc"_s;
    QTest::newRow("only a header") << QByteArray("[ti:Night]\n") << u"lrc"_s;
    QTest::newRow("broken XML") << QByteArray("<tt><body>") << u"ttml"_s;
    QTest::newRow("too large") << QByteArray("[00:01.00]x\n").repeated(200'000) << u"lrc"_s;
}

void TestLocalWords::aSidecarWithoutLinesCountsAsAbsent()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, suffix);
    QVERIFY(!read(bytes, suffix));
    QVERIFY(read("[00:01.00]x\n"));
}

void TestLocalWords::linesKeepTheirIdsWhenOthersAreEdited()
{
    const auto before = read("[00:01.00]rain\n[00:02.00]harbor\n[00:03.00]light\n");
    const auto same = read("[00:01.00]rain\n[00:02.00]harbor\n[00:03.00]light\n");
    const auto edited = read("[00:01.50]rain\n[00:02.00]harbour\n[00:02.50]wind\n[00:03.00]light\n");
    QVERIFY(before && same && edited);
    QCOMPARE(same->document, before->document);
    QCOMPARE(edited->document.lines.at(0).id, before->document.lines.at(0).id);
    QVERIFY(edited->document.lines.at(1).id != before->document.lines.at(1).id);
    QCOMPARE(edited->document.lines.at(3).id, before->document.lines.at(2).id);
}

void TestLocalWords::sameLinesAreToldApart()
{
    const auto words = read("[00:01.00]la\n[00:02.00]la\n[00:03.00]la\n");
    QVERIFY(words);
    QSet<QString> ids;
    for (const lyrics::Line& line : words->document.lines)
        ids.insert(line.id.toString());
    QCOMPARE(ids.size(), 3);
}

void TestLocalWords::aTagThatEndsItsReaderCountsAsAbsent()
{
    worker::WorkerProcess reader(test::programPath(u"bad_worker"_s));
    const QMap<QString, QString> tags{{u"LYRICS"_s, u"one line"_s}};
    QVERIFY(!findLocalWords(m_files.add(u"crash.flac"_s, tags), reader));
    QVERIFY(reader.diedReading());
    QVERIFY(findLocalWords(m_files.add(u"next.flac"_s, tags), reader)); // by another
    // Words beside it need nothing of the file.
    m_files.addBytes(u"crash.lrc"_s, "[00:01.00]beside\n");
    QVERIFY(findLocalWords(m_files.music(u"crash.flac"_s), reader));
}

QTEST_GUILESS_MAIN(TestLocalWords)
#include "tst_local_words.moc"
