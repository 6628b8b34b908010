#include "ui/panel/lyrics/words_sheet.h"

#include "ui/panel/lyrics/words_text.h"
#include "ui/panel/parts/joined_text.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto typingPause = 300ms; ///< after the first key that is not kept
} // namespace

WordsSheet::WordsSheet(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(look, Type::Strong, Tone::Primary, this))
    , m_text(new QPlainTextEdit(this))
    , m_discard(makeButton(look, ButtonKind::Quiet, tr("Discard changes"), {}, this))
    , m_publish(makeButton(look, ButtonKind::Primary, tr("Publish"), {}, this))
{
    setObjectName(u"wordsSheet"_s);
    m_text->setObjectName(u"wordsText"_s);
    m_text->setAccessibleName(tr("The words of the song"));
    m_text->setPlaceholderText(tr("The words, each line on its own. Times in square brackets are understood."));
    m_text->setFrameShape(QFrame::NoFrame); // the style sheet draws one
    m_text->setTabChangesFocus(true);
    m_text->document()->setDocumentMargin(8);
    m_text->installEventFilter(this);
    m_publish->setObjectName(u"publishWords"_s);
    auto* leave = makeButton(look, ButtonKind::Quiet, tr("Close"), u"back"_s, this);
    leave->setObjectName(u"leaveWords"_s);
    auto* about = wrappingLabel(look,
                                tr("Correct what is wrong, line by line: times and translations stay with their lines. "
                                   "What you type is kept on this computer."),
                                Type::Small, Tone::Secondary, this);
    auto* acts = new QHBoxLayout;
    acts->setSpacing(8);
    acts->addWidget(leave);
    acts->addStretch(1);
    acts->addWidget(m_discard);
    acts->addWidget(m_publish);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(16, 12, 16, 12);
    all->setSpacing(8);
    all->addWidget(m_title);
    all->addWidget(about);
    all->addSpacing(4);
    all->addWidget(m_text, 1);
    all->addSpacing(4);
    all->addLayout(acts);

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &WordsSheet::flush);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_changed = true;
        if (!m_pause.isActive()) m_pause.start(); // also while somebody types on and on
        refresh();
    });
    connect(leave, &QPushButton::clicked, this, &WordsSheet::leaveRequested);
    connect(m_discard, &QPushButton::clicked, this, [this] { setText(m_original); });
    connect(m_publish, &QPushButton::clicked, this, [this] {
        flush();
        Q_EMIT publishRequested(draft());
    });
    keepFontOfEditor(*m_text, look, [&look] { return look.type().font(Type::Lyric, 17, 400); });
}

void WordsSheet::open(const community::LyricsDraft& draft, const lyrics::Document& words, const QString& title)
{
    m_draft = draft;
    m_original = wordsText(words);
    m_title->setText(title);
    m_busy = false;
    {
        const QSignalBlocker quiet(m_text);
        m_text->setPlainText(draft.text.isEmpty() ? m_original : draft.text);
    }
    m_changed = false;
    m_pause.stop();
    refresh();
}

void WordsSheet::goToLine(const lyrics::Document& words, LineId line)
{
    const auto found = std::ranges::find(words.lines, line, &lyrics::Line::id);
    if (line.isNull() || found == words.lines.end()) return;
    // What was typed before may have moved it: of all lines that read like it the nearest.
    const int place = int(found - words.lines.begin());
    lyrics::Document alone;
    alone.lines.append(*found);
    const QString wanted = wordsText(alone);
    QTextBlock nearest;
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        if (block.text() != wanted) continue;
        const auto distance = [place](const QTextBlock& b) { return std::abs(b.blockNumber() - place); };
        if (!nearest.isValid() || distance(block) < distance(nearest)) nearest = block;
    }
    if (!nearest.isValid()) nearest = m_text->document()->findBlockByNumber(place);
    if (!nearest.isValid()) return;
    QTextCursor cursor(nearest);
    cursor.movePosition(QTextCursor::EndOfBlock);
    m_text->setTextCursor(cursor);
    m_text->centerCursor();
}

void WordsSheet::setPublished(const QJsonObject& document, const lyrics::Document& words)
{
    m_draft.baseDocument = document;
    m_draft.lang = words.lang;
    m_original = wordsText(words);
    m_changed = true;
    m_pause.start();
    refresh();
}

QString WordsSheet::text() const
{
    QStringList lines;
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next())
        lines.append(block.text());
    return lines.join(u'\n');
}

/// One step of the editor's own undo.
void WordsSheet::setText(const QString& text)
{
    QTextCursor cursor(m_text->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
}

community::LyricsDraft WordsSheet::draft() const
{
    community::LyricsDraft draft = m_draft;
    draft.text = text();
    if (draft.text == m_original || draft.text.trimmed().isEmpty()) draft.text.clear();
    return draft;
}

void WordsSheet::addDraft(const QString& kept, const QString& known)
{
    const QString now = draft().text;
    const QString text = joinedText(kept, known, now);
    if (text == now || kept.isEmpty()) return;
    if (now.isEmpty()) {
        setText(text);
        return;
    }
    // Whoever is typing stays where they type.
    const qsizetype begin = text.endsWith(now) ? 0 : now.size();
    QTextCursor cursor(m_text->document());
    cursor.setPosition(int(begin));
    QTextCursor typing = m_text->textCursor();
    typing.setKeepPositionOnInsert(begin > 0);
    cursor.insertText(text.mid(begin, text.size() - now.size()));
    m_text->setTextCursor(typing);
}

void WordsSheet::flush()
{
    m_pause.stop();
    if (isOpen() && std::exchange(m_changed, false)) Q_EMIT draftChanged(draft());
}

void WordsSheet::close()
{
    m_pause.stop();
    m_draft = {};
    m_changed = false;
}

void WordsSheet::setBusy(bool busy)
{
    m_busy = busy;
    refresh();
}

void WordsSheet::refresh()
{
    const bool differs = !draft().text.isEmpty();
    m_discard->setEnabled(text() != m_original && !m_busy);
    m_publish->setEnabled(differs && !m_busy);
}

bool WordsSheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text && event->type() == QEvent::FocusOut) flush();
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier) && m_publish->isEnabled()) {
            m_publish->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace groundswell::ui
