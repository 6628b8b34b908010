#include "ui/panel/translation/proposals.h"

#include "community/village.h"

namespace groundswell::ui {

Proposals::Proposals(community::Village& village, QObject* parent)
    : QObject(parent)
    , m_village(village)
{
    connect(&village.words(), &community::Words::translationsChanged, this, [this](SongId song) {
        if (song == m_song) read();
    });
    connect(&village.songs(), &community::Songs::renamed, this, [this](SongId from, SongId to) {
        if (from == m_song) open(to, m_translation);
    });
    connect(&village.account(), &community::Account::changed, this, &Proposals::changed);
}

void Proposals::open(SongId song, TranslationId translation)
{
    const bool other = song != m_song || translation != m_translation;
    m_song = song;
    m_translation = translation;
    if (other && !m_all.empty()) {
        m_all.clear();
        Q_EMIT changed();
    }
    read();
}

void Proposals::read()
{
    const quint64 request = ++m_request;
    if (m_song.isNull() || m_translation.isNull()) return;
    m_village.words()
        .suggestions(m_song, m_translation)
        .then(this, [this, request](const Result<std::vector<api::Suggestion>>& read) {
            if (request != m_request || !read || *read == m_all) return;
            m_all = *read;
            Q_EMIT changed();
        });
}

bool Proposals::isOwn(const api::Suggestion& proposal) const
{
    const auto& account = m_village.account().current();
    return account && account->person.id == proposal.author.id;
}

bool Proposals::mayAccept() const
{
    const auto& account = m_village.account().current();
    return account && account->signedIn && account->mayApprove;
}

void Proposals::drop(const api::Suggestion& proposal, std::chrono::milliseconds delay)
{
    m_village.words().dropSuggestion(proposal, delay).then(this, [this](const Result<OperationId>& removal) {
        if (removal)
            Q_EMIT dropped(*removal);
        else
            Q_EMIT failed(removal.error());
        read();
    });
}

} // namespace groundswell::ui
