#pragma once

#include <QWidget>

namespace groundswell::ui {

class ElidedLabel;
class Look;

/// Says that another song plays than the one being translated, and leads to it. GUI thread.
class NowPlayingBar final : public QWidget
{
    Q_OBJECT

public:
    explicit NowPlayingBar(const Look& look, QWidget* parent = nullptr);

    /// The titles of the song being translated and of the one that plays.
    void setSongs(const QString& translated, const QString& playing);

Q_SIGNALS:
    void goOverRequested();

private:
    ElidedLabel* m_playing;
    ElidedLabel* m_translated;
};

} // namespace groundswell::ui
