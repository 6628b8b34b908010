#include "ui/panel/translation/proposal_rows.h"

#include "ui/parts/avatar.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/style/kept_font.h"
#include "ui/style/look.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

ProposalRows::ProposalRows(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(u"proposalRows"_s);
    setAccessibleName(tr("Other words that were suggested"));
    m_rows->setContentsMargins(0, 4, 0, 4);
    m_rows->setSpacing(8);
}

void ProposalRows::show(const QString& note, const std::vector<ShownProposal>& proposals, const QString& lang)
{
    if (note == m_note && proposals == m_shown && lang == m_lang) return;
    m_note = note;
    m_shown = proposals;
    m_lang = lang;
    while (auto* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was just pressed
        delete item;
    }
    if (!note.isEmpty()) {
        auto* told = wrappingLabel(m_look, note, Type::Small, Tone::Secondary, this);
        told->setObjectName(u"lineNote"_s);
        m_rows->addWidget(told);
    }
    for (const ShownProposal& each : m_shown)
        m_rows->addWidget(makeRow(each, lang));
    setVisible(m_rows->count() > 0);
}

QWidget* ProposalRows::makeRow(const ShownProposal& shown, const QString& lang)
{
    const api::Suggestion& proposal = shown.proposal;
    auto* row = new QWidget(this);
    row->setObjectName(u"proposal"_s);
    auto* avatar = new Avatar(m_look, 20, row);
    avatar->setPerson(proposal.author.id.toString(), proposal.author.displayName);
    const QString said = !shown.own ? tr("%1 suggests", "person").arg(proposal.author.displayName)
                         : shown.mayAccept
                             ? tr("You suggested")
                             : tr("Your words are kept as a suggestion. The line is approved, so a reviewer decides.");
    auto* who = wrappingLabel(m_look, said, Type::Small, Tone::Secondary, row);
    auto* words = wrappingLabel(m_look, proposal.text, Type::Body, Tone::Primary, row);
    words->setObjectName(u"proposedWords"_s);
    keepFont(*words, m_look, [&look = m_look, lang] { return look.font(Type::Body, lang); });
    if (proposal.text.isRightToLeft()) words->setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
    row->setAccessibleName(u"%1: %2"_s.arg(said, proposal.text));

    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(who);
    texts->addWidget(words);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(avatar, 0, Qt::AlignTop);
    line->addLayout(texts, 1);
    const auto act = [&](ButtonKind kind, const QString& text, const QString& icon, const QString& name,
                         const QString& spoken) {
        auto* button = makeButton(m_look, kind, text, icon, row, ButtonSize::Small);
        button->setObjectName(name);
        button->setAccessibleName(spoken);
        line->addWidget(button, 0, Qt::AlignTop);
        return button;
    };
    if (shown.mayAccept) {
        auto* accept = act(ButtonKind::Standard, tr("Accept"), u"check"_s, u"acceptProposal"_s,
                           tr("Accept: the line says \u201c%1\u201d from now on").arg(proposal.text));
        connect(accept, &QPushButton::clicked, this, [this, proposal] { Q_EMIT acceptRequested(proposal); });
    }
    if (shown.mayDrop) {
        auto* drop = act(ButtonKind::Quiet, tr("Drop"), {}, u"dropProposal"_s,
                         tr("Drop the suggestion \u201c%1\u201d").arg(proposal.text));
        connect(drop, &QPushButton::clicked, this, [this, proposal] { Q_EMIT dropRequested(proposal); });
    }
    return row;
}

int ProposalRows::wantedHeight(int width) const
{
    return m_rows->count() == 0 ? 0 : m_rows->totalHeightForWidth(width);
}

} // namespace groundswell::ui
