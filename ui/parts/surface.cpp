#include "ui/parts/surface.h"

#include <QCoreApplication>
#include <QEvent>
#include <QStyle>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

void setSurface(QWidget& widget, const QString& name)
{
    widget.setAttribute(Qt::WA_StyledBackground);
    setStyleProperty(widget, "surface", name);
}

QFrame* makeCard(const QString& surface, QWidget* parent)
{
    auto* card = new QFrame(parent);
    card->setProperty("surface", surface);
    return card;
}

QFrame* makeLine(Qt::Orientation orientation, LineTone tone, QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setProperty("surface", tone == LineTone::Subtle ? u"line"_s : u"lineStrong"_s);
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

void setStyleProperty(QWidget& widget, const char* name, const QVariant& value)
{
    if (widget.property(name) == value) return;
    widget.setProperty(name, value);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    QEvent changed(QEvent::StyleChange); // for whoever keeps something that polishing takes away
    QCoreApplication::sendEvent(&widget, &changed);
    widget.update();
}

} // namespace groundswell::ui
