#include "audio_files.h"
#include "library/library_schema.h"
#include "store/chunk_store.h"
#include "streaming/kept_offline.h"
#include "ui/library/cover_pixmaps.h"
#include "ui/library/network_delegate.h"
#include "ui/library/network_page.h"
#include "ui/style/settings_store.h"

#include <QApplication>
#include <QImage>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;
using streaming::KeptState;

/// The community's songs as a person uses their list, with real stores and a silent player.
class TestNetworkPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aClickOnTheNumberPlaysAndPauses();
    void theRowThatPlaysIsMarked();
    void theSwitchInTheRowKeepsOfflineAndLetsGo();
    void playAndShuffleTakeAllOfThem();
    void theSwitchAboveTheListKeepsAllOfThem();

private:
    struct Bed
    {
        explicit Bed(const Look& look)
            : mediaStore(store::Store::open(folder.filePath(u"media.db"_s), store::mediaSchema()).value())
            , libraryStore(store::Store::open(folder.filePath(u"library.db"_s), library::librarySchema()).value())
            , chunks(*mediaStore)
            , loader(libraryStore->readers(), chunks)
            , covers(loader)
            , streams(*mediaStore)
            , kept(*mediaStore, streams)
            , player(media::OutputKind::Silent)
            , page({look, player, streams, kept, covers, settings})
        {
            page.resize(800, 600);
            page.show();
        }

        QTemporaryDir folder;
        std::unique_ptr<store::Store> mediaStore, libraryStore;
        store::ChunkStore chunks;
        library::CoverLoader loader;
        CoverPixmaps covers;
        streaming::Streams streams;
        streaming::KeptOffline kept;
        media::Player player;
        MemorySettings settings;
        NetworkPage page;
    };
    /// Nobody listens there: what is wanted of it waits or fails, and nothing leaves this computer.
    [[nodiscard]] static QUrl blob(int number) { return QUrl(u"http://127.0.0.1:9/v1/blobs/%1"_s.arg(number)); }
    /// A minute of silence, which can be played.
    [[nodiscard]] QUrl sound(int number) const
    {
        const QString path = m_bed->folder.filePath(u"%1.wav"_s.arg(number));
        constexpr int rate = 8000;
        media::test::writeWav(path, media::test::Pcm(size_t(rate) * 60 * 2), rate);
        return QUrl::fromLocalFile(path);
    }
    void fill(const std::function<QUrl(int)>& source)
    {
        std::vector<NetworkTrack> tracks;
        for (int i = 0; i < 4; ++i)
            tracks.push_back({source(i), u"Song %1"_s.arg(i), u"Somebody"_s, 60'000, 1000, u"Album %1"_s.arg(i / 2)});
        m_bed->page.setCommunity(u"Lantern Bay"_s, std::move(tracks));
    }
    [[nodiscard]] QRect row(int number) const
    {
        return m_bed->page.list().visualRect(m_bed->page.model().index(number));
    }
    [[nodiscard]] const NetworkDelegate& delegate() const
    {
        return *static_cast<NetworkDelegate*>(m_bed->page.list().itemDelegate());
    }
    void click(const QRect& place)
    {
        QTest::mouseClick(m_bed->page.list().viewport(), Qt::LeftButton, {}, place.center());
    }

    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
    std::unique_ptr<Bed> m_bed;
};

void TestNetworkPage::init()
{
    m_bed = std::make_unique<Bed>(m_look);
    QVERIFY(QTest::qWaitForWindowExposed(&m_bed->page));
    QTRY_VERIFY(m_bed->kept.isLoaded());
    fill(&TestNetworkPage::blob);
    QCOMPARE(m_bed->page.model().rowCount(), 4);
}

void TestNetworkPage::cleanup()
{
    m_bed.reset();
}

void TestNetworkPage::aClickOnTheNumberPlaysAndPauses()
{
    fill([this](int number) { return sound(number); });
    click(delegate().playPlace(row(2), false));
    QTRY_COMPARE(m_bed->player.state(), media::PlayState::Playing);
    QCOMPARE(m_bed->player.queue().size(), 4);
    QCOMPARE(m_bed->player.current()->title, u"Song 2"_s);
    QCOMPARE(m_bed->settings.value(u"queue/from"_s), u"From the community"_s);
    click(delegate().playPlace(row(2), false));
    QTRY_COMPARE(m_bed->player.state(), media::PlayState::Paused);
    QCOMPARE(m_bed->player.queue().size(), 4);
}

void TestNetworkPage::theRowThatPlaysIsMarked()
{
    const auto picture = [this](int number) { return m_bed->page.list().viewport()->grab(row(number)).toImage(); };
    fill([this](int number) { return sound(number); });
    const QColor ground = picture(1).pixelColor(400, 4);
    QCOMPARE(picture(2).pixelColor(400, 4), ground);
    media::QueueEntry entry;
    entry.source = m_bed->page.model().at(1).source;
    entry.title = u"Song 1"_s;
    m_bed->player.playAll({entry});
    QTRY_VERIFY(picture(1).pixelColor(400, 4) != ground);
    QCOMPARE(picture(2).pixelColor(400, 4), ground);
    const QColor shown = picture(1).pixelColor(400, 4); // tide, as everything that plays
    QVERIFY2(shown.green() > ground.green() + 5, qPrintable(shown.name() + u" on "_s + ground.name()));
}

void TestNetworkPage::theSwitchInTheRowKeepsOfflineAndLetsGo()
{
    const auto state = [this] { return m_bed->kept.track(blob(1)).state; };
    QCOMPARE(state(), KeptState::None);
    click(delegate().keepPlace(row(1), false));
    QTRY_VERIFY(state() != KeptState::None);
    QVERIFY(!m_bed->player.current().has_value());
    m_bed->kept.pause(blob(1));
    QTRY_VERIFY(state() == KeptState::Paused || state() == KeptState::Failed);
    m_bed->kept.remove(blob(1));
    QTRY_COMPARE(state(), KeptState::None);
}

void TestNetworkPage::playAndShuffleTakeAllOfThem()
{
    const auto button = [this](const QString& text) {
        for (auto* each : m_bed->page.findChildren<QPushButton*>()) {
            if (each->text() == text) return each;
        }
        return static_cast<QPushButton*>(nullptr);
    };
    QVERIFY(button(u"Play"_s) && button(u"Shuffle"_s));
    QTest::mouseClick(button(u"Play"_s), Qt::LeftButton);
    QTRY_COMPARE(m_bed->player.queue().size(), 4);
    QCOMPARE(m_bed->player.queue().entries().constFirst().source, blob(0));
    QTest::mouseClick(button(u"Shuffle"_s), Qt::LeftButton);
    QTRY_COMPARE(m_bed->player.queue().size(), 4);
    QSet<QUrl> all;
    for (const auto& entry : m_bed->player.queue().entries())
        all.insert(entry.source);
    QCOMPARE(all.size(), 4);
}

void TestNetworkPage::theSwitchAboveTheListKeepsAllOfThem()
{
    auto* all = m_bed->page.findChild<QAbstractButton*>(u"keepAll"_s);
    QVERIFY(!all->isChecked());
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_COMPARE(m_bed->kept.tracks().size(), 4);
    QVERIFY(all->isChecked());
    m_bed->kept.remove(blob(0));
    QTRY_VERIFY(!all->isChecked()); // one of them is not
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_COMPARE(m_bed->kept.tracks().size(), 4);
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_COMPARE(m_bed->kept.tracks().size(), 0);
}

QTEST_MAIN(TestNetworkPage)
#include "tst_network_page.moc"
