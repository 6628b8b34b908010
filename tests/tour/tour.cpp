#include "community/village.h"
#include "demo_session.h"
#include "ui/application/program_options.h"
#include "ui/panel/comments/comments_page.h"
#include "ui/panel/comments/composer.h"
#include "ui/panel/lyrics/lyrics_page.h"
#include "ui/panel/side_panel.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/translate_page.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/panel/translation/unit_editor.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>

using namespace groundswell;
using namespace Qt::StringLiterals;

namespace {

/// A short walk through the program: play, read, comment, translate a line, go offline, come back. Each step says what
/// happened and leaves a picture.
class Tour
{
public:
    Tour(DemoSession& session, QString out)
        : m_session(session)
        , m_out(std::move(out))
    {
    }

    [[nodiscard]] Result<void> walk()
    {
        for (const auto step : {&Tour::firstRun, &Tour::listen, &Tour::read, &Tour::translate, &Tour::goOffline,
                                &Tour::comeBack, &Tour::light}) {
            if (auto done = (this->*step)(); !done) return done;
        }
        return {};
    }

private:
    [[nodiscard]] Result<void> show(const QString& name, const QString& sentence)
    {
        const QString path = u"%1/%2-%3.png"_s.arg(m_out).arg(++m_pictures, 2, 10, QChar(u'0')).arg(name);
        std::printf("%2d  %s\n    %s\n", m_pictures, qUtf8Printable(sentence), qUtf8Printable(path));
        std::fflush(stdout);
        return m_session.picture(path);
    }

    Result<void> firstRun()
    {
        m_session.program().look().setSettings({.scheme = ui::LookSettings::Scheme::Dark});
        return show(u"first-run"_s, u"An empty library: the window asks where your music lives."_s);
    }

    Result<void> listen()
    {
        if (auto done = m_session.addMusic(); !done) return done;
        if (auto done = m_session.signIn(); !done) return done;
        m_session.program().window().go(ui::Place::Songs);
        m_session.program().window().openPanel(ui::PanelPage::Comments);
        if (auto done = m_session.play(song()); !done) return done;
        const auto counts = m_session.program().profile().tracks().counts().takeResult();
        auto& player = m_session.program().player();
        const qint64 middle = player.durationMs() * 3 / 10;
        player.seek(middle);
        if (auto heard = waitFor([&] { return player.positionMs() >= middle + 500; }, u"The sound did not go on."_s);
            !heard)
            return heard;
        return show(u"comments"_s, u"%1 tracks in the library; “%2” plays, with %3 comments on its waveform."_s
                                       .arg(counts ? counts->tracks : 0)
                                       .arg(m_session.program().nowPlaying().entry()->title)
                                       .arg(m_session.program().nowPlaying().marks().size()));
    }

    Result<void> read()
    {
        m_session.program().window().openPanel(ui::PanelPage::Lyrics);
        auto& lyrics = m_session.program().panel().lyrics();
        if (auto ready = waitFor([&] { return lyrics.hasWords(); }, u"The words did not come."_s); !ready) return ready;
        lyrics.setTranslationLanguage(u"en"_s);
        return show(u"lyrics"_s, u"The words run with the music, with their sound and a translation."_s);
    }

    Result<void> translate()
    {
        auto& panel = m_session.program().panel();
        m_session.program().window().openPanel(ui::PanelPage::Translate);
        auto& page = panel.translate();
        if (auto ready = waitFor([&] { return page.model().rowCount() > 0; },
                                 u"The translation editor did not get the words."_s);
            !ready)
            return ready;
        page.openRow(3);
        QSignalSpy saved(&page.keeper(), &ui::DraftKeeper::saved);
        QTest::keyClicks(&page.unitEditor().editor(), u", and the tide kept evry word"_s);
        if (auto kept = waitFor([&] { return !saved.isEmpty(); }, u"The draft was not saved."_s); !kept) return kept;
        return show(u"translate"_s, u"A line is translated; what was typed is kept in outbox.db."_s);
    }

