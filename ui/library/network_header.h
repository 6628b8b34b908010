#pragma once

#include "ui/style/look.h"

#include <QWidget>

namespace groundswell::ui {

/// What stands above the songs of the network: number, title, length, and the sign of what is kept offline, each where
/// its column is, over a hairline. As wide as the rows.
class NetworkHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkHeader(const Look& look, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
};

} // namespace groundswell::ui
