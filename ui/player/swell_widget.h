#pragma once

#include "media/analysis/waveform.h"
#include "ui/player/lantern_layout.h"
#include "ui/player/swell_curve.h"
#include "ui/player/swell_pixmaps.h"
#include "ui/style/look.h"

#include <QVariantAnimation>
#include <QWidget>

#include <functional>
#include <optional>
#include <utility>

namespace groundswell::ui {

class SwellPreview;

/// The waveform as water with the song's timed comments as lights on it: shows where the song is and seeks in it.
/// Design section 5. Always left to right, also in right-to-left languages.
class SwellWidget final : public QWidget
{
    Q_OBJECT

public:
    explicit SwellWidget(const Look& look, QWidget* parent = nullptr);

    /// The measured track; none gives the flat swell. A new one grows from flat.
    void setWaveform(const std::optional<media::Waveform>& waveform);
    void setLanterns(std::vector<Lantern> lanterns);
    void setDuration(qint64 ms);
    /// Moves the playhead; repaints only when it moved by a device pixel.
    void setPosition(qint64 ms);
    /// The part that is played again and again, as begin and end in ms.
    void setLoop(std::optional<std::pair<qint64, qint64>> loop);
    /// The line sung at a moment, for the preview while pointing; optional.
    void setLyricAt(std::function<QString(qint64)> lyricAt);

    [[nodiscard]] qint64 duration() const noexcept { return m_duration; }
    [[nodiscard]] qint64 position() const noexcept { return m_dragging ? m_dragMs : m_position; }
    /// Whether a new waveform is still rising.
    [[nodiscard]] bool isGrowing() const noexcept { return m_grow.state() == QAbstractAnimation::Running; }
    /// "1 minute 47 of 4 minutes 26", as it is read aloud.
    [[nodiscard]] QString spokenPosition() const;
    [[nodiscard]] QSize sizeHint() const override;

    /// Asks to seek by so many ms from where the playhead is, but not past the song's last moment: that would be the
    /// next song's.
    void nudge(qint64 ms);

Q_SIGNALS:
    void seekRequested(qint64 ms);
    /// Enter on a light, or a click on it: show this comment.
    void lanternOpened(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void rebuild();
    void dropPixmaps();
    [[nodiscard]] double xOf(qint64 ms) const;
    [[nodiscard]] qint64 msAt(double x) const;
    [[nodiscard]] int spotAt(double x) const;
    void setHot(int spot);
    void stepLantern(int direction);
    void paintTimes(QPainter& painter, double head) const;
    void paintHotSpot(QPainter& painter) const;
    void paintLoop(QPainter& painter) const;
    void showMoment(double x);
    void showMomentAnew();
    void hideMoment();

    const Look& m_look;
    std::optional<media::Waveform> m_waveform;
    std::vector<Lantern> m_lanterns;
    std::vector<LanternSpot> m_spots;
    SwellCurve m_curve;
    SwellPixmaps m_pixmaps;
    double m_drawnDpr = 0;
    QVariantAnimation m_grow;
    double m_growth = 1;
    std::function<QString(qint64)> m_lyricAt;
    SwellPreview* m_preview = nullptr;
    double m_momentX = 0; ///< where the shown moment stands
    std::optional<std::pair<qint64, qint64>> m_loop;
    qint64 m_duration = 0;
    qint64 m_position = 0;
    qint64 m_dragMs = 0;
    bool m_dragging = false;
    bool m_byKeyboard = false;
    int m_hot = -1; ///< the light under the pointer or chosen by the keyboard
};

} // namespace groundswell::ui
