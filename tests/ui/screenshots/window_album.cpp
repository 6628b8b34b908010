#include "window_album.h"

#include "community/village.h"
#include "translation/units_json.h"
#include "ui/library/network_page.h"
#include "ui/panel/comments/comments_page.h"
#include "ui/panel/comments/composer.h"
#include "ui/panel/lyrics/lyrics_page.h"
#include "ui/panel/side_panel.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/translate_page.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/panel/translation/unit_editor.h"
#include "ui/parts/notice.h"
#include "ui/parts/popover.h"
#include "ui/people/community_list.h"
#include "ui/people/sign_in_dialog.h"
#include "ui/player/player_bar.h"
#include "ui/player/spectrum_bars.h"
#include "ui/shell/main_window.h"

#include <QAbstractItemModel>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include <algorithm>

namespace groundswell {

using namespace Qt::StringLiterals;
using ui::PanelPage;
using ui::Place;

namespace {

constexpr int crossedRow = 5;

/// The value of a future, with the event loop running until it is there.
template <class T>
Result<T> awaited(QFuture<Result<T>> future)
{
    if (auto done = waitFor([&] { return future.isFinished(); }, u"An answer did not come."_s); !done)
        return std::unexpected(done.error());
    return future.takeResult();
}

} // namespace

WindowAlbum::WindowAlbum(DemoSession& session, QString folder, bool dark, int percent)
    : m_session(session)
    , m_folder(std::move(folder))
    , m_dark(dark)
    , m_percent(percent)
{
}

ui::MainWindow& WindowAlbum::window()
{
    return m_session.program().window();
}

void WindowAlbum::setTextSize(int percent)
{
    m_session.program().look().setSettings(
        {.scheme = m_dark ? ui::LookSettings::Scheme::Dark : ui::LookSettings::Scheme::Light, .textPercent = percent});
}

/// From here on as somebody with a mouse: no rings around what has the focus.
void WindowAlbum::takeMouse()
{
    QTest::mouseClick(&window(), Qt::LeftButton, {}, QPoint(window().width() / 2, 2));
}

Result<void> WindowAlbum::shoot(const QString& name)
{
    const QString path = u"%1/%2-%3.png"_s.arg(m_folder, name, m_dark ? u"dark"_s : u"light"_s);
    std::printf("%s\n", qPrintable(path));
    return m_session.picture(path);
}

Result<void> WindowAlbum::shootAll()
{
    setTextSize(m_percent);
    for (const auto step : {&WindowAlbum::firstRun, &WindowAlbum::signInCard, &WindowAlbum::library,
                            &WindowAlbum::panel, &WindowAlbum::sound, &WindowAlbum::translation, &WindowAlbum::unsent,
                            &WindowAlbum::crossedEdits, &WindowAlbum::littleRoom, &WindowAlbum::largeText}) {
        if (auto done = (this->*step)(); !done) return done;
    }
    return {};
}

Result<void> WindowAlbum::firstRun()
{
    return shoot(u"first-run"_s);
}

Result<void> WindowAlbum::signInCard()
{
    auto& card = m_session.program().showSignIn();
    const auto reachable = [&card] {
        return card.communities().rowCount() > 0 &&
               card.communities().entry(0).reach == ui::CommunityEntry::Reach::Reachable;
    };
    if (auto done = waitFor(reachable, u"The village did not say who it is."_s); !done) return done;
    card.findChild<QTabBar*>()->setCurrentIndex(1);
    QTest::keyClicks(card.findChild<QLineEdit*>(u"shownName"_s), u"Liv Ostrander"_s);
    QTest::keyClicks(card.findChild<QLineEdit*>(u"accountName"_s), u"liv-again"_s);
    QTest::keyClicks(card.findChild<QLineEdit*>(u"password"_s), u"12345678"_s);
    const auto* note = card.findChild<QLabel*>(u"nameNote"_s);
    if (auto done = waitFor([note] { return note->text().contains(u"Free"_s); }, u"The name was not asked for."_s);
        !done)
        return done;
    if (auto done = shoot(u"signin"_s); !done) return done;
    card.leave();
    return {};
}

Result<void> WindowAlbum::library()
{
    if (auto done = m_session.addMusic(); !done) return done;
    if (auto done = m_session.signIn(); !done) return done;
    takeMouse();
    if (auto done = waitFor([this] { return window().notice().isHidden(); }, u"The notice stays."_s); !done)
        return done;
    window().closePanel();
    if (auto done = m_session.play(u"手紙"_s); !done) return done;
    auto& player = m_session.program().player();
    const qint64 middle = player.durationMs() * 4 / 10;
    player.seek(middle);
    if (auto done = waitFor([&] { return player.positionMs() >= middle; }, u"The sound did not go on."_s); !done)
        return done;
    player.pause();
    window().closePanel();
    for (const auto& [place, name] : {std::pair(Place::Albums, u"albums"_s),
                                      {Place::Artists, u"artists"_s},
                                      {Place::Settings, u"settings"_s},
                                      {Place::Songs, u"songs"_s}}) {
        window().go(place);
        if (place == Place::Settings) {
            const auto folders = [this] {
                const auto labels = window().findChildren<QLabel*>();
                return std::ranges::any_of(labels,
                                           [](const QLabel* each) { return each->text().endsWith(u"/music"_s); });
            };
            if (auto done = waitFor(folders, u"The settings did not tell of the music's folder."_s); !done) return done;
        }
        if (auto done = shoot(name); !done) return done;
    }
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(m_session.folders().demo)});
    QDragEnterEvent over(QPoint(700, 400), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window(), &over);
    if (auto done = shoot(u"drop"_s); !done) return done;
    QDragLeaveEvent away;
    QCoreApplication::sendEvent(&window(), &away);
    window().go(Place::Network);
    const auto* page = window().findChild<ui::NetworkPage*>();
    const auto* list = page ? page->findChild<QListView*>() : nullptr;
    if (!list) return fail(ErrorCode::NotFound, u"There is no page of the community's songs."_s);
    if (auto done = waitFor([list] { return list->model()->rowCount() > 0; }, u"The village gave no songs."_s); !done)
        return done;
    if (auto done = shoot(u"network"_s); !done) return done;
    window().go(Place::Songs);
    return {};
}

