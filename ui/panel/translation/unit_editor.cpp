#include "ui/panel/translation/unit_editor.h"

#include "translation/syllables.h"
#include "ui/panel/lyrics/lyric_sheet.h"
#include "ui/panel/translation/likeness.h"
#include "ui/panel/translation/proposal_rows.h"
#include "ui/panel/translation/proposals.h"
#include "ui/panel/translation/spell_highlighter.h"
#include "ui/panel/translation/spell_service.h"
#include "ui/panel/translation/unit_geometry.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/roomy_editor.h"
#include "ui/parts/when_text.h"
#include "ui/style/look.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastLikeness = 70;
constexpr int mostMemory = 3;
constexpr double fieldText = 14; ///< px; what is being written is a little larger than what is written
constexpr int fieldLine = 20;
constexpr int fieldMargin = 5;
constexpr int fieldFrame = 5; ///< the style's frame and padding above and below; 2 more at either side
constexpr int mostLines = 6;

} // namespace

UnitEditor::UnitEditor(const Look& look, TranslationModel& model, SpellService& spelling, const Proposals& proposed,
                       QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_model(model)
    , m_spelling(spelling)
    , m_proposed(proposed)
    , m_edit(new RoomyEditor(this))
    , m_highlighter(new SpellHighlighter(look, spelling, m_edit->document()))
    , m_suggestions(new SuggestionList(look, this))
    , m_rows(new ProposalRows(look, this))
{
    setObjectName(u"unitEditor"_s);
    m_edit->setObjectName(u"unitText"_s);
    m_edit->setAccessibleName(tr("Translation of this line"));
    m_edit->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->setTabChangesFocus(true);
    m_edit->document()->setDocumentMargin(fieldMargin);
    m_edit->installEventFilter(this);
    m_edit->viewport()->installEventFilter(this);
    auto* hear = makeIconButton(look, u"play"_s, tr("Hear this line"), QKeySequence(u"Ctrl+R"_s), this);
    hear->setObjectName(u"hearLine"_s);
    hear->setIcon(look.icon(u"play"_s, Tone::Tide));
    connect(hear, &QToolButton::clicked, this, [this] {
        if (m_row >= 0 && m_model.line(m_row).startMs) Q_EMIT hearRequested(*m_model.line(m_row).startMs);
    });
    connect(m_edit, &QPlainTextEdit::textChanged, this, &UnitEditor::textChanged);
    connect(&look, &Look::changed, this, &UnitEditor::showLook);
    connect(m_suggestions, &SuggestionList::chosen, this,
            [this](int index) { take(m_suggestions->suggestions().at(size_t(index))); });
    const auto pass = [this](auto signal) {
        return [this, signal](const api::Suggestion& proposal) {
            m_edit->setFocus(); // before the button that was pressed goes
            Q_EMIT(this->*signal)(proposal);
        };
    };
    connect(m_rows, &ProposalRows::acceptRequested, this, pass(&UnitEditor::acceptRequested));
    connect(m_rows, &ProposalRows::dropRequested, this, pass(&UnitEditor::dropRequested));
    connect(&spelling, &SpellService::checked, this, [this](const QString& text) {
        if (m_row >= 0 && text == m_edit->toPlainText()) refreshSuggestions();
    });
    connect(&spelling, &SpellService::suggested, this, [this](const QString& word, const QStringList& proposals) {
        m_proposals.insert(word, proposals);
        refreshSuggestions();
    });
    connect(&spelling, &SpellService::availableChanged, this, [this] {
        m_proposals.clear();
        m_highlighter->rehighlight();
    });
}

QPlainTextEdit& UnitEditor::editor() noexcept
{
    return *m_edit;
}

void UnitEditor::setPublished(const QHash<LineId, QString>& texts, const QString& origin)
{
    m_published = texts;
    m_publishedOrigin = origin;
    refreshSuggestions();
    refreshProposals();
}

void UnitEditor::setRow(int row)
{
    m_row = row;
    m_filling = true;
    showLook();
    m_edit->setPlainText(row >= 0 ? m_model.text(row) : QString());
    m_edit->moveCursor(QTextCursor::End);
    m_edit->document()->clearUndoRedoStacks();
    m_filling = false;
    refreshSuggestions();
    refreshProposals();
    update();
}

void UnitEditor::refreshProposals()
{
    if (m_row < 0 || m_row >= m_model.rowCount()) return;
    std::vector<ShownProposal> shown;
    for (api::Suggestion& proposal : m_model.proposals(m_row)) {
        const bool own = m_proposed.isOwn(proposal);
        const bool may = m_proposed.mayAccept();
        shown.push_back({std::move(proposal), own, may, own || may});
    }
    const lyrics::Line& line = m_model.line(m_row);
    LineNote note;
    if (const QString former = m_model.formerSource(m_row); !former.isEmpty()) {
        note.text = tr("The line was reworded. When this was translated it read: %1").arg(former);
        const qsizetype begin = note.text.indexOf(former);
        for (const TextRange& gone : changedRanges(former, line.text))
            note.marks.append({begin + gone.start, gone.length});
    } else if (shown.empty() && m_model.isApproved(m_row) && !m_proposed.mayAccept()) {
        note.text = tr("This line is approved. Other words that you publish become a suggestion beside it.");
    }
    m_rows->show(note, shown, m_published.value(line.id, m_model.text(m_row)), m_model.document().lang);
    layOut();
}

void UnitEditor::showLook()
{
    keepFontOfEditor(*m_edit, m_look,
                     [this] { return m_look.type().font(Type::Body, fieldText, 400, m_model.document().lang); });
    m_edit->setLineHeight(m_look.px(fieldLine));
    layOut();
}

void UnitEditor::textChanged()
{
    if (m_filling || m_row < 0) return;
    m_model.setText(m_row, m_edit->toPlainText());
    refreshSuggestions();
    layOut();
    update();
}

std::vector<Suggestion> UnitEditor::memory() const
{
    std::vector<Suggestion> found;
    const QString current = m_edit->toPlainText();
    const lyrics::Line& source = m_model.line(m_row);
    const auto add = [&](int percent, const QString& text, const QString& origin) {
        const bool known = std::ranges::any_of(found, [&](const Suggestion& other) { return other.text == text; });
        if (!text.isEmpty() && text != current && !known)
            found.push_back({Suggestion::Kind::Memory, percent, text, {}, origin, {}});
    };
    add(100, m_published.value(source.id), m_publishedOrigin);
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const int percent = row == m_row ? 0 : likeness(source.text, m_model.line(row).text);
        if (percent >= leastLikeness) add(percent, m_model.text(row), tr("Line %1").arg(row + 1));
    }
    std::ranges::stable_sort(found, std::greater(), &Suggestion::percent);
    found.resize(std::min<size_t>(found.size(), mostMemory));
    for (size_t i = 0; i < found.size(); ++i)
        found[i].keys = u"Alt %1"_s.arg(i + 1);
    return found;
}

