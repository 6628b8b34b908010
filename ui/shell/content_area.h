#pragma once

#include "ui/style/look.h"

#include <QWidget>

namespace groundswell::ui {

/// The ground of header bar and pages: bg.base with the page's tint fading out over the first 230 px.
class ContentArea final : public QWidget
{
    Q_OBJECT

public:
    explicit ContentArea(const Look& look, QWidget* parent = nullptr);
    /// The colour of the page's cover; an invalid one for none.
    void setTint(const QColor& tint);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    QColor m_tint;
};

} // namespace groundswell::ui
