#include "library/library_upkeep.h"

#include "library_fixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::library;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Nothing happens by itself within a test.
constexpr LibraryUpkeep::Pace Never{
    .first = 1h, .stirred = 1h, .again = 1h, .least = 1h, .regular = 1h, .roots = 1h, .timesAsLong = 0};

} // namespace

/// Files come and go in a known folder, and nobody asks for a scan.
class TestLibraryUpkeep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_library = std::make_unique<LibraryFixture>();
        m_library->add(u"album/one.mp3"_s);
        QVERIFY(m_library->scan());
        m_scanner = std::make_unique<Scanner>(m_library->store(), m_library->clock());
    }
    void cleanup()
    {
        m_scanner.reset();
        m_library.reset();
    }

    void looksAfterTheStart()
    {
        m_library->add(u"album/two.mp3"_s);
        QSignalSpy started(m_scanner.get(), &Scanner::started);
        auto pace = Never;
        pace.first = 0ms;
        const LibraryUpkeep upkeep(m_library->queries(), *m_scanner, pace);
        QTRY_COMPARE(m_library->allRows().size(), 2);
        QCOMPARE(started.front().front().value<ScanReason>(), ScanReason::Upkeep);
    }

    void seesWhatComesAndGoes()
    {
        auto pace = Never;
        pace.first = pace.stirred = pace.again = 0ms;
        const LibraryUpkeep upkeep(m_library->queries(), *m_scanner, pace);
        QSignalSpy finished(m_scanner.get(), &Scanner::finished);
        QTRY_COMPARE(finished.size(), 1);
        // The system tells of it once the folders are watched, which begins after the first look: so files are added
        // until one is noticed.
        int added = 0;
        QVERIFY(test::comesTrue([&] {
            m_library->add(u"album/new %1.mp3"_s.arg(++added));
            return QTest::qWaitFor([&] { return m_library->allRows().size() > 1; }, 200);
        }));
        QTRY_COMPARE(m_library->allRows().size(), 1 + added);
        m_library->add(u"another/deeper/three.mp3"_s); // a folder that was not there
        QTRY_COMPARE(m_library->allRows().size(), 2 + added);
        QVERIFY(QFile::remove(m_library->music(u"album/one.mp3"_s)));
        QTRY_COMPARE(onlineCount(), 1 + added);
    }

    void looksWhenOneComesBackAfterAWhile()
    {
        auto pace = Never;
        pace.first = 0ms;
        pace.least = 0ms;
        LibraryUpkeep upkeep(m_library->queries(), *m_scanner, pace);
        QSignalSpy finished(m_scanner.get(), &Scanner::finished);
        QTRY_COMPARE(finished.size(), 1);
        m_library->add(u"album/two.mp3"_s);
        upkeep.comeBack();
        QTRY_COMPARE(m_library->allRows().size(), 2);
    }

    void looksNowAndThen()
    {
        auto pace = Never;
        pace.first = pace.regular = 0ms;
        const LibraryUpkeep upkeep(m_library->queries(), *m_scanner, pace);
        QSignalSpy finished(m_scanner.get(), &Scanner::finished);
        QTRY_VERIFY(finished.size() >= 3);
    }

    void aWholeFolderThatGoesAndComesBackIsNoticed()
    {
        auto pace = Never;
        pace.first = 0ms;
        pace.roots = 20ms;
        pace.timesAsLong = 1'000'000; // however long looks take
        const LibraryUpkeep upkeep(m_library->queries(), *m_scanner, pace);
        QTRY_COMPARE(onlineCount(), 1);
        const QString elsewhere = m_library->music() + u" elsewhere"_s;
        QVERIFY(QDir().rename(m_library->music(), elsewhere));
        QTRY_COMPARE(onlineCount(), 0);
        QVERIFY(QDir().rename(elsewhere, m_library->music()));
        QTRY_COMPARE(onlineCount(), 1);
    }

    void foldersThatStayAreNotLookedThrough()
    {
        auto pace = Never;
        pace.first = 0ms;
        pace.roots = 1ms;
        const LibraryUpkeep upkeep(m_library->queries(), *m_scanner, pace);
        QSignalSpy finished(m_scanner.get(), &Scanner::finished);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!QTest::qWaitFor([&] { return finished.size() > 1; }, 200));
    }

    void aPersonsScanPlansTheNextLook()
    {
        auto pace = Never;
        pace.again = 0ms;
        const LibraryUpkeep upkeep(m_library->queries(), *m_scanner, pace);
        QSignalSpy finished(m_scanner.get(), &Scanner::finished);
        m_library->add(u"album/two.mp3"_s);
        m_scanner->start({m_library->music()});
        QTRY_COMPARE(finished.size(), 2); // something was found: one look more
        QCOMPARE(finished[1][0].value<ScanReport>().reason, ScanReason::Upkeep);
    }

private:
    [[nodiscard]] int onlineCount() const
    {
        int count = 0;
        for (const TrackRow& row : m_library->allRows())
            count += row.online;
        return count;
    }

    std::unique_ptr<LibraryFixture> m_library;
    std::unique_ptr<Scanner> m_scanner;
};

QTEST_GUILESS_MAIN(TestLibraryUpkeep)
#include "tst_library_upkeep.moc"