void UnitEditor::refreshSuggestions()
{
    if (m_row < 0) return;
    std::vector<Suggestion> all = memory();
    const auto wrong = m_spelling.look(m_edit->toPlainText());
    if (!wrong.isEmpty()) {
        const QString word = wrong.front().word;
        if (!m_proposals.contains(word)) {
            m_proposals.insert(word, {});
            m_spelling.suggest(word);
        } else if (!m_proposals.value(word).isEmpty()) {
            all.push_back({Suggestion::Kind::Spelling, 0, m_proposals.value(word).front(), word, {}, tr("Alt Enter")});
        }
    }
    m_suggestions->setSuggestions(std::move(all));
    layOut();
}

void UnitEditor::take(const Suggestion& suggestion)
{
    QTextCursor cursor = m_edit->textCursor();
    cursor.beginEditBlock();
    if (suggestion.kind == Suggestion::Kind::Memory) {
        cursor.select(QTextCursor::Document);
        cursor.insertText(suggestion.text);
    } else {
        for (const translation::Misspelling& wrong : m_spelling.look(m_edit->toPlainText())) {
            if (wrong.word != suggestion.replaced) continue;
            cursor.setPosition(int(wrong.range.start));
            cursor.setPosition(int(wrong.range.end()), QTextCursor::KeepAnchor);
            cursor.insertText(suggestion.text);
            break;
        }
    }
    cursor.endEditBlock();
    m_edit->setFocus();
}

bool UnitEditor::fixSpelling()
{
    const auto& all = m_suggestions->suggestions();
    const auto found = std::ranges::find(all, Suggestion::Kind::Spelling, &Suggestion::kind);
    if (found == all.end()) return false;
    take(Suggestion(*found));
    return true;
}

bool UnitEditor::takeMemory(int n)
{
    const auto& all = m_suggestions->suggestions();
    if (n >= int(all.size()) || all.at(size_t(n)).kind != Suggestion::Kind::Memory) return false;
    take(Suggestion(all.at(size_t(n))));
    return true;
}

int UnitEditor::editorHeight() const
{
    constexpr int around = 2 * (fieldFrame + fieldMargin);
    return m_edit->heightOf(std::clamp(m_edit->lines(), 1, mostLines)) + around;
}

/// How far the field stands below the top margin: under the source where there is no room beside it.
int UnitEditor::sourceHeight() const
{
    const UnitColumns columns = UnitColumns::forWidth(width());
    if (!columns.stacked || m_row < 0 || m_row >= m_model.rowCount()) return 0;
    const QFontMetrics metrics(m_look.type().font(Type::Story, 15.5, 400, m_model.words().lang));
    const QRect room(0, 0, int(columns.sourceWidth), 1000);
    return sourceTop() + metrics.boundingRect(room, Qt::TextWordWrap, m_model.line(m_row).text).height() + 4;
}

