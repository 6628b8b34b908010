#pragma once

#include "cli/console.h"
#include "profile/profile.h"

#include <QHash>

#include <optional>
#include <variant>

namespace groundswell::cli {

/// One call of a command: what stands behind its name. Enough for commands about files alone.
struct Asked
{
    const Console& console;
    QStringList words;               ///< positional arguments
    QHash<QString, QString> options; ///< "--at 1000" is {"at", "1000"}

    [[nodiscard]] std::optional<QString> option(const QString& name) const;
    /// A positional argument; InvalidInput naming it when it is missing.
    [[nodiscard]] Result<QString> word(qsizetype index, const QString& name) const;
    /// An option that is "yes" or "no", or what it is when it is not given.
    [[nodiscard]] Result<bool> yesOrNo(const QString& name, bool otherwise) const;
    /// A positional argument that is an id of some kind.
    template <class IdType>
    [[nodiscard]] Result<IdType> id(qsizetype index, const QString& name) const
    {
        const auto text = word(index, name);
        if (!text) return std::unexpected(text.error());
        const auto id = IdType::fromString(*text);
        if (id.isNull()) return std::unexpected(badId(name, *text));
        return id;
    }

private:
    [[nodiscard]] static Error badId(const QString& name, const QString& text);
};

/// A call that only reads the library: it is answered also while the player has the profile open.
struct LibraryCall : Asked
{
    library::TrackQueries& tracks;
};

/// A call that has the whole profile to itself.
struct Call : Asked
{
    Profile& profile;
};

/// What a command does; its type says what has to be opened for it.
using Run = std::variant<Result<void> (*)(const Asked&), Result<void> (*)(const LibraryCall&), Result<void> (*)(Call&)>;

/// A command of groundswell-cli.
struct Command
{
    QString name;      ///< "lyrics put"
    QString arguments; ///< for the help
    QString help;
    QStringList values; ///< the options that it takes, each with a value
    Run run;
};

/// One family a file, in the order of the help.
[[nodiscard]] QList<Command> libraryCommands();
[[nodiscard]] QList<Command> analyseCommands();
[[nodiscard]] QList<Command> accountCommands();
[[nodiscard]] QList<Command> talkCommands();
[[nodiscard]] QList<Command> wordsCommands();
[[nodiscard]] QList<Command> syncCommands();
[[nodiscard]] QList<Command> soundCommands();
[[nodiscard]] QList<Command> streamCommands();

/// The word for a state in the JSON of an answer.
[[nodiscard]] QString stateName(community::SendState state);

/// After a write: sends when that is possible and tells what became of the item. Queued is a success; refused is not.
[[nodiscard]] Result<void> deliver(Call& call, const QString& kind, const QString& entity, QJsonObject answer);
/// Fetches a song's scopes before they are shown, if the server can be reached; what is here is shown otherwise.
/// NotFound for a song that neither knows.
[[nodiscard]] Result<void> fetch(Call& call, SongId song);

} // namespace groundswell::cli
