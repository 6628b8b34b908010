#pragma once

#include "ui/style/look.h"

#include <QAbstractButton>

namespace groundswell::ui {

/// One entry of the sidebar: icon, words, and a quiet count; in the rail only the icon. Exclusive among its siblings.
class NavButton final : public QAbstractButton
{
    Q_OBJECT

public:
    NavButton(const Look& look, const QString& icon, const QString& text, QWidget* parent = nullptr);

    /// The number at the end; below 0 hides it.
    void setCount(qint64 count);
    void setRail(bool rail);
    [[nodiscard]] QSize sizeHint() const override;
    /// The width in px at which its words are not shortened.
    [[nodiscard]] int neededWidth() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    QString m_icon;
    qint64 m_count = -1;
    bool m_rail = false;
};

} // namespace groundswell::ui