Result<void> WindowAlbum::panel()
{
    window().openPanel(PanelPage::Comments);
    if (auto done = shoot(u"comments"_s); !done) return done;
    window().openPanel(PanelPage::Lyrics);
    auto& lyrics = m_session.program().panel().lyrics();
    if (auto ready = waitFor([&] { return lyrics.hasWords(); }, u"The words did not come."_s); !ready) return ready;
    lyrics.setTranslationLanguage(u"en"_s);
    if (auto done = shoot(u"lyrics"_s); !done) return done;
    window().openPanel(PanelPage::Queue);
    auto& player = m_session.program().player();
    player.queue().setProblem(player.queue().entries().at(3).id, u"The file is not there any more."_s);
    player.sleepTimer().sleepAfter(std::chrono::minutes(30));
    auto done = shoot(u"queue"_s);
    player.sleepTimer().cancel();
    player.queue().setProblem(player.queue().entries().at(3).id, {});
    return done;
}

Result<void> WindowAlbum::sound()
{
    window().closePanel();
    auto& player = m_session.program().player();
    media::SoundSettings settings;
    settings.equalisers.insert(player.outputId(),
                               {.on = true, .preset = u"acoustic"_s, .curve = *media::equaliserPreset(u"acoustic")});
    settings.replayGain.mode = media::ReplayGainMode::Auto;
    settings.crossfadeSeconds = 4;
    player.setSoundSettings(settings);
    using Part = ui::PlayerBar::SoundPart;
    for (const auto& [part, name] : {std::pair(Part::Output, u"output"_s), {Part::Equaliser, u"equaliser"_s}}) {
        auto& popover = window().player().openSound(part);
        if (const auto* spectrum = popover.findChild<ui::SpectrumBars*>()) {
            player.play();
            const auto sounds = [spectrum] { return std::ranges::max(spectrum->levels()) > 0.5F; };
            if (auto heard = waitFor(sounds, u"The spectrum shows no sound."_s); !heard) return heard;
        }
        if (auto done = shoot(name); !done) return done;
        popover.close();
    }
    player.pause();
    player.practice().setSpeed(0.75);
    player.practice().setLoop(media::Loop{player.durationMs() * 3 / 10, player.durationMs() * 5 / 10, 1000});
    auto& practice = window().player().openSound(Part::Practice);
    if (auto done = shoot(u"practice"_s); !done) return done;
    practice.close();
    player.practice().setSpeed(1);
    player.practice().setLoop(std::nullopt);
    player.setSoundSettings({});
    return {};
}

