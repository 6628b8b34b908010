#pragma once

#include "base/error.h"
#include "community/api/suggestion.h"

#include <QObject>

#include <chrono>
#include <vector>

namespace groundswell::community {
class Village;
}

namespace groundswell::ui {

/// What people proposed for approved lines of the translation that is open (api::Suggestion): read from this computer,
/// again whenever the village has something new about the song. GUI thread.
class Proposals final : public QObject
{
    Q_OBJECT

public:
    /// The village outlives it.
    explicit Proposals(community::Village& village, QObject* parent = nullptr);

    /// A null id: of none.
    void open(SongId song, TranslationId translation);
    [[nodiscard]] const std::vector<api::Suggestion>& all() const noexcept { return m_all; }

    /// Whether the person who is signed in made it; nobody's where nobody is.
    [[nodiscard]] bool isOwn(const api::Suggestion& proposal) const;
    /// Whether this person may make lines say what others propose.
    [[nodiscard]] bool mayAccept() const;
    /// Takes it away: the author's right, and that of whoever may accept. It goes out after `delay`, when there is a
    /// connection.
    void drop(const api::Suggestion& proposal, std::chrono::milliseconds delay);

Q_SIGNALS:
    void changed();
    /// One is gone from here, and goes from the village by this removal.
    void dropped(groundswell::OperationId removal);
    void failed(const groundswell::Error& error);

private:
    void read();

    community::Village& m_village;
    SongId m_song;
    TranslationId m_translation;
    std::vector<api::Suggestion> m_all;
    quint64 m_request = 0;
};

} // namespace groundswell::ui
