#include "open_window.h"

#include "demo/generator.h"
#include "support/patience.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int fewestSongs = 8;

template <class T>
T orEnd(Result<T> result)
{
    if (!result) qFatal("%s", qPrintable(result.error().message));
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

void waitOrEnd(const std::function<bool()>& state, const char* what)
{
    if (!test::comesTrue(state)) qFatal("%s", what);
}

} // namespace

QString demoMusic()
{
    static const QTemporaryDir folder;
    static const auto made =
        demo::generate({.folder = folder.path(), .length = demo::Length::Quick}, [](const QString&) {});
    if (!made) qFatal("%s", qPrintable(made.error().message));
    return folder.filePath(u"music"_s);
}

OpenWindow::OpenWindow(Look& look, Music music, const std::function<void(MainWindow&)>& prepare)
    : m_look(look)
    , m_bed(orEnd(WindowBed::open(m_folder.path())))
    , m_prepare(prepare)
{
    if (music == Music::Demo) orEnd(m_bed->addMusic(demoMusic()));
    reopen();
}

OpenWindow::~OpenWindow() = default;

void OpenWindow::reopen()
{
    if (m_window) m_window->close();
    m_window.reset();
    m_window = std::make_unique<MainWindow>(m_bed->services(m_look));
    m_window->resize(1440, 900);
    if (m_prepare) m_prepare(*m_window);
    m_window->show();
    waitOrEnd([this] { return m_window->isActiveWindow(); }, "the window did not become active");
}

SongTable& OpenWindow::songs()
{
    auto& table = part<SongTable>();
    waitOrEnd(
        [&table] {
            const int rows = table.model()->rowCount();
            return table.isVisible() && rows >= fewestSongs &&
                   !table.model()->index(fewestSongs - 1, 0).data().toString().isEmpty();
        },
        "the songs did not come");
    return table;
}

QString OpenWindow::title(int row)
{
    return songs().model()->index(row, 0).data().toString();
}

} // namespace groundswell::ui
