#pragma once

#include "ui/library/song_table.h"
#include "ui/shell/main_window.h"
#include "window_bed.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace groundswell::ui {

/// The folder of the demo's music in its shortest form, made when it is first asked for and gone with the program.
[[nodiscard]] QString demoMusic();

/// The real window over real databases and real sound files, shown and active: what its tests use with real keys. Ends
/// the program where it cannot be opened.
class OpenWindow
{
public:
    enum class Music { None, Demo };

    /// `look` outlives it. `prepare` is called before the window is shown.
    OpenWindow(Look& look, Music music, const std::function<void(MainWindow&)>& prepare = {});
    ~OpenWindow();

    /// Closes the window and opens another one over the same profile, as after a restart.
    void reopen();
    /// The list of songs, once it shows all of the demo's.
    [[nodiscard]] SongTable& songs();
    /// The title in a row of it.
    [[nodiscard]] QString title(int row);

    [[nodiscard]] MainWindow& window() noexcept { return *m_window; }
    /// Where its databases and tokens are.
    [[nodiscard]] const QTemporaryDir& folder() const noexcept { return m_folder; }
    [[nodiscard]] WindowBed& bed() noexcept { return *m_bed; }
    [[nodiscard]] media::Player& player() noexcept { return m_bed->player(); }
    /// The window's first widget of a type, with a name where one is given.
    template <class T>
    [[nodiscard]] T& part(const QString& name = {})
    {
        T* found = m_window->findChild<T*>(name);
        if (!found) qFatal("the window has no such part");
        return *found;
    }

private:
    Look& m_look;
    QTemporaryDir m_folder; // before the bed, so that it goes after it
    std::unique_ptr<WindowBed> m_bed;
    std::function<void(MainWindow&)> m_prepare;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace groundswell::ui
