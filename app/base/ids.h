#pragma once

#include <QHash>
#include <QString>
#include <QUuid>

#include <compare>
#include <cstring>

namespace groundswell {

class Clock;

/// A new UUID, version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then random bits. Ids made in one
/// process never go backwards, also within one millisecond. Thread-safe.
[[nodiscard]] QUuid makeUuid7(const Clock& clock);

/// An id of one kind of thing; ids of two kinds do not mix. A null id means "none".
template <class Tag>
class Id
{
public:
    constexpr Id() noexcept = default;
    explicit constexpr Id(QUuid value) noexcept
        : m_value(value)
    {
    }

    [[nodiscard]] static Id make(const Clock& clock) { return Id(makeUuid7(clock)); }
    /// Reads "0190…-…" with or without braces; anything else gives a null id.
    [[nodiscard]] static Id fromString(QAnyStringView text) { return Id(QUuid::fromString(text)); }

    [[nodiscard]] bool isNull() const noexcept { return m_value.isNull(); }
    [[nodiscard]] QUuid uuid() const noexcept { return m_value; }
    /// Lower case, without braces: the form on the wire and in databases.
    [[nodiscard]] QString toString() const { return m_value.toString(QUuid::WithoutBraces); }

    friend bool operator==(Id a, Id b) noexcept { return a.m_value == b.m_value; }
    /// Byte order (RFC 9562 section 6.11), so version 7 ids sort by the time they were made.
    friend std::strong_ordering operator<=>(Id a, Id b) noexcept
    {
        const auto x = a.m_value.toBytes();
        const auto y = b.m_value.toBytes();
        return std::memcmp(x.data, y.data, sizeof x.data) <=> 0;
    }
    friend size_t qHash(Id id, size_t seed = 0) noexcept { return qHash(id.m_value, seed); }

private:
    QUuid m_value;
};

using SongId = Id<struct SongTag>;
using CommentId = Id<struct CommentTag>;
using StoryId = Id<struct StoryTag>;
using UserId = Id<struct UserTag>;
using LyricsId = Id<struct LyricsTag>;
using LineId = Id<struct LineTag>;
using TranslationId = Id<struct TranslationTag>;
using OperationId = Id<struct OperationTag>;
using AccountId = Id<struct AccountTag>;

/// A row of the local library. Local to this computer, so a plain number; 0 means "none".
enum class TrackId : qint64 {};

} // namespace groundswell
