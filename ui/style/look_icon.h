#pragma once

#include "ui/style/look.h"

#include <QIconEngine>

namespace groundswell::ui {

/// Draws an icon in the colours of the moment, so that no icon is made again when the theme changes.
class LookIconEngine final : public QIconEngine
{
public:
    enum class Follows { State, Nothing };
    LookIconEngine(const Look& look, QString name, Tone tone, Follows follows)
        : m_look(look)
        , m_name(std::move(name))
        , m_tone(tone)
        , m_follows(follows)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] QIconEngine* clone() const override { return new LookIconEngine(*this); }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode, QIcon::State state) const;

    const Look& m_look;
    QString m_name;
    Tone m_tone;
    Follows m_follows;
};

} // namespace groundswell::ui
