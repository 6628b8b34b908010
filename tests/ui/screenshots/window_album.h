#pragma once

#include "demo_session.h"

namespace groundswell {

/// Pictures of the whole window in one theme, made with the real program beside the real server.
class WindowAlbum
{
public:
    /// It must outlive the album. Pictures become `folder`/NAME-dark.png or -light.png; `percent` is the text size of
    /// all but those that show the largest.
    WindowAlbum(DemoSession& session, QString folder, bool dark, int percent);

    /// From the empty library to a finished evening; ends at the first step that fails.
    [[nodiscard]] Result<void> shootAll();

private:
    Result<void> firstRun();
    Result<void> signInCard();
    Result<void> library();
    Result<void> panel();
    Result<void> sound();
    Result<void> translation();
    Result<void> unsent();
    Result<void> crossedEdits();
    Result<void> littleRoom();
    Result<void> largeText();

    /// Another person changes a line of the song's translation, from a profile of their own.
    Result<void> editElsewhere(int row, const QString& text);
    Result<void> shoot(const QString& name);
    void setTextSize(int percent);
    void takeMouse();
    [[nodiscard]] ui::MainWindow& window();

    DemoSession& m_session;
    QString m_folder;
    bool m_dark;
    int m_percent;
};

} // namespace groundswell
