#include "ui/shell/header_bar.h"

#include "ui/parts/buttons.h"
#include "ui/parts/search_field.h"

#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

HeaderBar::HeaderBar(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_back(makeIconButton(look, u"back"_s, tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left)))
    , m_forward(makeIconButton(look, u"forward"_s, tr("Forward"), QKeySequence(Qt::ALT | Qt::Key_Right)))
    , m_search(new SearchField(look, tr("Search songs, artists, albums"), QKeySequence(Qt::CTRL | Qt::Key_K)))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(2);
    followLook(look, this, [this, &look] {
        setFixedHeight(look.px(tokens::sizeHeaderHeight));
        m_search->setMaximumWidth(look.px(336));
    });
    m_search->setMinimumWidth(120);
    row->addWidget(m_back);
    row->addWidget(m_forward);
    row->addSpacing(10);
    row->addWidget(m_search, 1);
    row->addStretch(1);
    connect(m_back, &QToolButton::clicked, this, &HeaderBar::backClicked);
    connect(m_forward, &QToolButton::clicked, this, &HeaderBar::forwardClicked);
    setHistory(false, false);
}

void HeaderBar::setHistory(bool back, bool forward)
{
    m_back->setEnabled(back);
    m_forward->setEnabled(forward);
}

void HeaderBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

} // namespace groundswell::ui
