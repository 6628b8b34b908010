#include "audio_files.h"
#include "library/library_schema.h"
#include "store/chunk_store.h"
#include "streaming/kept_offline.h"
#include "ui/library/address_popover.h"
#include "ui/library/entry_covers.h"
#include "ui/library/network_delegate.h"
#include "ui/library/network_page.h"
#include "ui/style/settings_store.h"

#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
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
    void anAddressIsUnderstoodAsItIsTyped_data();
    void anAddressIsUnderstoodAsItIsTyped();
    void aSlipInAnAddressCostsNoQueue();
    void anAddressThatAnswersPlaysBeforeTheRest();
    void whatChangedAtOnceIsToldOnce();

private:
    struct Bed
    {
        explicit Bed(const Look& look)
            : mediaStore(store::Store::open(folder.filePath(u"media.db"_s), store::mediaSchema()).value())
            , libraryStore(store::Store::open(folder.filePath(u"library.db"_s), library::librarySchema()).value())
            , chunks(*mediaStore)
            , loader(libraryStore->readers(), chunks)
            , queries(libraryStore->readers())
            , pixmaps(loader)
            , covers(queries, pixmaps)
            , streams(*mediaStore)
            , kept(*mediaStore, streams)
            , player(media::PlayerParts{.output = media::OutputKind::Silent, .opener = &streams})
            , page({look, player, streams, kept, covers, settings})
        {
            page.resize(800, 600);
            page.show();
        }

        QTemporaryDir folder;
        std::unique_ptr<store::Store> mediaStore, libraryStore;
        store::ChunkStore chunks;
        library::CoverLoader loader;
        library::TrackQueries queries;
        CoverPixmaps pixmaps;
        EntryCovers covers;
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
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .reduceMotion = true});
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
    // Painted alone, without what the pointer and the focus may add.
    for (const auto scheme : {LookSettings::Scheme::Dark, LookSettings::Scheme::Light}) {
        m_look.setSettings({.scheme = scheme, .reduceMotion = true});
        const Theme& theme = m_look.theme();
        const auto shown = [&](int number) {
            QImage image(row(number).size(), QImage::Format_RGB32);
            image.fill(theme.bgBase);
            QPainter painter(&image);
            QStyleOptionViewItem option;
            option.rect = image.rect();
            delegate().paint(&painter, option, m_bed->page.model().index(number));
            return image.pixelColor(400, 4);
        };
        const auto near = [](const QColor& a, const QColor& b) {
            return std::abs(a.red() - b.red()) <= 1 && std::abs(a.green() - b.green()) <= 1 &&
                   std::abs(a.blue() - b.blue()) <= 1;
        };
        QVERIFY2(near(shown(1), blended(theme.bgBase, theme.fillPlaying)), qPrintable(shown(1).name()));
        QCOMPARE(shown(2), theme.bgBase);
    }
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
    m_bed->kept.remove({blob(1)});
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
    m_bed->kept.remove({blob(0)});
    QTRY_VERIFY(!all->isChecked()); // one of them is not
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_COMPARE(m_bed->kept.tracks().size(), 4);
    QTest::mouseClick(all, Qt::LeftButton);
    QTRY_COMPARE(m_bed->kept.tracks().size(), 0);
}

void TestNetworkPage::anAddressIsUnderstoodAsItIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QUrl>("address");
    QTest::newRow("whole") << u"http://radio.example:8000/live"_s << QUrl(u"http://radio.example:8000/live"_s);
    QTest::newRow("without scheme") << u" radio.example/live "_s << QUrl(u"https://radio.example/live"_s);
    QTest::newRow("with a port") << u"localhost:8000"_s << QUrl(u"https://localhost:8000"_s);
    QTest::newRow("by number") << u"[::1]:8000/live"_s << QUrl(u"https://[::1]:8000/live"_s);
    QTest::newRow("a number that is none") << u"[nowhere]:8000"_s << QUrl();
    QTest::newRow("in one's own network") << u"http://nas/a.mp3"_s << QUrl(u"http://nas/a.mp3"_s);
    QTest::newRow("a slip") << u"htp:/nonsense"_s << QUrl();
    QTest::newRow("another slip") << u"http:/radio.example"_s << QUrl();
    QTest::newRow("a word") << u"nonsense"_s << QUrl();
    QTest::newRow("a file") << u"file:///etc/passwd"_s << QUrl();
    QTest::newRow("two") << u"htp:/nonsensehttp://radio.example"_s << QUrl();
}