int UnitEditor::sourceTop() const
{
    return m_model.roman(m_row).isEmpty() ? 8 : m_look.px(13);
}

int UnitEditor::meterHeight() const
{
    return m_look.px(24);
}

int UnitEditor::wantedHeight() const
{
    const int suggestions = m_suggestions->suggestions().empty() ? 0 : m_suggestions->sizeHint().height() + 6;
    const UnitColumns columns = UnitColumns::forWidth(width());
    const int proposals = m_rows->wantedHeight(int(columns.right - columns.source));
    return topMargin + sourceHeight() + editorHeight() + meterHeight() + suggestions + proposals + 8;
}

void UnitEditor::layOut()
{
    const UnitColumns columns = UnitColumns::forWidth(width());
    const int editor = editorHeight();
    const int top = topMargin + sourceHeight();
    // From the field's edge to its text, which stands where that of the closed rows does.
    constexpr int inset = fieldFrame + 2 + fieldMargin;
    const auto place = [this](QWidget* part, const QRect& where) {
        part->setGeometry(QStyle::visualRect(layoutDirection(), rect(), where));
    };
    place(m_edit, {int(columns.target) - inset, top, int(columns.targetWidth) + inset + 4, editor});
    if (auto* hear = findChild<QToolButton*>(u"hearLine"_s)) {
        const int side = hear->sizeHint().width(); // its icon, which ends 6 px before its edge, ends where the times do
        place(hear, {int(columns.right) - side + 6, top + (editor - side) / 2, side, side});
        hear->setVisible(m_row >= 0 && m_model.line(m_row).startMs.has_value());
    }
    const int left = int(columns.source);
    const int wide = int(columns.right - columns.source);
    int below = top + editor + meterHeight();
    place(m_rows, {left, below, wide, m_rows->wantedHeight(wide)});
    below += m_rows->height();
    place(m_suggestions, {left, below, wide, m_suggestions->sizeHint().height()});
    Q_EMIT heightChanged();
}

void UnitEditor::resizeEvent(QResizeEvent*)
{
    layOut();
}

/// What it was given while it was told of an earlier size, as it is when it is first shown, Qt tells nobody of.
void UnitEditor::showEvent(QShowEvent*)
{
    layOut();
}

bool UnitEditor::handleKey(QKeyEvent& event)
{
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (enter && modifiers == Qt::NoModifier) {
        Q_EMIT doneAndNext();
        return true;
    }
    if (enter && modifiers == Qt::AltModifier) return fixSpelling();
    if (modifiers == Qt::AltModifier && (event.key() == Qt::Key_Up || event.key() == Qt::Key_Down)) {
        Q_EMIT moveRequested(event.key() == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (modifiers == Qt::AltModifier && event.key() >= Qt::Key_1 && event.key() <= Qt::Key_3)
        return takeMemory(event.key() - Qt::Key_1);
    return false;
}

bool UnitEditor::eventFilter(QObject* watched, QEvent* event)
{
    const bool press = event->type() == QEvent::KeyPress || event->type() == QEvent::InputMethod ||
                       event->type() == QEvent::MouseButtonPress;
    if (press && m_row >= 0) Q_EMIT worked();
    if (watched != m_edit) return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusIn && m_row >= 0) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        const bool fromElsewhere = reason == Qt::ShortcutFocusReason;
        if (fromElsewhere || reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason)
            Q_EMIT entered(fromElsewhere);
    }
    if (event->type() == QEvent::KeyPress && handleKey(*static_cast<QKeyEvent*>(event))) return true;
    if (event->type() == QEvent::ContextMenu) {
        showMenu(static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void UnitEditor::showMenu(QPoint place)
{
    QMenu* menu = m_edit->createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto wrong = m_spelling.look(m_edit->toPlainText());
    QAction* before = menu->actions().value(0);
    for (const translation::Misspelling& misspelling : wrong) {
        const auto proposals = m_proposals.value(misspelling.word);
        for (const QString& proposal : proposals) {
            auto* action =
                new QAction(m_look.icon(u"spell"_s), tr("%1 instead of %2").arg(proposal, misspelling.word), menu);
            connect(action, &QAction::triggered, this, [this, proposal, word = misspelling.word] {
                take({Suggestion::Kind::Spelling, 0, proposal, word, {}, {}});
            });
            menu->insertAction(before, action);
        }
        auto* ignore = new QAction(tr("\u201c%1\u201d is right here").arg(misspelling.word), menu);
        connect(ignore, &QAction::triggered, this, [this, word = misspelling.word] { m_spelling.ignore(word); });
        menu->insertAction(before, ignore);
    }
    if (!wrong.isEmpty()) menu->insertSeparator(before);
    menu->popup(place);
}

} // namespace groundswell::ui
