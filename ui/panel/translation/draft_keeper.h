#pragma once

#include "base/error.h"
#include "community/view.h"
#include "lyrics/document.h"
#include "translation/units.h"
#include "ui/panel/parts/unkept.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

namespace groundswell::community {
class Village;
}

namespace groundswell::ui {

/// Keeps a translation in work: opens its draft, commits it 300 ms after the first key that is not kept and whenever it
/// is told to, and publishes it. The draft is that of the one who writes when it is opened, and stays theirs. Needs
/// neither a network nor an account until it publishes. What the disk refuses stays here, also when another draft is
/// open by then, and is tried again with the next flush(). GUI thread.
class DraftKeeper final : public QObject
{
    Q_OBJECT

public:
    explicit DraftKeeper(community::Village& village, QObject* parent = nullptr);
    ~DraftKeeper() override;

    /// Opens the draft of a song's words in a language, brought in line with the words as they are now.
    void open(SongId song, LyricsId lyrics, qint64 revision, const lyrics::Document& words, const QString& lang);
    void close();
    [[nodiscard]] bool isOpen() const noexcept { return !m_draft.id.isNull(); }
    /// The draft as it was opened or last published, with what it is based on.
    [[nodiscard]] const community::TranslationDraft& draft() const noexcept { return m_draft; }
    /// Whether it differs from what is published.
    [[nodiscard]] bool hasChanges() const;

    /// The document changed: it is committed after the pause.
    void keep(const translation::TranslationDocument& document);
    /// Commits now what keep() was told, and what was refused.
    void flush();
    /// Commits and publishes. Words that only this computer has (`words` with revision 0) are given to the village
    /// first.
    void publish();
    /// Commits, and publishes this one line over what is published; what else is in work stays a draft.
    void publishLine(const translation::Unit& unit);

Q_SIGNALS:
    void opened(const groundswell::translation::TranslationDocument& document);
    /// The draft is on the disk since this moment (ms since 1970).
    void saved(qint64 ms);
    void published();
    void failed(const groundswell::Error& error);

private:
    void start(const community::TranslationDraft& draft);
    void save(const community::TranslationDraft& draft);
    void send(const community::TranslationDraft& draft);

    using Place = std::pair<AccountId, TranslationId>; ///< whose, and of what
    [[nodiscard]] static Place placeOf(const community::TranslationDraft& draft);
    void adoptRefused(const Place& place, const community::TranslationDraft& kept);

    community::Village& m_village;
    community::TranslationDraft m_draft;
    Unkept<Place, community::TranslationDraft> m_unkept;
    lyrics::Document m_words;
    qint64 m_revision = 0;
    QTimer m_pause;
    QFuture<void> m_saving; ///< the last commit, until its answer was heard
    quint64 m_request = 0;
    bool m_dirty = false;
};

} // namespace groundswell::ui