void TestNetworkPage::anAddressIsUnderstoodAsItIsTyped()
{
    QFETCH(const QString, typed);
    QFETCH(const QUrl, address);
    QCOMPARE(AddressPopover::addressOf(typed), address);
}

void TestNetworkPage::aSlipInAnAddressCostsNoQueue()
{
    fill([this](int number) { return sound(number); });
    click(delegate().playPlace(row(2), false));
    QTRY_COMPARE(m_bed->player.state(), media::PlayState::Playing);
    AddressPopover& popover = m_bed->page.openAddress();
    auto* field = popover.findChild<QLineEdit*>();
    auto* note = popover.findChild<QLabel*>(u"addressNote"_s);
    auto* listen = popover.findChild<QPushButton*>(u"listenToStation"_s);
    const QString before = note->text();
    QTest::keyClicks(field, u"http://127.0.0.1:9/live"_s);
    listen->click();
    QTRY_VERIFY(!listen->isEnabled() || note->text() != before);
    QTRY_VERIFY(listen->isEnabled());
    QVERIFY(popover.isVisible());
    QVERIFY(note->text() != before);
    QCOMPARE(m_bed->player.queue().size(), 4);
    QCOMPARE(m_bed->player.current()->title, u"Song 2"_s);
    QCOMPARE(field->selectedText(), field->text()); // to be typed over
    popover.close();
    m_bed->page.openAddress();
    QCOMPARE(field->selectedText(), field->text());
}

void TestNetworkPage::anAddressThatAnswersPlaysBeforeTheRest()
{
    fill([this](int number) { return sound(number); });
    click(delegate().playPlace(row(0), false));
    QTRY_COMPARE(m_bed->player.state(), media::PlayState::Playing);
    QFile file(sound(9).toLocalFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray wave = file.readAll();
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server, wave] {
        auto* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, wave] {
            if (!socket->readAll().contains("\r\n\r\n")) return;
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nConnection: close\r\nContent-Length: " +
                          QByteArray::number(wave.size()) + "\r\n\r\n" + wave);
            socket->disconnectFromHost();
        });
    });
    AddressPopover& popover = m_bed->page.openAddress();
    QTest::keyClicks(popover.findChild<QLineEdit*>(), u"http://127.0.0.1:%1/tone.wav"_s.arg(server.serverPort()));
    popover.findChild<QPushButton*>(u"playAsFile"_s)->click();
    QTRY_COMPARE(m_bed->player.current()->title, u"tone.wav"_s);
    QVERIFY(!popover.isVisible());
    QCOMPARE(m_bed->player.queue().size(), 5);
    QCOMPARE(m_bed->player.queue().entries().at(0).title, u"Song 0"_s);
    QCOMPARE(m_bed->player.queue().entries().at(2).title, u"Song 1"_s);
}

void TestNetworkPage::whatChangedAtOnceIsToldOnce()
{
    QSignalSpy changes(&m_bed->page.model(), &QAbstractItemModel::dataChanged);
    Q_EMIT m_bed->kept.changed({blob(3), blob(9), blob(1)});
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(changes.first().at(1).toModelIndex().row(), 3);
    Q_EMIT m_bed->kept.changed({blob(9)}); // of another list
    QCOMPARE(changes.size(), 1);
}

QTEST_MAIN(TestNetworkPage)
#include "tst_network_page.moc"
