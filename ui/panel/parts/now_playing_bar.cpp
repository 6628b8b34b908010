#include "ui/panel/parts/now_playing_bar.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

NowPlayingBar::NowPlayingBar(const Look& look, const QString& busy, QWidget* parent)
    : QWidget(parent)
    , m_playing(new ElidedLabel(look, Type::Label, Tone::Tide, this))
    , m_own(new ElidedLabel(look, Type::Small, Tone::Secondary, this))
    , m_busy(busy)
{
    setObjectName(u"elsewhereBar"_s);
    auto* over = makeButton(look, ButtonKind::Standard, tr("Go over"), {}, this, ButtonSize::Small);
    over->setObjectName(u"goOver"_s);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_playing);
    texts->addWidget(m_own);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(12);
    row->addLayout(texts, 1);
    row->addWidget(over);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, this));
    connect(over, &QPushButton::clicked, this, &NowPlayingBar::goOverRequested);
    hide();
}

void NowPlayingBar::setSongs(const QString& own, const QString& playing)
{
    m_playing->setText(tr("Now playing: %1").arg(playing));
    m_own->setText(m_busy.arg(own));
}

} // namespace groundswell::ui
