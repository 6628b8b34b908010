#include "ui/parts/avatar.h"

#include "ui/style/horizon.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

Avatar::Avatar(const Look& look, int diameter, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_diameter(diameter)
{
    setFixedSize(diameter, diameter);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Avatar::setPerson(const QString& seed, const QString& name)
{
    m_seed = seed;
    m_picture = {};
    setAccessibleName(name);
    update();
}

void Avatar::setPicture(const QImage& picture)
{
    m_picture = picture;
    update();
}

void Avatar::setNobody()
{
    m_seed.clear();
    m_picture = {};
    update();
}

void Avatar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_picture.isNull()) {
        paintPicture(painter, rect(), m_picture, m_diameter);
    } else if (!m_seed.isEmpty()) {
        paintHorizon(painter, rect(), m_seed);
    } else {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_look.theme().fillControl);
        painter.drawEllipse(rect());
        m_look.icons().paint(painter, rect(), u"user"_s, m_look.theme().textSecondary, 16);
    }
}

} // namespace groundswell::ui
