#include "ui/panel/comments/composer_keeper.h"

#include "community/village.h"
#include "ui/panel/comments/composer.h"

#include <QPlainTextEdit>

#include <algorithm>
#include <utility>

namespace groundswell::ui {

using community::CommentDraft;
using community::CommentEdit;

ComposerKeeper::ComposerKeeper(community::Village& village, Composer& composer)
    : m_village(village)
    , m_composer(composer)
    , m_writer(writerNow(village.account()))
{
    connect(&m_village.account(), &community::Account::changed, this, &ComposerKeeper::changeWriter);
    connect(&m_composer, &Composer::draftChanged, this, [this](const CommentDraft& draft) {
        keep(draft);
        Q_EMIT told({});
    });
    connect(&m_composer, &Composer::editChanged, this, &ComposerKeeper::keepEdit);
    connect(&m_composer, &Composer::editRequested, this, &ComposerKeeper::sendEdit);
}

ComposerKeeper::~ComposerKeeper()
{
    flush();
}

bool ComposerKeeper::isInField(SongId song) const
{
    return song == m_song || m_village.songs().current(song) == m_song;
}

bool ComposerKeeper::isInField(const Place& place) const
{
    return place.first == m_writer.id && isInField(place.second);
}

/// Of a draft whose owner is said.
ComposerKeeper::Place ComposerKeeper::placeOf(const CommentDraft& draft)
{
    return {*draft.owner.account, draft.songId};
}

void ComposerKeeper::flush()
{
    m_composer.flush();
    for (const auto& [place, text] : m_unkept.refused())
        offer(text);
    for (const auto& [comment, edit] : m_unkeptEdits.refused())
        keepEdit(edit);
}

// ------------------------------------------------------------------ what is written beside a song

void ComposerKeeper::keep(CommentDraft draft)
{
    if (draft.songId.isNull()) return;
    draft.owner.account = m_writer.id;
    for (const Place& place : m_unkept.ids()) {
        if (place != placeOf(draft) && isInField(place)) m_unkept.take(place); // it is in the field, under its new id
    }
    offer({draft, m_isWhole});
}

void ComposerKeeper::offer(const Text& text)
{
    community::Talk& talk = m_village.talk();
    const Place place = placeOf(text.draft);
    const quint64 number = m_unkept.offer(place, text);
    auto keeping = text.isWhole ? talk.saveDraft(text.draft) : talk.addDraft(text.draft);
    keeping.then(this, [this, place, number](const Result<void>& kept) {
        const bool newest = m_unkept.answer(place, number, kept.has_value());
        if (kept) {
            const bool here = place == Place(m_writer.id, m_song);
            if (here && !m_isWhole && !m_isLoading) load(false); // the disk could not be read before
            return;
        }
        if (newest && isInField(place) && m_composer.editing().isNull()) m_composer.setUnkept();
        Q_EMIT failed(kept.error());
    });
}

void ComposerKeeper::setSong(SongId song)
{
    m_composer.flush();
    const SongId before = std::exchange(m_song, song);
    m_isWhole = false;
    if (!before.isNull() && isInField(before)) { // it goes by another id now
        m_composer.setSong(song);
        if (m_unkept.isRefused({m_writer.id, before})) keep(m_composer.draft());
        load(true);
        return;
    }
    Q_EMIT told({});
    begin();
}

/// The field is empty but for what the disk has not taken, and has what the disk has as soon as that is read.
void ComposerKeeper::begin()
{
    const Text unkept = takeUnkept();
    m_composer.setDraft(unkept.draft);
    if (!unkept.draft.text.isEmpty()) offer(unkept);
    m_isWhole = unkept.isWhole;
    load(true);
}

void ComposerKeeper::changeWriter()
{
    const Writer now = writerNow(m_village.account());
    if (now.id == m_writer.id) {
        m_writer = now;
        return;
    }
    m_composer.flush(); // what stands there until now
    const Writer before = std::exchange(m_writer, now);
    m_isWhole = false;
    if (before.id.isNull()) { // whoever signs in to send it goes on with it
        Q_EMIT told({});
        const Text unkept = takeUnkept(); // what the disk refused of theirs when they wrote here last
        const bool hasUnkept = !unkept.draft.text.isEmpty();
        if (hasUnkept) { // behind nobody's, as the disk will have both
            CommentDraft both = unkept.draft;
            const QString nobodysText = m_composer.draft().text;
            if (!nobodysText.isEmpty()) both.text.prepend(nobodysText + u'\n');
            m_composer.addDraft(both, nobodysText);
        }
        const Place nobodys{before.id, m_song};
        if (m_unkept.isRefused(nobodys) && m_unkept.take(nobodys))
            keep(m_composer.draft());
        else if (hasUnkept)
            offer(unkept); // alone: what else stands in the field is on the disk
        load(true);
        return;
    }
    const bool wasWritten = !m_composer.editing().isNull() || !m_composer.draft().text.trimmed().isEmpty();
    begin();
    Q_EMIT told(wasWritten ? tr("What %1 was writing here is kept until they sign in again.").arg(before.name)
                           : QString());
}

/// What the disk has not taken of the song that has the field now, also under an id that it went by before.
ComposerKeeper::Text ComposerKeeper::takeUnkept()
{
    Text all{{m_song, {}, {}, {}, {m_writer.id}}, false};
    for (const Place& place : m_unkept.ids()) {
        if (!isInField(place)) continue;
        Text one = *m_unkept.take(place);
        if (all.draft.text.isEmpty()) {
            all = std::move(one);
        } else {
            all.draft.text += u'\n' + one.draft.text;
            all.isWhole = false;
        }
        all.isWhole = all.isWhole && place.second == m_song;
        all.draft.songId = m_song;
    }
    return all;
}

void ComposerKeeper::load(bool withEdit)
{
    const quint64 request = ++m_request;
    m_isLoading = !m_song.isNull();
    if (m_song.isNull()) return;
    const QString known = m_composer.draft().text;
    m_village.talk().draft(m_song).then(this, [this, request, known, withEdit](const Result<CommentDraft>& kept) {
        if (request != m_request) return;
        m_isLoading = false;
        const QString now = m_composer.draft().text;
        const bool typing = m_composer.editor().hasFocus() && !now.isEmpty() && now != known;
        if (kept)
            join(*kept, known);
        else
            Q_EMIT failed(kept.error());
        if (withEdit) loadEdit(typing);
    });
}

void ComposerKeeper::join(const CommentDraft& kept, const QString& known)
{
    // The field may have begun with what the disk has an older version of.
    if (!known.contains(kept.text)) m_composer.addDraft(kept, known);
    m_isWhole = true;
    const CommentDraft draft = m_composer.draft();
    if (draft.text != kept.text)
        keep(draft);
    else
        m_unkept.take({m_writer.id, m_song});
    if (kept.owner.adopted) Q_EMIT told(tr("Begun before you signed in."));
}

void ComposerKeeper::sent(const CommentDraft& draft)
{
    const auto unkept = m_unkept.value(placeOf(draft));
    if (unkept && unkept->draft.text.trimmed() == draft.text) m_unkept.take(placeOf(draft));
}

void ComposerKeeper::takeBack(const CommentDraft& draft)
{
    const Place place = placeOf(draft);
    if (isInField(place)) {
        m_isWhole = false; // the disk may have it too, beside the song's draft
        const bool isThere = m_composer.draft().text.contains(draft.text); // of one that came back meanwhile
        if (!isThere) m_composer.addDraft({m_song, draft.text, draft.parentId, draft.atMs}, {});
        load(false);
        return;
    }
    Text text = m_unkept.value(place).value_or(Text{draft, false});
    if (!text.draft.text.contains(draft.text)) text.draft.text.prepend(draft.text + u'\n');
    m_unkept.hold(place, text);
    if (place.first != m_writer.id) return; // the disk has it among the drafts of whoever sent it
    m_village.talk().draft(draft.songId).then(this, [this, place, text](const Result<CommentDraft>& kept) {
        const auto held = m_unkept.value(place);
        if (kept && kept->text.contains(text.draft.text) && held && held->draft == text.draft) m_unkept.take(place);
    });
}

// ------------------------------------------------------------------ comments that are being changed

void ComposerKeeper::keepEdit(CommentEdit edit)
{
    if (!edit.owner.account) edit.owner.account = m_writer.id;
    const CommentId comment = edit.comment;
    const quint64 number = m_unkeptEdits.offer(comment, edit);
    m_village.talk().saveEdit(edit).then(this, [this, comment, number](const Result<void>& kept) {
        const bool newest = m_unkeptEdits.answer(comment, number, kept.has_value());
        if (kept) return;
        if (newest && comment == m_composer.editing()) m_composer.setUnkept();
        Q_EMIT failed(kept.error());
    });
}

void ComposerKeeper::sendEdit(CommentId comment, const QString& text)
{
    m_village.talk().edit(m_song, comment, text).then(this, [this, comment, text](const Result<void>& done) {
        const auto unkept = m_unkeptEdits.value(comment);
        if (done && unkept && unkept->text.trimmed() == text) m_unkeptEdits.take(comment); // the outbox has it
        m_composer.editEnded(comment, text, done.has_value());
        if (!done) Q_EMIT failed(done.error());
    });
}

std::vector<CommentEdit> ComposerKeeper::newest(std::vector<CommentEdit> kept) const
{
    for (const CommentId comment : m_unkeptEdits.ids()) {
        const CommentEdit edit = m_unkeptEdits.value(comment).value();
        if (edit.owner.account != m_writer.id || !isInField(edit.songId)) continue;
        std::erase_if(kept, [comment](const CommentEdit& older) { return older.comment == comment; });
        if (!edit.text.trimmed().isEmpty()) kept.insert(kept.begin(), edit); // else it was given up
    }
    return kept;
}

void ComposerKeeper::openEdit(const CommentEdit& edit)
{
    const bool unkept = m_unkeptEdits.take(edit.comment).has_value();
    m_composer.editComment(edit.comment, edit.text);
    if (unkept) keepEdit({m_song, edit.comment, edit.text});
}

/// A change that was left without being sent, be it by a crash, goes on; but not under the hands of somebody who types.
void ComposerKeeper::loadEdit(bool typing)
{
    const auto isFree = [this, typing, text = m_composer.draft().text] {
        const bool typed = m_composer.editor().hasFocus() && m_composer.draft().text != text;
        return m_composer.editing().isNull() && !typing && !typed;
    };
    if (!isFree()) return;
    m_village.talk().edits(m_song).then(
        this, [this, place = Place(m_writer.id, m_song), isFree](const Result<std::vector<CommentEdit>>& edits) {
            if (place != Place(m_writer.id, m_song) || !isFree()) return;
            if (const auto all = newest(edits.value_or(std::vector<CommentEdit>())); !all.empty())
                openEdit(all.front());
        });
}

void ComposerKeeper::edit(const api::Comment& comment)
{
    m_composer.flush();
    m_village.talk().edits(m_song).then(
        this, [this, place = Place(m_writer.id, m_song), comment](const Result<std::vector<CommentEdit>>& edits) {
            if (place != Place(m_writer.id, m_song)) return;
            const auto all = newest(edits.value_or(std::vector<CommentEdit>()));
            const auto begun = std::ranges::find(all, comment.id, &CommentEdit::comment);
            openEdit(begun == all.end() ? CommentEdit{m_song, comment.id, comment.text} : *begun);
            m_composer.focusText();
        });
}

} // namespace groundswell::ui
