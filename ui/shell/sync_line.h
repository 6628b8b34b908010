#pragma once

#include "community/view.h"
#include "ui/style/look.h"

#include <QAbstractButton>
#include <QTimer>

namespace groundswell {
class Clock;
}

namespace groundswell::ui {

/// How far this computer is in step with the community, in one quiet place of the sidebar; the worst news wins.
class SyncLine final : public QAbstractButton
{
    Q_OBJECT

public:
    SyncLine(const Look& look, const Clock& clock, QWidget* parent = nullptr);

    void setStatus(const community::SyncStatus& status);
    void setRail(bool rail);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// What is shown of a status.
    struct Shown
    {
        QString icon;
        QString title;
        QString detail;
        QColor ink;
        QColor tint;
        double progress = -1; ///< 0 to 1, or none
    };
    [[nodiscard]] Shown shown() const;
    [[nodiscard]] QString sinceText() const;

    const Look& m_look;
    const Clock& m_clock;
    community::SyncStatus m_status;
    bool m_rail = false;
    QTimer m_minute;   ///< "Synced 2 min ago" grows older
    QTimer m_patience; ///< runs from the last step of a sync: a server that says nothing is not synced with
};

} // namespace groundswell::ui
