#pragma once

#include "community/view.h"

#include <QObject>

namespace groundswell::community {
class Village;
}

namespace groundswell::ui {

/// What a person published, followed from the outbox until the community has it. Documents are followed by what they
/// are and not by their operation, which goes under another id when it is merged or tried again. The newest one only.
/// GUI thread.
class Delivery final : public QObject
{
    Q_OBJECT

public:
    /// A document as it was when it was published. A value.
    struct Parcel
    {
        SongId song;
        LyricsId lyrics;     ///< that it translates; null for the words themselves
        QString lyricsLang;  ///< of the words
        QString lang{};      ///< translated into
        qint64 knownRev = 0; ///< the revision that the community was known to have before
    };

    /// The village outlives it.
    explicit Delivery(community::Village& village, QObject* parent = nullptr);

    /// The outbox has it. It is followed in place of what was before. A signal may come before this returns, since a
    /// future's continuation runs at once where its answer is there already (QFuture::then).
    void follow(const Parcel& parcel);
    [[nodiscard]] bool isUnderWay() const noexcept { return m_underWay; }
    [[nodiscard]] const Parcel& parcel() const noexcept { return m_parcel; }

Q_SIGNALS:
    /// The community has it.
    void arrived();
    /// It waits for the person, who took it back or has to decide, or nothing new came of it.
    void stopped();

private:
    void look();
    template <class View>
    void judge(const View* view, qint64 rev);
    void renamed(SongId from, SongId to);

    community::Village& m_village;
    Parcel m_parcel;
    quint64 m_request = 0;
    bool m_underWay = false;
};

/// What is said of it on its way, in the words that the comments and the outbox say it in.
[[nodiscard]] QString onItsWayText(const community::SyncStatus& status);

} // namespace groundswell::ui
