#include "ui/panel/sync/conflict_page.h"

#include "base/clock.h"
#include "community/village.h"
#include "lyrics/document_json.h"
#include "ui/panel/parts/when_text.h"
#include "ui/panel/sync/conflict_card.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/notice.h"
#include "ui/style/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto typingPause = 300ms;
}

ConflictPage::ConflictPage(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_about(wrappingLabel(context.look, {}, Type::Body, Tone::Secondary, this))
    , m_mine(plainLabel(context.look, tr("Mine"), Type::Small, Tone::Primary, this))
    , m_theirs(plainLabel(context.look, {}, Type::Small, Tone::Primary, this))
    , m_finish(makeButton(context.look, ButtonKind::Primary, {}, {}, this))
    , m_column(nullptr)
{
    setObjectName(u"conflictPage"_s);
    m_finish->setObjectName(u"conflictFinish"_s);
    auto* later = makeButton(context.look, ButtonKind::Quiet, tr("Decide later"), u"back"_s, this);
    auto* allMine = makeButton(context.look, ButtonKind::Quiet, tr("Keep all mine"), {}, this);
    auto* allTheirs = makeButton(context.look, ButtonKind::Quiet, tr("Take all theirs"), {}, this);
    auto* bar = new QHBoxLayout;
    bar->addWidget(later);
    bar->addStretch(1);
    bar->addWidget(allMine);
    bar->addWidget(allTheirs);
    bar->addWidget(m_finish);
    auto* heads = new QHBoxLayout;
    heads->setContentsMargins(12, 0, 12, 0); // as the cells of the cards stand
    heads->setSpacing(8);
    auto* base = plainLabel(context.look, tr("Before, where you both began"), Type::Small, Tone::Primary, this);
    for (QLabel* head : {base, m_mine, m_theirs}) {
        head->setIndent(12);
        heads->addWidget(head, 1);
    }
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto* content = new QWidget(scroll);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_column->addStretch(1);
    scroll->setWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(24, 9, 24, 16);
    all->setSpacing(8);
    all->addLayout(bar);
    all->addSpacing(8);
    all->addWidget(plainLabel(context.look, tr("Two edits crossed"), Type::Title, Tone::Primary, this));
    all->addWidget(m_about);
    all->addSpacing(8);
    all->addLayout(heads);
    all->addWidget(scroll, 1);
    connect(later, &QPushButton::clicked, this, [this] {
        flush();
        Q_EMIT left();
    });
    connect(allMine, &QPushButton::clicked, this, [this] { chooseAll(ConflictChoice::Mine); });
    connect(allTheirs, &QPushButton::clicked, this, [this] { chooseAll(ConflictChoice::Theirs); });
    connect(m_finish, &QPushButton::clicked, this, &ConflictPage::finish);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &ConflictPage::flush);
    refresh();
}

ConflictPage::~ConflictPage()
{
    flush();
}

void ConflictPage::flush()
{
    if (!m_pause.isActive()) return;
    m_pause.stop();
    if (!m_view.operation.isNull()) (void)m_context.village.outbox().saveDecisions(m_view, m_case.decisions());
}

void ConflictPage::show(OperationId conflict)
{
    flush();
    m_context.village.outbox().conflicts().then(
        this, [this, conflict](const Result<std::vector<community::ConflictView>>& conflicts) {
            if (!conflicts) {
                report(conflicts.error());
                return;
            }
            const auto found = std::ranges::find(*conflicts, conflict, &community::ConflictView::operation);
            if (found == conflicts->end()) {
                Q_EMIT left();
                return;
            }
            m_context.village.words()
                .lyrics(found->songId)
                .then(this, [this, view = *found](const Result<std::vector<community::LyricsView>>& words) {
                    lyrics::Document document;
                    if (words && !words->empty())
                        document =
                            lyrics::documentFromJson(words->front().lyrics.document).value_or(lyrics::Document());
                    showCase(view, document);
                });
        });
}

void ConflictPage::showCase(const community::ConflictView& view, const lyrics::Document& words)
{
    auto read = ConflictCase::read(view, words);
    if (!read) {
        report(read.error());
        return;
    }
    // Somebody may have gone on deciding while it was read again.
    const bool goneOn = m_view.operation == view.operation && m_pause.isActive();
    const QJsonObject decisions = goneOn ? m_case.decisions() : view.decisions;
    flush();
    m_view = view;
    m_case = *std::move(read);
    m_case.restore(decisions);
    qDeleteAll(m_cards);
    m_cards.clear();
    m_about->setText(tr("You and %1 both changed %n of the same lines. Nothing is lost: whatever you leave out stays "
                        "in the history.",
                        nullptr, int(m_case.rows().size()))
                         .arg(view.theirAuthor.displayName));
    m_theirs->setText(tr("%1, revision %2", "person").arg(view.theirAuthor.displayName).arg(view.theirsRev));
    for (qsizetype i = 0; i < m_case.rows().size(); ++i) {
        auto* card = new ConflictCard(m_context.look, m_case.rows().at(i), this);
        m_column->insertWidget(int(i), card);
        m_cards.append(card);
        connect(card, &ConflictCard::chosen, this, [this, i](ConflictChoice choice, const QString& third) {
            m_case.choose(i, choice, third);
            m_pause.start();
            refresh();
        });
        connect(card, &ConflictCard::moveRequested, this, [this, i](int by) {
            if (const qsizetype next = i + by; next >= 0 && next < m_cards.size())
                m_cards.at(next)->setFocus(Qt::TabFocusReason);
        });
    }
    if (!m_cards.isEmpty()) m_cards.constFirst()->setFocus();
    refresh();
}

void ConflictPage::chooseAll(ConflictChoice choice)
{
    for (ConflictCard* card : std::as_const(m_cards))
        card->choose(choice);
}

void ConflictPage::refresh()
{
    const int left = m_case.left();
    m_finish->setEnabled(!m_view.operation.isNull() && left == 0);
    m_finish->setText(left > 0 ? tr("Finish, %n left", nullptr, left) : tr("Finish"));
}

void ConflictPage::finish()
{
    const auto document = m_case.finished();
    if (!document) {
        report(document.error());
        return;
    }
    flush(); // until the outbox has the document, the decisions are kept
    const OperationId decided = m_view.operation;
    m_context.village.outbox().resolve(decided, *document).then(this, [this, decided](const Result<void>& done) {
        if (!done) {
            report(done.error());
            return;
        }
        m_context.notice.tell(tr("Decided. It goes out with the next sync."), u"check-circle"_s);
        if (m_view.operation == decided) m_view = {};
        Q_EMIT left();
    });
}

void ConflictPage::report(const Error& error)
{
    m_context.notice.tell(error.message, u"alert"_s, Tone::Failed);
}

} // namespace groundswell::ui
