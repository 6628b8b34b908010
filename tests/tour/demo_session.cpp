#include "demo_session.h"

#include "community/village.h"
#include "library/track_queries.h"
#include "ui/library/cover_pixmaps.h"
#include "ui/library/entry_covers.h"
#include "ui/library/library_playback.h"
#include "ui/player/swell_widget.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_frame.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QTest>

namespace groundswell {

using namespace Qt::StringLiterals;

Result<void> waitFor(const std::function<bool()>& state, const QString& otherwise)
{
    constexpr int patienceMs = 30'000;
    if (QTest::qWaitFor(state, patienceMs)) return {};
    return fail(ErrorCode::Internal, otherwise);
}

DemoSession::DemoSession(DemoFolders folders)
    : m_folders(std::move(folders))
    , m_village(m_folders.programs + u"/groundswelld"_s, m_folders.village, m_folders.demo + u"/village.json"_s)
{
}

DemoSession::~DemoSession() = default;

Result<void> DemoSession::start(QApplication& app, ui::ApplicationOptions options)
{
    if (!QFile::exists(m_folders.demo + u"/village.json"_s))
        return fail(ErrorCode::NotFound,
                    u"There is no demo material in %1: run groundswell-demo first."_s.arg(m_folders.demo));
    if (auto started = m_village.start(); !started) return started;

    options.profileFolder = m_folders.profile;
    options.community = m_village.address();
    options.demoFolder = m_folders.demo + u"/music"_s;
    options.output = media::OutputKind::Silent;
    auto program = ui::Application::start(app, options);
    if (!program) return std::unexpected(program.error());
    m_program = std::move(*program);
    m_program->window().resize(1440, 900);
    m_program->window().show();
    return waitFor([this] { return m_program->window().isVisible(); }, u"The window did not appear."_s);
}

Result<void> DemoSession::addMusic()
{
    m_program->window().addMusic({QUrl::fromLocalFile(m_folders.demo + u"/music"_s)});
    return waitFor(
        [this] {
            const auto counts = m_program->profile().tracks().counts().takeResult();
            return counts && counts->tracks >= 8 && !m_program->scanner().isRunning();
        },
        u"The library did not take the demo music in."_s);
}

Result<void> DemoSession::signIn()
{
    auto& account = m_program->profile().village().account();
    if (account.current() && account.current()->signedIn) return {};
    auto answer = account.signIn(m_village.address(), u"liv"_s, u"lantern-bay-liv"_s);
    if (auto waited = waitFor([&] { return answer.isFinished(); }, u"The village did not answer the sign-in."_s);
        !waited)
        return waited;
    if (auto signedIn = answer.takeResult(); !signedIn) return std::unexpected(signedIn.error());
    return {};
}

Result<void> DemoSession::play(const QString& title)
{
    auto& profile = m_program->profile();
    auto found = profile.tracks().search(title, 1).takeResult();
    if (!found) return std::unexpected(found.error());
    if (found->isEmpty()) return fail(ErrorCode::NotFound, u"The library has no track “%1”."_s.arg(title));
    const media::QueueEntry entry = ui::queueEntryOf(found->front());

    QList<media::QueueEntry> entries{entry};
    if (auto ids = profile.tracks().ids({}, {}).takeResult()) {
        if (auto rows = profile.tracks().rows(*ids).takeResult()) {
            for (const library::TrackRow& row : *rows) {
                if (row.track.id != entry.track) entries.append(ui::queueEntryOf(row));
            }
        }
    }
    m_program->player().playAll(std::move(entries));
    auto& now = m_program->nowPlaying();
    return waitFor(
        [&] {
            return now.entry() && now.entry()->track == entry.track && !now.song().isNull() && now.waveform() &&
                   !now.marks().empty();
        },
        u"The song “%1” did not get its waveform and its comments."_s.arg(title));
}

Result<void> DemoSession::waitInStep()
{
    return waitFor(
        [this] {
            const community::SyncStatus& status = m_program->profile().village().status();
            return status.state == community::SyncState::InStep && status.waiting == 0;
        },
        u"The village and this computer did not come into step."_s);
}

Result<void> DemoSession::picture(const QString& path)
{
    QDir().mkpath(QFileInfo(path).path());
    auto& window = m_program->window();
    const auto atRest = [&window] {
        return !window.findChild<ui::WindowFrame*>()->isSliding() &&
               !window.findChild<ui::SwellWidget*>()->isGrowing() && !window.entryCovers().isAsking() &&
               !window.covers().isLoading();
    };
    QTest::qWait(0); // what asks for covers is painted first
    window.grab();
    if (auto rested = waitFor(atRest, u"The window did not come to rest."_s); !rested) return rested;
    // Which covers there are was learnt meanwhile: what asks for the pictures is painted again.
    window.grab();
    if (auto rested = waitFor(atRest, u"The window did not come to rest."_s); !rested) return rested;
    QPixmap picture = window.grab();
    {
        // Menus and popovers are windows of their own: they belong to the picture.
        QPainter painter(&picture);
        for (QWidget* popup : QApplication::topLevelWidgets()) {
            if (popup->isVisible() && popup->windowType() == Qt::Popup)
                popup->render(&painter, window.mapFromGlobal(popup->pos()), {}, QWidget::DrawChildren);
        }
    }
    if (!picture.save(path)) return fail(ErrorCode::Io, u"The picture %1 could not be written."_s.arg(path));
    return {};
}

} // namespace groundswell
