#include "ui/panel/sync/conflict_page.h"

#include "base/clock.h"
#include "base/language_name.h"
#include "community/village.h"
#include "lyrics/document_json.h"
#include "ui/library/cover_picture.h"
#include "ui/panel/sync/conflict_card.h"
#include "ui/parts/avatar.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/notice.h"
#include "ui/parts/surface.h"
#include "ui/parts/when_text.h"
#include "ui/style/kept_font.h"
#include "ui/style/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto typingPause = 300ms; ///< after the first key that is not kept
constexpr int side = 24;            ///< free at either side
constexpr int quietPadding = 12;    ///< of a button before its icon
constexpr int faceSide = 20;
constexpr int coverSide = 26;
} // namespace

ConflictPage::ConflictPage(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_cover(new CoverPicture(context.look, context.covers, coverSide, this))
    , m_title(new ElidedLabel(context.look, Type::Strong, Tone::Primary, this))
    , m_languages(plainLabel(context.look, {}, Type::Small, Tone::Tertiary, this))
    , m_about(wrappingLabel(context.look, {}, Type::Body, Tone::Secondary, this))
    , m_theirs(plainLabel(context.look, {}, Type::Strong, Tone::Primary, this))
    , m_theirRevision(plainLabel(context.look, {}, Type::Small, Tone::Tertiary, this))
    , m_myFace(new Avatar(context.look, faceSide, this))
    , m_theirFace(new Avatar(context.look, faceSide, this))
    , m_finish(makeButton(context.look, ButtonKind::Primary, {}, {}, this))
    , m_column(nullptr)
{
    setObjectName(u"conflictPage"_s);
    m_finish->setObjectName(u"conflictFinish"_s);
    m_title->setObjectName(u"conflictSong"_s);
    m_languages->setObjectName(u"conflictLanguages"_s);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto* content = new QWidget(scroll);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(side, 0, side, 0);
    m_column->setSpacing(8);
    m_column->addStretch(1);
    scroll->setWidget(content);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(side, 0, side, 0);
    head->setSpacing(8);
    auto* title = plainLabel(context.look, tr("Two edits crossed"), Type::Title, Tone::Primary, this);
    keepFont(*title, context.look, [&look = context.look] { return look.type().font(Type::Title, 26, 600); });
    head->addWidget(title);
    head->addWidget(m_about);
    head->addSpacing(8);
    head->addLayout(makeHeads());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 9, 0, 16);
    all->setSpacing(8);
    all->addLayout(makeBar());
    all->addSpacing(8);
    all->addLayout(head);
    all->addWidget(scroll, 1);
    connect(m_finish, &QPushButton::clicked, this, &ConflictPage::finish);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &ConflictPage::flush);
    refresh();
}

QLayout* ConflictPage::makeBar()
{
    auto* later = makeButton(m_context.look, ButtonKind::Quiet, tr("Decide later"), u"back"_s, this);
    auto* allMine = makeButton(m_context.look, ButtonKind::Quiet, tr("Keep all mine"), {}, this);
    auto* allTheirs = makeButton(m_context.look, ButtonKind::Quiet, tr("Take all theirs"), {}, this);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(0, 0, 0, 0); // its ends are spaces, since margins do not mirror
    bar->setSpacing(8);
    bar->addSpacing(side - quietPadding); // its arrow stands above the title's first letter
    bar->addWidget(later);
    bar->addWidget(makeLine(Qt::Vertical, LineTone::Subtle, this));
    bar->addWidget(m_cover);
    bar->addWidget(m_title);
    bar->addWidget(m_languages);
    bar->addStretch(1);
    bar->addWidget(allMine);
    bar->addWidget(allTheirs);
    bar->addWidget(m_finish);
    bar->addSpacing(side);
    connect(later, &QPushButton::clicked, this, [this] {
        flush();
        Q_EMIT left();
    });
    connect(allMine, &QPushButton::clicked, this, [this] { chooseAll(ConflictChoice::Mine); });
    connect(allTheirs, &QPushButton::clicked, this, [this] { chooseAll(ConflictChoice::Theirs); });
    return bar;
}

