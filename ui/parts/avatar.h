#pragma once

#include "ui/style/look.h"

#include <QImage>
#include <QWidget>

namespace groundswell::ui {

/// A person's picture, round: their own, or the personal horizon of their id until (or unless) there is one.
class Avatar final : public QWidget
{
    Q_OBJECT

public:
    /// Diameter in px: 20, 28 or 40 (design size.avatar).
    Avatar(const Look& look, int diameter, QWidget* parent = nullptr);

    void setPerson(const QString& seed, const QString& name);
    void setPicture(const QImage& picture);
    /// Nobody: a quiet disc with the user icon.
    void setNobody();

    [[nodiscard]] QSize sizeHint() const override { return {m_diameter, m_diameter}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    int m_diameter;
    QString m_seed;
    QImage m_picture;
};

} // namespace groundswell::ui