Result<void> WindowAlbum::translation()
{
    window().openPanel(PanelPage::Translate);
    auto& page = m_session.program().panel().translate();
    if (auto ready = waitFor([&] { return page.model().rowCount() > 0; }, u"The editor did not get the words."_s);
        !ready)
        return ready;
    page.setLanguage(u"en"_s);
    if (auto ready = waitFor([&] { return page.model().rowCount() > crossedRow; }, u"The editor did not turn."_s);
        !ready)
        return ready;
    page.openRow(3);
    QSignalSpy saved(&page.keeper(), &ui::DraftKeeper::saved);
    QTest::keyClicks(&page.unitEditor().editor(), u", and the tide kept evry word"_s);
    const auto proposed = [&page] {
        return std::ranges::any_of(page.unitEditor().suggestions().suggestions(), [](const ui::Suggestion& suggestion) {
            return suggestion.kind == ui::Suggestion::Kind::Spelling;
        });
    };
    if (auto done = waitFor([&] { return !saved.isEmpty() && proposed(); }, u"The draft was not kept or checked."_s);
        !done)
        return done;
    if (auto done = shoot(u"translate"_s); !done) return done;

    // The next song begins while somebody writes: the editor stays with its own.
    auto& program = m_session.program();
    const SongId song = program.nowPlaying().song();
    const auto* bar = page.findChild<QWidget*>(u"elsewhereBar"_s);
    program.player().playRow(1);
    if (auto done = waitFor([bar] { return bar->isVisible(); }, u"The editor went along with the next song."_s); !done)
        return done;
    if (auto done =
            waitFor([&] { return program.nowPlaying().waveform().has_value(); }, u"The next song has no swell."_s);
        !done)
        return done;
    if (auto done = shoot(u"translate-elsewhere"_s); !done) return done;
    program.player().playRow(0);
    const auto back = [&] { return program.nowPlaying().song() == song && !bar->isVisible(); };
    if (auto done = waitFor(back, u"The song did not come back."_s); !done) return done;
    program.player().pause();
    return {};
}

Result<void> WindowAlbum::unsent()
{
    m_session.village().stop();
    window().openPanel(PanelPage::Comments);
    auto& editor = m_session.program().panel().comments().composer().editor();
    QTest::keyClicks(&editor, u"Playing this on an actual ferry, phone in flight mode."_s);
    QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
    auto& village = m_session.program().profile().village();
    const auto waits = [&village] {
        return village.status().waiting > 0 && village.status().state == community::SyncState::Offline;
    };
    if (auto done = waitFor(waits, u"The program did not notice that the village is away."_s); !done) return done;
    if (auto done = shoot(u"offline"_s); !done) return done;
    takeMouse();
    window().closePanel();
    window().go(Place::Sync);
    if (auto done = shoot(u"sync"_s); !done) return done;
    window().go(Place::Songs);
    if (auto done = m_session.village().start(); !done) return done;
    (void)village.syncNow();
    return m_session.waitInStep();
}

