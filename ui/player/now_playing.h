#pragma once

#include "ui/style/look.h"

#include <QImage>
#include <QWidget>

namespace groundswell::ui {

class ElidedLabel;

/// Cover, title and artist of what is heard, at the left of the player bar. A click on the cover goes to the song's
/// list.
class NowPlaying final : public QWidget
{
    Q_OBJECT

public:
    explicit NowPlaying(const Look& look, QWidget* parent = nullptr);

    /// `seed` draws the cover until a picture is set.
    void setTrack(const QString& title, const QString& artist, const QString& seed);
    /// Nothing is playing.
    void clear();
    void setCover(const QImage& cover);

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QRect coverRect() const;

    const Look& m_look;
    ElidedLabel* m_title;
    ElidedLabel* m_artist;
    QString m_seed;
    QImage m_cover;
};

} // namespace groundswell::ui
