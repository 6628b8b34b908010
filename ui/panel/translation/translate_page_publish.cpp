// What the translation page publishes, and what it says of it; its other parts are translate_page*.cpp.
#include "ui/panel/translation/translate_page.h"

#include "community/village.h"
#include "ui/panel/parts/delivery.h"
#include "ui/panel/parts/song_words.h"
#include "ui/panel/translation/checks_panel.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/panel/translation/unit_editor.h"
#include "ui/parts/notice.h"
#include "ui/parts/surface.h"
#include "ui/style/look.h"

#include <QDateTime>
#include <QLabel>
#include <QPushButton>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

void TranslatePage::publish()
{
    for (const WordsTranslation& translation : m_words.state().translations) {
        if (translation.lang == m_language && translation.view.sendState == community::SendState::Conflict) {
            Q_EMIT conflictRequested(translation.view.operation);
            return;
        }
    }
    flush();
    check();
    if (translation::hasErrors(m_model->findings()) && !m_confirmed) {
        openRow(m_checks->nextFrom(-1));
        return;
    }
    if (m_context.village.account().writer().isNull()) {
        m_context.notice.tell(tr("Your draft is kept here. Sign in to publish it."), u"check"_s);
        Q_EMIT signInRequested();
        return;
    }
    m_parcel = parcelNow();
    m_keeper->publish();
}

Delivery::Parcel TranslatePage::parcelNow() const
{
    const WordsState& state = m_words.state();
    Delivery::Parcel parcel{state.song, state.id, state.document.lang, m_language};
    for (const WordsTranslation& translation : state.translations) {
        if (translation.lang == m_language) parcel.knownRev = translation.view.translation.rev;
    }
    return parcel;
}

/// What waits is not published yet: somebody else may have been faster.
void TranslatePage::tellDelivery()
{
    const community::SyncStatus& status = m_context.village.status();
    const bool goes = status.state == community::SyncState::InStep || status.state == community::SyncState::Syncing;
    m_promised = goes ? QString() : tr("Your translation is kept here. %1.").arg(onItsWayText(status));
    if (!goes) m_context.notice.tell(m_promised, u"clock"_s);
    note(onItsWayText(status), false, true);
}

void TranslatePage::tellPublished()
{
    m_context.notice.tell(tr("Published. Thank you for the words."), u"check-circle"_s);
    // Where somebody wrote on, it tells of that.
    if (m_tellsDelivery)
        note(tr("Published, %1", "time").arg(QLocale().toString(QTime::currentTime(), u"HH:mm"_s)), true, true);
}

void TranslatePage::accept(const api::Suggestion& proposal)
{
    const int row = m_model->rowOf(proposal.lineId);
    if (row < 0) return;
    m_model->accept(row, proposal.text);
    m_editor->setRow(m_editor->row());
    m_parcel = parcelNow();
    m_keeper->publishLine(*translation::findUnit(m_model->document(), proposal.lineId));
}

void TranslatePage::report(const Error& error)
{
    if (error.code == ErrorCode::Unauthorised) Q_EMIT signInRequested();
    m_context.notice.tell(error.message, u"alert"_s, Tone::Failed);
}

void TranslatePage::showSaved(qint64 ms)
{
    const QString time = QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms).time(), u"HH:mm"_s);
    note(m_keeper->draft().owner.adopted ? tr("Begun before you signed in; saved here, %1").arg(time)
                                         : tr("Draft saved here, %1").arg(time),
         true);
    refreshPublish();
}

void TranslatePage::note(const QString& text, bool kept, bool delivery)
{
    m_saved->setText(text);
    m_savedTick->setVisible(kept && !text.isEmpty());
    m_tellsDelivery = delivery;
}

void TranslatePage::refreshPublish()
{
    const community::SyncStatus& status = m_context.village.status();
    const bool offline = status.flightMode || status.state == community::SyncState::Offline;
    int problems = 0;
    for (const translation::Finding& finding : m_model->findings())
        problems += finding.severity == translation::Severity::Error ? 1 : 0;
    const community::TranslationView* published = nullptr;
    for (const WordsTranslation& translation : m_words.state().translations) {
        if (translation.lang == m_language && !translation.view.translation.id.isNull()) published = &translation.view;
    }
    if (published && published->sendState == community::SendState::Conflict) {
        m_publish->setText(tr("Two edits crossed"));
        m_publish->setIcon(m_context.look.fixedIcon(u"conflict"_s, Tone::OnTide));
        showPublishable(true, true);
        return;
    }
    if (problems > 0) {
        m_publish->setText(tr("Publish, %n problems", nullptr, problems));
        m_publish->setIcon(m_context.look.fixedIcon(u"alert"_s, Tone::Disabled));
    } else {
        m_publish->setText(offline ? tr("Publish when online") : tr("Publish"));
        m_publish->setIcon(offline ? m_context.look.fixedIcon(u"clock"_s, Tone::OnTide) : QIcon());
    }
    const DraftCounts counts = m_model->counts();
    const bool changed = counts.empty < counts.total() && m_keeper->hasChanges();
    showPublishable(problems == 0 && changed, changed);
    m_publish->setToolTip(problems > 0 ? tr("Look at the problems first, or publish all the same from the menu beside")
                                       : QString());
}

/// The button and the arrow beside it are one: both bright, or both quiet.
void TranslatePage::showPublishable(bool now, bool more)
{
    const bool leaves = (!now && m_publish->hasFocus()) || (!more && m_publishMore->hasFocus());
    if (leaves) setFocus(Qt::OtherFocusReason); // back to the words, not on to whatever comes next
    m_publish->setEnabled(now);
    m_publishMore->setEnabled(more);
    const bool bright = now || !more;
    setStyleProperty(*m_publish, "kind", bright ? u"primary"_s : u"standard"_s);
    setStyleProperty(*m_publishMore, "kind", bright ? u"primary"_s : u"standard"_s);
    m_publishMore->setIcon(m_context.look.fixedIcon(u"chev-down"_s, bright ? Tone::OnTide : Tone::Primary));
}

} // namespace groundswell::ui