/// As a reviewer: what a member changes in an approved line becomes a suggestion.
Result<void> WindowAlbum::editElsewhere(int row, const QString& text)
{
    auto profile = Profile::open(m_session.folders().profile + u"-elsewhere"_s, {.plainTokens = true});
    if (!profile) return std::unexpected(profile.error());
    auto& village = (*profile)->village();
    if (auto in = awaited(village.account().signIn(m_session.village().address(), u"ines"_s, u"lantern-bay-ines"_s));
        !in)
        return std::unexpected(in.error());
    const SongId song = m_session.program().nowPlaying().song();
    village.songs().open(song);
    std::vector<community::LyricsView> words;
    const auto arrived = [&] {
        auto found = awaited(village.words().lyrics(song));
        if (found) words = std::move(*found);
        return !words.empty();
    };
    if (auto done = waitFor(arrived, u"The other person did not get the words."_s); !done) return done;
    if (auto done = awaited(village.syncNow()); !done) return done;
    auto draft = awaited(village.words().openDraft(song, words.front().lyrics.id, u"en"_s));
    if (!draft) return std::unexpected(draft.error());
    auto document = translation::translationFromJson(draft->document);
    if (!document) return std::unexpected(document.error());
    if (row >= document->units.size()) return fail(ErrorCode::NotFound, u"The translation has no such line."_s);
    document->units[row].text = text;
    document->units[row].state = translation::UnitState::Translated;
    draft->document = translation::toJson(*document);
    if (auto sent = awaited(village.words().publish(*draft)); !sent) return std::unexpected(sent.error());
    return awaited(village.syncNow());
}

Result<void> WindowAlbum::crossedEdits()
{
    auto& village = m_session.program().profile().village();
    village.setOnline(false);
    window().openPanel(PanelPage::Translate);
    auto& page = m_session.program().panel().translate();
    page.openRow(crossedRow);
    page.unitEditor().editor().selectAll();
    QTest::keyClicks(&page.unitEditor().editor(), u"I write to you once the wind has gone"_s);
    QTest::keyClick(&page.unitEditor().editor(), Qt::Key_Return);
    page.model().check();
    page.publish();
    if (auto done = waitFor([&] { return village.status().waiting > 0; }, u"The edit was not kept to be sent."_s);
        !done)
        return done;
    if (auto done = editElsewhere(crossedRow, u"Writing you the letter that comes after the calm"_s); !done)
        return done;
    village.setOnline(true);
    if (auto done = waitFor([&] { return village.status().conflicts == 1; }, u"The edits did not cross."_s); !done)
        return done;
    const auto told = [&page] { return page.publishButton().text() == u"Two edits crossed"_s; };
    if (auto done = waitFor(told, u"The editor did not tell of the crossed edits."_s); !done) return done;
    page.publish(); // leads to where one decides
    window().closePanel();
    if (auto done = shoot(u"conflict"_s); !done) return done;
    window().leavePage();
    return {};
}

Result<void> WindowAlbum::littleRoom()
{
    window().go(Place::Songs);
    window().resize(900, 600);
    window().openPanel(PanelPage::Lyrics);
    if (auto done = shoot(u"drawer"_s); !done) return done;
    window().closePanel();
    if (auto done = shoot(u"songs-small"_s); !done) return done;
    window().resize(1440, 900);
    return {};
}

Result<void> WindowAlbum::largeText()
{
    setTextSize(130);
    for (const auto& [page, name] : {std::pair(PanelPage::Comments, u"comments-130"_s),
                                     {PanelPage::Lyrics, u"lyrics-130"_s},
                                     {PanelPage::Translate, u"translate-130"_s},
                                     {PanelPage::Queue, u"queue-130"_s}}) {
        window().openPanel(page);
        if (auto done = shoot(name); !done) return done;
    }
    window().closePanel();
    window().go(Place::Settings);
    if (auto done = shoot(u"settings-130"_s); !done) return done;
    setTextSize(m_percent);
    return {};
}

} // namespace groundswell
