// Pictures of the panel's pages with a real village behind them: panel_screenshots DIR
#include "panel_seed.h"
#include "village_fixture.h"

#include "translation/source_change.h"
#include "ui/panel/comments/comments_page.h"
#include "ui/panel/comments/composer.h"
#include "ui/panel/lyrics/lyrics_page.h"
#include "ui/panel/queue/queue_page.h"
#include "ui/panel/side_panel.h"
#include "ui/panel/sync/conflict_card.h"
#include "ui/panel/sync/sync_page.h"
#include "ui/panel/translation/translate_page.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/panel/translation/unit_editor.h"
#include "ui/parts/surface.h"
#include "ui/people/sign_in_dialog.h"

#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QVBoxLayout>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

namespace {

/// A quiet WAV file (RIFF, 16 bit, one channel): something to stand still in the middle of.
QString writeSilence(const QString& folder, int seconds)
{
    const QString path = folder + u"/silence.wav"_s;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) qFatal("no sound file");
    const quint32 bytes = quint32(seconds) * 8000 * 2;
    QByteArray head("RIFF....WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data....", 44);
    const auto put = [&head](int at, quint32 value) {
        for (int i = 0; i < 4; ++i)
            head[at + i] = char(value >> (8 * i) & 0xff);
    };
    put(4, bytes + 36);
    put(40, bytes);
    file.write(head + QByteArray(qsizetype(bytes), '\0'));
    return path;
}

void settle(int ms = 400)
{
    QTest::qWait(ms);
}

void save(QWidget& widget, const QString& folder, const QString& name, bool dark)
{
    settle();
    const QString path = u"%1/%2-%3.png"_s.arg(folder, name, dark ? u"dark"_s : u"light"_s);
    widget.grab().save(path);
    std::printf("%s\n", qPrintable(path));
}

void shoot(const QString& folder, const PanelSeed& seed, ServerProcess& server, const QString& sound, bool dark)
{
    LookSettings look;
    look.scheme = dark ? LookSettings::Scheme::Dark : LookSettings::Scheme::Light;
    PanelFixture fixture({}, look);
    fixture.settings.setValue(u"translate/language"_s, u"en"_s);
    (void)awaited(fixture.village->account().signIn(server.url(), u"liv"_s, u"a lantern on the pier"_s));
    QList<media::QueueEntry> queue;
    for (const QString& title :
         {u"Salt Letters"_s, u"凪のあとの手紙"_s, u"雨停在第七站"_s, u"رسالة إلى البحر"_s, u"Porchlight"_s}) {
        media::QueueEntry entry;
        entry.source = QUrl::fromLocalFile(sound);
        entry.title = title;
        entry.artist = u"The Quiet Municipal"_s;
        entry.durationMs = 120'000;
        queue.append(entry);
    }
    fixture.player->playAll(queue, 1);
    const bool playing = QTest::qWaitFor([&] { return fixture.player->positionMs() > 0; }, 5000);
    fixture.player->seek(*seed.words.lines.at(4).startMs + 2200);
    (void)QTest::qWaitFor([&] { return fixture.player->positionMs() > *seed.words.lines.at(4).startMs + 2000; }, 3000);
    fixture.player->pause();
    std::printf("player %s at %lld ms\n", playing ? "plays" : "is silent",
                static_cast<long long>(fixture.player->positionMs()));

    SidePanel panel(fixture.context());
    panel.resize(408, 788);
    panel.show();
    fixture.village->songs().open(seed.song);
    panel.setSong(seed.song, true);
    (void)QTest::qWaitFor([&] { return panel.comments().model().rowCount() > 10; }, 10'000);
    fixture.village->setOnline(false);
    QTest::keyClicks(&panel.comments().composer().editor(),
                     u"Playing this on an actual ferry, phone in flight mode."_s);
    QTest::keyClick(&panel.comments().composer().editor(), Qt::Key_Return, Qt::ControlModifier);
    settle();
    panel.comments().list().scrollToTop();
    save(panel, folder, u"comments"_s, dark);
    panel.comments().list().scrollToBottom();
    save(panel, folder, u"comments-end"_s, dark);
    panel.setPage(PanelPage::Lyrics);
    save(panel, folder, u"lyrics"_s, dark);
    panel.setPage(PanelPage::Queue);
    save(panel, folder, u"queue"_s, dark);
    panel.resize(720, 788);
    panel.setPage(PanelPage::Translate);
    (void)QTest::qWaitFor([&] { return panel.translate().model().rowCount() > 5; }, 10'000);
    panel.translate().openRow(8);
    QTest::keyClicks(&panel.translate().unitEditor().editor(), u"I wil be home before it dries"_s);
    settle(1500);
    save(panel, folder, u"translate"_s, dark);

    SyncPage sync(fixture.context());
    setSurface(sync, u"base"_s);
    sync.resize(820, 480);
    sync.show();
    save(sync, folder, u"sync"_s, dark);

    QWidget conflict;
    setSurface(conflict, u"base"_s);
    conflict.resize(1200, 320);
    auto* column = new QVBoxLayout(&conflict);
    column->addWidget(new ConflictCard(*fixture.look, {7,
                                                       u"にじむ文字は 潮のせいにして"_s,
                                                       u"I blame the salt for all the blurring letters"_s,
                                                       u"I blame the salt for every blurring letter"_s,
                                                       u"I blame the salt for the letters blurring"_s,
                                                       true,
                                                       ConflictChoice::Mine,
                                                       {}}));
    column->addWidget(new ConflictCard(*fixture.look, {10,
                                                       u"凪のあとの 手紙を 書いている"_s,
                                                       u"I am writing the letter after the lull"_s,
                                                       u"I am writing you a letter, after the calm"_s,
                                                       u"Writing you the letter that comes after the calm"_s,
                                                       true,
                                                       ConflictChoice::None,
                                                       {}}));
    column->addStretch(1);
    conflict.show();
    save(conflict, folder, u"conflict"_s, dark);

    fixture.village->setOnline(true);
    QWidget window;
    setSurface(window, u"base"_s);
    window.resize(1100, 700);
    window.show();
    SignInDialog dialog(*fixture.look, *fixture.village, {server.url(), QUrl(u"http://127.0.0.1:9"_s)}, &window);
    dialog.findChild<QTabBar*>()->setCurrentIndex(1);
    dialog.open();
    settle(600);
    dialog.findChild<QLineEdit*>(u"shownName"_s)->setText(u"Liv Ostrander"_s);
    dialog.findChild<QLineEdit*>(u"accountName"_s)->setText(u"liv-again"_s);
    dialog.findChild<QLineEdit*>(u"password"_s)->setText(u"12345678"_s);
    settle(900);
    save(window, folder, u"signin"_s, dark);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"."_s;
    QDir().mkpath(folder);
    QTemporaryDir work;
    const PanelSeed seed = makePanelSeed();
    ServerProcess server(writeSeed(seed, work.path()));
    if (!server.start()) return 1;
    const QString sound = writeSilence(work.path(), 120);
    for (const bool dark : {true, false})
        shoot(folder, seed, server, sound, dark);
    return 0;
}
