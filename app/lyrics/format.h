#pragma once

#include "base/error.h"
#include "lyrics/document.h"

#include <functional>
#include <span>

namespace groundswell::lyrics {

/// Makes ids for new lines. Given by the caller, since this room has no clock.
using LineIdMaker = std::function<LineId()>;

/// Where several lines share one stamp: which of them is the original. Files differ, so a person can overrule the
/// guess.
enum class LayerOrder {
    Guess, ///< by language tag, title, the lines that stand alone, word times; else the first
    OriginalFirst,
    OriginalLast,
};

/// What a reader cannot know from the text alone.
struct ReadOptions
{
    std::optional<qint64> durationMs = std::nullopt; ///< the track's length, where known
    bool flipOffset = false; ///< a positive LRC offset delays the words instead of showing them earlier
    LayerOrder order = LayerOrder::Guess;

    bool operator==(const ReadOptions&) const = default;
};

struct Format;

/// A text as it was read, kept so that saving changes only what was edited.
struct OpenedText
{
    const Format* format = nullptr;
    QString text;
    ReadOptions options;
    Document document; ///< as read; compare an edited copy with it
};

/// One format of lyrics. To add one, write a file like plain_text.cpp and name it in formats().
struct Format
{
    QLatin1StringView id;                        ///< "lrc"
    std::span<const QLatin1StringView> suffixes; ///< file name suffixes without a dot, the usual one first
    /// Whether the text is surely in this format. Plain text never says so and is what remains.
    bool (*recognises)(QStringView text);
    /// Reads a document. Must be deterministic but for the ids: writing reads the text again.
    Result<Document> (*read)(const QString& text, const ReadOptions& options, const LineIdMaker& ids);
    /// Writes a document: into the text it came from, leaving all that was not edited as it stands, or (null) afresh.
    QString (*write)(const Document& document, const OpenedText* from);
};

/// The formats that can be read, in the order in which they are tried.
[[nodiscard]] std::span<const Format* const> formats() noexcept;
/// The format with this id or file suffix, or null.
[[nodiscard]] const Format* formatNamed(QStringView idOrSuffix) noexcept;

/// Reads a text of unknown format: by its content first, then by the suffix of its file (may be empty), else as plain
/// text. Fails with InvalidInput where it is broken or holds more than a document may (document.h).
[[nodiscard]] Result<OpenedText> openText(const QString& text, QStringView suffix, const ReadOptions& options,
                                          const LineIdMaker& ids);
/// The text with the edits in it. Unedited, it is the same to the last character; one edited line changes one line.
[[nodiscard]] QString savedText(const OpenedText& opened, const Document& edited);

} // namespace groundswell::lyrics
