#pragma once

#include <QWidget>

namespace groundswell::ui {

class ElidedLabel;
class Look;

/// Says that another song plays than the one somebody is busy with, and leads to it. GUI thread.
class NowPlayingBar final : public QWidget
{
    Q_OBJECT

public:
    /// `busy` says what one is busy with; its %1 is that song's title.
    NowPlayingBar(const Look& look, const QString& busy, QWidget* parent = nullptr);

    /// The titles of the song one is busy with and of the one that plays.
    void setSongs(const QString& own, const QString& playing);

Q_SIGNALS:
    void goOverRequested();

private:
    ElidedLabel* m_playing;
    ElidedLabel* m_own;
    QString m_busy;
};

} // namespace groundswell::ui