QLayout* ConflictPage::makeHeads()
{
    auto* heads = new QHBoxLayout;
    heads->setContentsMargins(12, 0, 12, 0); // as the cells of the cards stand
    heads->setSpacing(8);
    const auto add = [heads](std::initializer_list<QWidget*> parts) {
        auto* head = new QHBoxLayout;
        head->setSpacing(8);
        head->addSpacing(12);
        for (QWidget* part : parts)
            head->addWidget(part);
        head->addStretch(1);
        heads->addLayout(head, 1);
    };
    const auto strong = [this](const QString& text) {
        return plainLabel(m_context.look, text, Type::Strong, Tone::Primary, this);
    };
    add({strong(tr("Before")),
         plainLabel(m_context.look, tr("where you both began"), Type::Small, Tone::Tertiary, this)});
    add({m_myFace, strong(tr("Mine"))});
    add({m_theirFace, m_theirs, m_theirRevision});
    return heads;
}

ConflictPage::~ConflictPage()
{
    flush();
}

void ConflictPage::flush()
{
    m_pause.stop();
    if (!std::exchange(m_changed, false) || m_view.operation.isNull()) return;
    m_context.village.outbox()
        .saveDecisions(m_view, m_case.decisions())
        .then(this, [this, operation = m_view.operation](const Result<void>& kept) {
            if (kept) return;
            if (operation == m_view.operation) m_changed = true; // with the next decision, or when one leaves
            report(kept.error());
        });
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
    const bool goneOn = m_view.operation == view.operation && m_changed;
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
    m_theirs->setText(view.theirAuthor.displayName);
    m_theirRevision->setText(tr("Revision %1").arg(view.theirsRev));
    m_theirFace->setPerson(view.theirAuthor.id.toString(), view.theirAuthor.displayName);
    if (const auto& account = m_context.village.account().current())
        m_myFace->setPerson(account->person.id.toString(), account->person.displayName);
    showSong(words.lang);
    for (qsizetype i = 0; i < m_case.rows().size(); ++i) {
        auto* card = new ConflictCard(m_context.look, m_case.rows().at(i), this);
        m_column->insertWidget(int(i), card);
        m_cards.append(card);
        connect(card, &ConflictCard::chosen, this, [this, i](ConflictChoice choice, const QString& third) {
            m_case.choose(i, choice, third);
            m_changed = true;
            if (!m_pause.isActive()) m_pause.start(); // also while somebody types on and on
            refresh();
        });
        connect(card, &ConflictCard::moveRequested, this, [this, i](int by) {
            if (const qsizetype next = i + by; next >= 0 && next < m_cards.size())
                m_cards.at(next)->setFocus(Qt::TabFocusReason);
        });
        connect(card, &ConflictCard::thirdWritten, this, [this, i] {
            if (i + 1 < m_cards.size())
                m_cards.at(i + 1)->setFocus(Qt::TabFocusReason);
            else if (m_finish->isEnabled())
                m_finish->setFocus(Qt::TabFocusReason);
        });
    }
    if (!m_cards.isEmpty()) m_cards.constFirst()->setFocus();
    refresh();
}

void ConflictPage::showSong(const QString& sourceLang)
{
    m_title->setText({});
    m_cover->clear();
    const QString into = languageName(m_view.lang);
    m_languages->setText(m_view.kind == u"lyrics.put"_s ? tr("Words")
                         : sourceLang.isEmpty() || sourceLang == u"und"_s
                             ? into
                             : tr("%1 to %2", "from language, into language").arg(languageName(sourceLang), into));
    m_context.village.songs()
        .song(m_view.songId)
        .then(this, [this, song = m_view.songId](const Result<api::Song>& found) {
            if (!found || m_view.songId != song) return;
            m_title->setText(found->title);
            m_cover->setSong({song, found->title, found->artist}, found->album);
        });
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
