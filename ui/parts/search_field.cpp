#include "ui/parts/search_field.h"

#include "ui/parts/labels.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

SearchField::SearchField(const Look& look, const QString& placeholder, const QKeySequence& keys, QWidget* parent)
    : QLineEdit(parent)
    , m_look(look)
{
    setProperty("kind", u"search"_s);
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(false);
    if (!keys.isEmpty()) {
        m_cap = keyCap(look, keys, this);
        m_cap->setAttribute(Qt::WA_TransparentForMouseEvents);
        m_cap->adjustSize();
    }
    connect(this, &QLineEdit::textChanged, this, &SearchField::placeCap);
    connect(&look, &Look::changed, this, &SearchField::placeCap);
}

void SearchField::placeCap()
{
    if (!m_cap) return;
    m_cap->setVisible(text().isEmpty());
    const int width = m_cap->sizeHint().width();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int x = mirrored ? 8 : this->width() - width - 8;
    // The style sheet's padding keeps the text off the lens on the left; mirrored the lens is on the right.
    const int cap = text().isEmpty() ? width : 0;
    setTextMargins(mirrored ? cap : 0, 0, mirrored ? m_look.px(28) : cap, 0);
    m_cap->setGeometry(x, (height() - m_cap->height()) / 2, width, m_cap->height());
}

void SearchField::resizeEvent(QResizeEvent* event)
{
    QLineEdit::resizeEvent(event);
    placeCap();
}

void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int side = m_look.px(16);
    const QRect lens = layoutDirection() == Qt::RightToLeft ? QRect(width() - 12 - side, 0, side, height())
                                                            : QRect(12, 0, side, height());
    m_look.icons().paint(painter, lens, u"search"_s, m_look.theme().textTertiary, 16);
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        if (!text().isEmpty()) {
            clear();
            event->accept();
            return;
        }
        Q_EMIT left();
        event->ignore(); // what lies on top of the window may close
        return;
    }
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier) {
        Q_EMIT listRequested();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace groundswell::ui
