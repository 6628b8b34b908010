#pragma once

#include "lyrics/document_json.h"
#include "outbox_bed.h"
#include "sync/document_merge.h"
#include "translation/units_json.h"

#include <array>

namespace groundswell::sync::test {

/// An outbox to try single rules on with real lyrics and translations, of up to three lines.
class DocumentBed : protected OutboxBed
{
protected:
    /// An empty outbox that reads and merges real documents.
    OutboxQueue merging() const
    {
        return {{}, {}, {mergeDocuments, sharedPart}, [this] { return OperationId::make(m_clock); }};
    }
    /// The words, or their translation, one text a line; an empty text: the document has no such line.
    QJsonObject document(const QString& kind, const QStringList& texts) const
    {
        lyrics::Document words;
        translation::TranslationDocument units{u"en"_s, api::lyricsIdFor(m_song, u"ja"_s), 1, {}};
        for (qsizetype i = 0; i < texts.size(); ++i) {
            if (texts[i].isEmpty()) continue;
            lyrics::Line line;
            line.id = m_lines.at(static_cast<size_t>(i));
            line.text = texts[i];
            words.lines.append(line);
            units.units.append({line.id, {}, texts[i], translation::UnitState::Translated});
        }
        return kind == "lyrics.put"_L1 ? lyrics::toJson(words) : translation::toJson(units);
    }
    /// An edit of revision 5 of the server with the usual epoch, which had `base`.
    OutboxEntry edit(const QString& kind, const QStringList& base, const QStringList& mine) const
    {
        auto entry = kind == "lyrics.put"_L1 ? lyrics(5) : translationOf(lyrics(5));
        entry.operation.baseRev = 5;
        entry.operation.args[u"document"_s] = document(kind, mine);
        entry.baseDocument = document(kind, base);
        entry.baseEpoch = m_epoch;
        return entry;
    }
    /// The outbox in which that edit was sent, and a server has said that it has `theirs` by now.
    OutboxQueue crossed(const OutboxEntry& edit, const QStringList& theirs, qint64 rev, const QString& epoch) const
    {
        auto outbox = merging();
        QueueChanges changes;
        outbox.submit(edit, changes);
        (void)outbox.take(m_account, 1, 1 << 20, 0, changes);
        auto answer = answered(edit, api::OperationStatus::Conflict, rev);
        answer.theirs = {{u"document"_s, document(edit.operation.kind, theirs)}};
        (void)outbox.settle(answer, epoch, 0, changes);
        return outbox;
    }

    const std::array<LineId, 3> m_lines{LineId::make(m_clock), LineId::make(m_clock), LineId::make(m_clock)};
};

} // namespace groundswell::sync::test
