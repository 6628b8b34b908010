#include "ui/panel/comments/composer.h"

#include "ui/panel/parts/joined_text.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/roomy_editor.h"
#include "ui/parts/surface.h"
#include "ui/parts/when_text.h"
#include "ui/style/look.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto typingPause = 300ms; ///< after the first key that is not kept
constexpr int mostLines = 5;
} // namespace

Composer::Composer(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_box(makeCard(u"input"_s, this))
    , m_text(new RoomyEditor(m_box))
    , m_chip(makeButton(look, ButtonKind::TimeChip, {}, u"time-pin"_s, m_box))
    , m_send(makeIconButton(look, u"send"_s, tr("Send"), QKeySequence(u"Ctrl+Return"_s), m_box))
    , m_banner(new QWidget(this))
    , m_bannerText(plainLabel(look, {}, Type::Small, Tone::Secondary, m_banner))
{
    m_text->setObjectName(u"composerText"_s);
    m_text->setAccessibleName(tr("Your comment"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTabChangesFocus(true);
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->document()->setDocumentMargin(0);
    m_text->setProperty("kind", u"bare"_s);
    m_text->installEventFilter(this);
    m_text->viewport()->installEventFilter(this);
    m_chip->setObjectName(u"composerChip"_s);
    m_send->setObjectName(u"composerSend"_s);
    m_send->setProperty("kind", u"send"_s);
    m_send->setIcon(look.fixedIcon(u"send"_s, Tone::OnTide));
    m_send->setEnabled(false);

    auto* close =
        makeIconButton(look, u"close"_s, tr("Write beside the song instead"), {}, m_banner, ButtonSize::Small);
    auto* bannerRow = new QHBoxLayout(m_banner);
    bannerRow->setContentsMargins(0, 0, 0, 0);
    bannerRow->addWidget(m_bannerText, 1);
    bannerRow->addWidget(close);
    m_banner->hide();

    auto* row = new QHBoxLayout(m_box);
    row->setContentsMargins(6, 5, 6, 5);
    row->setSpacing(8);
    row->addSpacing(6); // margins do not mirror
    row->addWidget(m_text, 1, Qt::AlignVCenter);
    auto* acts = new QWidget(m_box);
    auto* actsRow = new QHBoxLayout(acts);
    actsRow->setContentsMargins(0, 0, 0, 0);
    actsRow->setSpacing(8);
    actsRow->addWidget(m_chip, 0, Qt::AlignVCenter);
    actsRow->addWidget(m_send, 0, Qt::AlignVCenter);
    row->addWidget(acts, 0, Qt::AlignBottom);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(16, 12, 16, 12);
    all->setSpacing(4);
    all->addWidget(m_banner);
    all->addWidget(m_box);

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &Composer::flush);
    connect(m_text, &QPlainTextEdit::textChanged, this, &Composer::textChanged);
    connect(m_send, &QToolButton::clicked, this, &Composer::send);
    connect(close, &QToolButton::clicked, this, &Composer::leaveBanner);
    connect(m_chip, &QPushButton::clicked, this, [this] {
        if (m_pinned || !m_unpinned) {
            m_pinned.reset();
            m_unpinned = true;
        } else {
            m_unpinned = false;
            if (!m_text->document()->isEmpty()) m_pinned = m_position;
        }
        m_changed = true;
        m_pause.start();
        showChip();
    });
    keepFontOfEditor(*m_text, look, [&look] { return look.font(Type::Body); });
    followLook(look, this, [this] {
        fitHeight();
        showInvitation();
    });
    showChip();
}

community::CommentDraft Composer::draft() const
{
    community::CommentDraft draft;
    draft.songId = m_song;
    draft.text = m_editing.isNull() ? m_text->toPlainText() : m_aside;
    draft.parentId = m_parent;
    draft.atMs = m_pinned;
    return draft;
}

void Composer::setDraft(const community::CommentDraft& draft)
{
    m_song = draft.songId;
    m_parent = {};
    m_editing = {};
    m_aside.clear();
    m_sent.clear();
    m_banner->hide();
    invite(m_placeholder);
    {
        const QSignalBlocker quiet(m_text);
        m_text->setPlainText(draft.text);
        m_text->moveCursor(QTextCursor::End);
    }
    m_pinned = draft.text.isEmpty() ? std::nullopt : draft.atMs;
    m_unpinned = !draft.text.isEmpty() && !draft.atMs;
    if (!draft.parentId.isNull()) replyTo(draft.parentId, {});
    m_changed = false;
    m_pause.stop();
    m_send->setEnabled(!draft.text.trimmed().isEmpty());
    fitHeight();
    showChip();
}

void Composer::addDraft(const community::CommentDraft& kept, const QString& known)
{
    const community::CommentDraft now = draft();
    const QString text = joinedText(kept.text, known, now.text);
    if (text == now.text) return;
    if (!m_editing.isNull()) {
        m_aside = text;
        if (now.text.isEmpty()) m_pinned = kept.atMs;
        return;
    }
    if (now.text.isEmpty()) {
        auto whole = kept;
        whole.text = text;
        setDraft(whole);
        return;
    }
    // Whoever is typing stays where they type.
    const qsizetype begin = text.endsWith(now.text) ? 0 : now.text.size();
    QTextCursor typing = m_text->textCursor();
    typing.setKeepPositionOnInsert(begin > 0);
    QTextCursor cursor(m_text->document());
    cursor.setPosition(int(begin));
    cursor.insertText(text.mid(begin, text.size() - now.text.size()));
    m_text->setTextCursor(typing);
}

void Composer::setPosition(std::optional<qint64> ms)
{
    const auto shownSecond = [](std::optional<qint64> value) { return value ? *value / 1000 : -1; };
    const bool same = shownSecond(m_position) == shownSecond(ms);
    m_position = ms;
    if (!same && !m_pinned) showChip();
}

void Composer::showChip()
{
    const bool moment = m_parent.isNull() && m_editing.isNull();
    m_chip->setVisible(moment && (m_pinned || m_position));
    const std::optional<qint64> shown = m_pinned ? m_pinned : m_position;
    if (!shown) return;
    m_chip->setText(m_unpinned ? tr("Whole song") : clockText(*shown));
    m_chip->setToolTip(m_unpinned ? tr("Comment on this moment") : tr("Comment on the whole song instead"));
    m_chip->setAccessibleName(m_unpinned ? tr("About the whole song")
                                         : tr("About the moment %1").arg(spokenClock(*shown)));
}

void Composer::showBanner(const QString& text)
{
    m_bannerText->setText(text);
    m_banner->show();
    showChip();
}

void Composer::leaveBanner()
{
    if (!m_editing.isNull()) {
        Q_EMIT editChanged({m_song, m_editing, {}});
        leaveEdit();
        focusText();
        return;
    }
    m_parent = {};
    invite(m_placeholder);
    m_banner->hide();
    m_changed = true;
    m_pause.start();
    showChip();
    focusText();
}

void Composer::leaveEdit()
{
    m_editing = {};
    m_sent.clear();
    m_banner->hide();
    m_text->setPlainText(std::exchange(m_aside, {}));
    m_text->moveCursor(QTextCursor::End);
    if (!m_parent.isNull()) replyTo(m_parent, {});
    showChip();
}

void Composer::replyTo(CommentId parentComment, const QString& name)
{
    m_parent = parentComment;
    invite(name.isEmpty() ? tr("Your reply") : tr("What do you say to %1?").arg(name));
    showBanner(name.isEmpty() ? tr("A reply") : tr("Reply to %1").arg(name));
}

void Composer::editComment(CommentId comment, const QString& text)
{
    flush();
    if (m_editing.isNull()) m_aside = m_text->toPlainText();
    m_editing = comment;
    m_sent.clear();
    {
        const QSignalBlocker quiet(m_text);
        m_text->setPlainText(text);
        m_text->moveCursor(QTextCursor::End);
    }
    m_send->setEnabled(!text.trimmed().isEmpty());
    fitHeight();
    showBanner(tr("Your comment, changed"));
}

void Composer::editEnded(CommentId comment, const QString& text, bool kept)
{
    if (comment != m_editing) return;
    m_sent.clear();
    if (!kept) return;
    if (m_text->toPlainText().trimmed() == text) {
        m_changed = false;
        leaveEdit();
        return;
    }
    m_changed = true; // somebody typed on
    m_pause.start();
}

void Composer::pin(qint64 ms)
{
    m_pinned = ms;
    m_unpinned = false;
    m_changed = true;
    m_pause.start();
    showChip();
    focusText();
}

void Composer::setPlaceholder(const QString& text)
{
    m_placeholder = text;
    if (m_parent.isNull()) invite(text);
}

void Composer::invite(const QString& text)
{
    m_invitation = text;
    showInvitation();
}

/// One line, which ends in dots where the room ends.
void Composer::showInvitation()
{
    m_text->setPlaceholderText(
        m_text->fontMetrics().elidedText(m_invitation, Qt::ElideRight, m_text->viewport()->width() - 4));
}

void Composer::clear()
{
    setDraft({m_song, {}, {}, {}});
}

void Composer::focusText()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

QPlainTextEdit& Composer::editor() noexcept
{
    return *m_text;
}

void Composer::textChanged()
{
    const QString text = m_text->toPlainText();
    m_changed = true;
    if (!m_pause.isActive()) m_pause.start(); // also while somebody types on and on
    if (m_editing.isNull()) {
        // The moment is that at which typing began; an emptied field follows the playhead again.
        if (text.isEmpty()) {
            m_pinned.reset();
            m_unpinned = false;
        } else if (!m_pinned && !m_unpinned && m_parent.isNull()) {
            m_pinned = m_position;
        }
    }
    const qsizetype length = text.trimmed().size();
    m_send->setEnabled(length > 0 && length <= m_maximum);
    if (length > m_maximum) m_send->setToolTip(tr("%n characters too many", nullptr, int(length - m_maximum)));
    fitHeight();
    showChip();
}

void Composer::fitHeight()
{
    m_text->setLineHeight(m_look.type().line(Type::Body));
    const int lines = m_text->lines();
    m_text->setFixedHeight(m_text->heightOf(std::clamp(lines, 1, mostLines)) + 1);
    m_text->setVerticalScrollBarPolicy(lines > mostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_box->setMinimumHeight(m_look.px(40));
}

void Composer::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void Composer::flush()
{
    m_pause.stop();
    if (!std::exchange(m_changed, false)) return;
    if (m_editing.isNull())
        Q_EMIT draftChanged(draft());
    else
        Q_EMIT editChanged({m_song, m_editing, m_text->toPlainText()});
}

void Composer::send()
{
    const QString text = m_text->toPlainText().trimmed();
    if (text.isEmpty() || text.size() > m_maximum) return;
    if (!m_editing.isNull()) {
        if (text == m_sent) return; // it is on its way
        flush();
        m_sent = text;
        Q_EMIT editRequested(m_editing, text);
        return;
    }
    m_changed = true; // it may be a draft that was put back, and then sent as it is
    flush();
    community::CommentDraft written = draft();
    written.text = text;
    Q_EMIT sendRequested(written);
}

bool Composer::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            send();
            return true;
        }
        if (key->key() == Qt::Key_Escape && m_banner->isVisible()) {
            leaveBanner();
            return true;
        }
    }
    if (watched == m_text && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        setStyleProperty(*m_box, "focused", event->type() == QEvent::FocusIn);
    if (watched == m_text->viewport() && event->type() == QEvent::Resize) {
        showInvitation();
        // The field breaks its lines anew when it has seen this event too: a draft may be put back before that.
        QMetaObject::invokeMethod(this, &Composer::fitHeight, Qt::QueuedConnection);
    }
    if (watched == m_text && event->type() == QEvent::FocusOut) flush();
    return QWidget::eventFilter(watched, event);
}

} // namespace groundswell::ui
