#include "ui/panel/parts/delivery.h"

#include "community/village.h"

#include <algorithm>

namespace groundswell::ui {

using community::SendState;

Delivery::Delivery(community::Village& village, QObject* parent)
    : QObject(parent)
    , m_village(village)
{
    const auto changed = [this](SongId song) {
        if (m_underWay && song == m_parcel.song) look();
    };
    connect(&village.words(), &community::Words::lyricsChanged, this, changed);
    connect(&village.words(), &community::Words::translationsChanged, this, changed);
    connect(&village.songs(), &community::Songs::renamed, this, &Delivery::renamed);
}

void Delivery::follow(const Parcel& parcel)
{
    m_parcel = parcel;
    m_underWay = true;
    // It may have gone by another id since.
    if (const SongId now = m_village.songs().current(parcel.song); now != parcel.song)
        renamed(parcel.song, now);
    else
        look();
}

/// The ids of words derive from their song's.
void Delivery::renamed(SongId from, SongId to)
{
    if (!m_underWay || from != m_parcel.song) return;
    if (m_parcel.lyrics == api::lyricsIdFor(from, m_parcel.lyricsLang))
        m_parcel.lyrics = api::lyricsIdFor(to, m_parcel.lyricsLang);
    m_parcel.song = to;
    look();
}

void Delivery::look()
{
    const quint64 request = ++m_request;
    const auto judgeOne = [this, request](const auto& views, const QString& lang, auto entity) {
        if (request != m_request || !m_underWay || !views) return;
        const auto one = std::ranges::find_if(*views, [&](const auto& view) { return (view.*entity).lang == lang; });
        if (one == views->end())
            judge(static_cast<decltype(&*one)>(nullptr), 0);
        else
            judge(&*one, ((*one).*entity).rev);
    };
    if (m_parcel.lyrics.isNull())
        m_village.words()
            .lyrics(m_parcel.song)
            .then(this, [judgeOne, lang = m_parcel.lyricsLang](const Result<std::vector<community::LyricsView>>& all) {
                judgeOne(all, lang, &community::LyricsView::lyrics);
            });
    else
        m_village.words()
            .translations(m_parcel.song, m_parcel.lyrics)
            .then(this, [judgeOne, lang = m_parcel.lang](const Result<std::vector<community::TranslationView>>& all) {
                judgeOne(all, lang, &community::TranslationView::translation);
            });
}

template <class View>
void Delivery::judge(const View* view, qint64 rev)
{
    const bool moves = view && (view->sendState == SendState::Waiting || view->sendState == SendState::Sending);
    if (moves) return;
    m_underWay = false;
    // What was taken back leaves what the community had before, or what somebody else made of it meanwhile.
    if (view && view->sendState == SendState::Sent && view->own && rev > m_parcel.knownRev)
        Q_EMIT arrived();
    else
        Q_EMIT stopped();
}

QString onItsWayText(const community::SyncStatus& status)
{
    if (status.flightMode || status.state == community::SyncState::Offline)
        return Delivery::tr("Sends when you\u2019re back online");
    if (status.state == community::SyncState::SignedOut) return Delivery::tr("Sends when you sign in");
    return Delivery::tr("On its way");
}

} // namespace groundswell::ui
