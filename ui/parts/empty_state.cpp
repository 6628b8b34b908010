#include "ui/parts/empty_state.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace groundswell::ui {

EmptyState::EmptyState(const Look& look, const QString& icon, const QString& sentence, const QString& act,
                       QWidget* parent)
    : QWidget(parent)
    , m_sentence(wrappingLabel(look, sentence, Type::Body, Tone::Secondary))
    , m_act(makeButton(look, ButtonKind::Standard, act))
{
    setProperty("ownFocus",
                true); // a stack gives it the keyboard of the list that stood here: there is nothing to ring
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(16);
    column->addStretch(2);
    if (!icon.isEmpty()) {
        auto* picture = new QLabel;
        const auto show = [picture, icon, &look] {
            picture->setPixmap(look.icon(icon, Tone::Tertiary).pixmap(QSize(28, 28), picture->devicePixelRatioF()));
        };
        show();
        connect(&look, &Look::changed, picture, show);
        column->addWidget(picture, 0, Qt::AlignHCenter);
    }
    m_sentence->setAlignment(Qt::AlignHCenter);
    column->addWidget(m_sentence);
    column->addWidget(m_act, 0, Qt::AlignHCenter);
    column->addStretch(3);
    m_act->setVisible(!act.isEmpty());
    connect(m_act, &QPushButton::clicked, this, &EmptyState::acted);
}

void EmptyState::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
}

void EmptyState::setAct(const QString& text)
{
    m_act->setText(text);
    m_act->setVisible(!text.isEmpty());
}

} // namespace groundswell::ui
