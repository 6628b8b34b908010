#include "ui/panel/translation/proposal_rows.h"

#include "ui/parts/avatar.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/marked_label.h"
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

void ProposalRows::show(const LineNote& note, const std::vector<ShownProposal>& proposals, const QString& present,
                        const QString& lang)
{
    if (note == m_note && proposals == m_shown && present == m_present && lang == m_lang) return;
    m_note = note;
    m_shown = proposals;
    m_present = present;
    m_lang = lang;
    while (auto* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was just pressed
        delete item;
    }
    if (!note.text.isEmpty()) {
        auto* told = new MarkedLabel(m_look, note.text, Type::Small, Tone::Secondary, MarkedLabel::Kind::Removed, this);
        told->setObjectName(u"lineNote"_s);
        told->setMarks(note.marks);
        m_rows->addWidget(told);
    }
    for (const ShownProposal& each : m_shown)
        m_rows->addWidget(makeRow(each));
    setVisible(m_rows->count() > 0);
}

/// What somebody proposes, its new words marked; below it what it would replace, where words of that go.
void ProposalRows::addWords(QVBoxLayout& texts, const QString& proposed, QWidget* row)
{
    const auto add = [&](const QString& text, Tone tone, MarkedLabel::Kind kind, const QString& name) {
        auto* label = new MarkedLabel(m_look, text, Type::Body, tone, kind, row);
        label->setObjectName(name);
        keepFont(*label, m_look, [&look = m_look, lang = m_lang] { return look.font(Type::Body, lang); });
        if (text.isRightToLeft()) label->setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
        texts.addWidget(label);
        return label;
    };
    auto* words = add(proposed, Tone::Primary, MarkedLabel::Kind::Added, u"proposedWords"_s);
    if (m_present.isEmpty()) return;
    words->setMarks(changedRanges(proposed, m_present));
    const QList<TextRange> gone = changedRanges(m_present, proposed);
    if (gone.isEmpty()) return;
    auto* present = add(m_present, Tone::Secondary, MarkedLabel::Kind::Removed, u"presentWords"_s);
    present->setMarks(gone);
    present->setAccessibleName(tr("Instead of: %1").arg(m_present));
}

QWidget* ProposalRows::makeRow(const ShownProposal& shown)
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
    row->setAccessibleName(u"%1: %2"_s.arg(said, proposal.text));

    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(who);
    addWords(*texts, proposal.text, row);
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
