#include "ui/parts/labels.h"

#include "ui/parts/surface.h"
#include "ui/parts/wrapped_label.h"
#include "ui/style/kept_font.h"
#include "ui/style/own_direction.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeySequence>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

/// The program's words stand where reading begins, also where they are of another direction.
void dress(QLabel& label, const Look& look, const QString& text, Type type, Tone tone)
{
    if (QGuiApplication::isRightToLeft()) label.setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
    label.setTextFormat(Qt::PlainText);
    label.setText(text);
    label.setProperty("tone", toneName(tone));
    keepFont(label, look, [&look, type] { return look.font(type); });
}

} // namespace

QLabel* plainLabel(const Look& look, const QString& text, Type type, Tone tone, QWidget* parent)
{
    auto* label = new QLabel(parent);
    dress(*label, look, text, type, tone);
    return label;
}

QLabel* wrappingLabel(const Look& look, const QString& text, Type type, Tone tone, QWidget* parent)
{
    auto* label = new WrappedLabel(look, type, parent);
    dress(*label, look, text, type, tone);
    return label;
}

void keepFontOfEditor(QAbstractScrollArea& editor, const Look& look, const std::function<QFont()>& font)
{
    keepFont(editor, look, font);
    keepFont(*editor.viewport(), look, font);
}

void setTone(QLabel& label, Tone tone)
{
    setStyleProperty(label, "tone", toneName(tone));
}

QString keysText(const QKeySequence& keys)
{
    return keys.toString(QKeySequence::NativeText).replace(u'+', u' ');
}

QLabel* keyCap(const Look& look, const QKeySequence& keys, QWidget* parent)
{
    auto* label = plainLabel(look, keysText(keys), Type::Caption, Tone::Secondary, parent);
    label->setProperty("kind", u"keycap"_s);
    label->setAlignment(Qt::AlignCenter);
    followLook(look, label, [label, &look] { label->setFixedHeight(look.px(18)); });
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return label;
}

ElidedLabel::ElidedLabel(const Look& look, Type type, Tone tone, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_type(type)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ElidedLabel::setText(const QString& text, const QString& language)
{
    if (text == m_text && language == m_language) return;
    m_text = text;
    m_language = language.isEmpty() ? languageOfScript(text) : language;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void ElidedLabel::setFontOverride(double size, int weight)
{
    m_size = size;
    m_weight = weight;
    updateGeometry();
    update();
}

QFont ElidedLabel::currentFont() const
{
    return m_size > 0 ? m_look.type().font(m_type, m_size, m_weight, m_language) : m_look.font(m_type, m_language);
}

QSize ElidedLabel::sizeHint() const
{
    return {QFontMetrics(currentFont()).horizontalAdvance(m_text) + 1, m_look.type().line(m_type)};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, m_look.type().line(m_type)};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(currentFont());
    painter.setPen(isEnabled() ? toneColour(m_look.theme(), m_tone) : m_look.theme().textDisabled);
    const auto side = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(
        rect(), Qt::AlignVCenter | Qt::AlignAbsolute | side | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(inOwnDirection(m_text, layoutDirection()), Qt::ElideRight, width()));
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (QFontMetrics(currentFont()).horizontalAdvance(m_text) > width())
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), m_text.toHtmlEscaped(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace groundswell::ui