    Result<void> goOffline()
    {
        m_session.village().stop();
        auto& panel = m_session.program().panel();
        m_session.program().window().openPanel(ui::PanelPage::Comments);
        auto& editor = panel.comments().composer().editor();
        editor.setFocus();
        QTest::keyClicks(&editor, said());
        QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
        auto& village = m_session.program().profile().village();
        if (auto waiting = waitFor(
                [&] { return village.status().waiting > 0 && village.status().state == community::SyncState::Offline; },
                u"The program did not notice that the village is away."_s);
            !waiting)
            return waiting;
        if (auto seen =
                waitFor([&] { return isSeen(community::SendState::Waiting); }, u"What was written is not in sight."_s);
            !seen)
            return seen;
        return show(u"offline"_s,
                    u"The village's server is gone; a comment is written all the same and waits (%1 to send)."_s.arg(
                        village.status().waiting));
    }

    Result<void> comeBack()
    {
        if (auto started = m_session.village().start(); !started) return started;
        auto& village = m_session.program().profile().village();
        auto sent = village.syncNow();
        if (auto done = m_session.waitInStep(); !done) return done;
        if (auto seen =
                waitFor([&] { return isSeen(community::SendState::Sent); }, u"What was sent is not shown as sent."_s);
            !seen)
            return seen;
        return show(u"back"_s, u"The server is back: everything was sent, once."_s);
    }

    Result<void> light()
    {
        m_session.program().look().setSettings({.scheme = ui::LookSettings::Scheme::Light});
        m_session.program().window().openPanel(ui::PanelPage::Lyrics);
        return show(u"light"_s, u"The same in light."_s);
    }

    /// What was written stands in the list where one can read it, and says this of itself.
    [[nodiscard]] bool isSeen(community::SendState state) const
    {
        using Model = community::CommentListModel;
        auto& page = m_session.program().panel().comments();
        const auto found = page.model().match(page.model().index(0), Model::TextRole, said());
        return !found.isEmpty() && found.front().data(Model::SendStateRole).value<community::SendState>() == state &&
               page.list().viewport()->rect().contains(page.list().visualRect(found.front()));
    }

    [[nodiscard]] static QString said() { return u"Playing this on an actual ferry, phone in flight mode."_s; }
    [[nodiscard]] static QString song() { return u"手紙"_s; }

    DemoSession& m_session;
    QString m_out;
    int m_pictures = 0;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"groundswell"_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"demo"_s, u"What groundswell-demo made."_s, u"DIR"_s},
                       {u"out"_s, u"Where the pictures go."_s, u"DIR"_s},
                       {u"profile"_s, u"A profile to keep; a new one otherwise."_s, u"DIR"_s}});
    parser.addPositionalArgument(u"arguments"_s, u"What the player is given, after --."_s, u"[-- arguments...]"_s);
    parser.process(app);
    const QString demo = parser.value(u"demo"_s);
    const QString out = parser.value(u"out"_s);
    if (demo.isEmpty() || out.isEmpty()) parser.showHelp(2);

    QDir(out).removeRecursively();
    const QString profile = parser.isSet(u"profile"_s) ? parser.value(u"profile"_s) : out + u"/profile"_s;
    DemoSession session({QApplication::applicationDirPath(), demo, profile, out + u"/village"_s});
    Tour tour(session, out);
    auto result = session.start(app, ui::readOptions(QStringList{u"groundswell"_s} + parser.positionalArguments()));
    if (result) result = tour.walk();
    if (!result) {
        std::fprintf(stderr, "tour: %s %s\n", qUtf8Printable(result.error().message),
                     qUtf8Printable(result.error().details));
        return 1;
    }
    std::printf("The tour is over: all of it was real. Pictures: %s\n", qUtf8Printable(out));
    return 0;
}
