#include "cli/commands.h"
#include "languages/languages.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

#include <cstdio>
#include <expected>
#include <utility>

using namespace groundswell;
using namespace Qt::StringLiterals;

namespace {

QList<cli::Command> allCommands()
{
    return cli::libraryCommands() + cli::analyseCommands() + cli::accountCommands() + cli::talkCommands() +
           cli::wordsCommands() + cli::syncCommands() + cli::soundCommands() + cli::streamCommands();
}

void printHelp()
{
    std::printf("groundswell-cli [--profile DIR] [--json] [--keep-token-in-profile] COMMAND\n\n");
    const auto commands = allCommands();
    for (const auto& command : commands)
        std::printf("  %-62s %s\n", qUtf8Printable((command.name + u' ' + command.arguments).trimmed()),
                    qUtf8Printable(command.help));
    std::printf("\nOptions of all commands:\n"
                "  --profile DIR             the folder of the profile (default: the player's own)\n"
                "  --json                    answers as JSON\n"
                "  --version                 which Groundswell this is\n"
                "  --keep-token-in-profile   keep the session in a plain file of the profile (also: "
                "GROUNDSWELL_PLAIN_TOKENS=1)\n");
}

struct Line
{
    QString profile = Profile::defaultFolder();
    bool json = false;
    bool plainTokens = qEnvironmentVariable("GROUNDSWELL_PLAIN_TOKENS") == u"1"_s;
    bool help = false;
    bool version = false;
    std::optional<cli::Command> command; // there, unless help or the version is asked for
    QStringList words;
    QHash<QString, QString> options;
};

/// The longest command name that the words begin with.
std::optional<cli::Command> takeCommand(QStringList& words)
{
    const auto commands = allCommands();
    for (qsizetype length = 2; length >= 1; --length) {
        if (words.size() < length) continue;
        const auto name = words.mid(0, length).join(u' ');
        for (const auto& command : commands) {
            if (command.name != name) continue;
            words.remove(0, length);
            return command;
        }
    }
    return {};
}

/// How many positional arguments a command takes, by its line in the help: "SONG TEXT [--at MS]" takes two.
std::optional<qsizetype> mostWords(const QString& arguments)
{
    qsizetype most = 0;
    bool isOption = false;
    for (const auto& part : arguments.split(u' ', Qt::SkipEmptyParts)) {
        const bool isValue = std::exchange(isOption, part.contains(u"--"_s) && !part.endsWith(u']'));
        if (isValue || part.contains(u"--"_s)) continue;
        if (part.contains(u"..."_s)) return {};
        ++most;
    }
    return most;
}

Error unknownCommand(const QString& asked)
{
    QStringList family;
    for (const auto& command : allCommands()) {
        if (command.name.startsWith(asked + u' ')) family << command.name.mid(asked.size() + 1);
    }
    const auto sentence =
        family.isEmpty()
            ? QCoreApplication::translate("cli", "There is no command \"%1\": see groundswell-cli --help.").arg(asked)
            : QCoreApplication::translate("cli", "%1 what? There are: %2.").arg(asked, family.join(u", "_s));
    return {ErrorCode::InvalidInput, sentence, {}};
}

Result<Line> readLine(QStringList arguments)
{
    Line line;
    QStringList words;
    QHash<QString, QString> options;
    bool onlyWords = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const auto& argument = arguments[i];
        if (onlyWords || !argument.startsWith(u"--"_s))
            words << argument;
        else if (argument == u"--"_s)
            onlyWords = true;
        else if (argument == u"--json"_s)
            line.json = true;
        else if (argument == u"--help"_s)
            line.help = true;
        else if (argument == u"--version"_s)
            line.version = true;
        else if (argument == u"--keep-token-in-profile"_s)
            line.plainTokens = true;
        else if (i + 1 == arguments.size() && argument != u"--profile"_s)
            options.insert(argument.mid(2), {}); // nothing follows
        else if (argument == u"--profile"_s && arguments.value(i + 1).isEmpty())
            return fail(ErrorCode::InvalidInput,
                        QCoreApplication::translate("cli", "--%1 needs a value.").arg(u"profile"_s));
        else if (argument == u"--profile"_s)
            line.profile = arguments[++i];
        else
            options.insert(argument.mid(2), arguments[++i]);
    }
    if (line.help || line.version) return line;
    if (words.isEmpty())
        return fail(ErrorCode::InvalidInput,
                    options.isEmpty()
                        ? QCoreApplication::translate("cli", "Name a command: groundswell-cli --help lists them.")
                        : QCoreApplication::translate("cli", "--%1 is no command: groundswell-cli --help lists them.")
                              .arg(options.cbegin().key()));
    const auto asked = words;
    line.command = takeCommand(words);
    if (!line.command) return std::unexpected(unknownCommand(asked.first()));
    if (const auto most = mostWords(line.command->arguments); most && words.size() > *most)
        return fail(ErrorCode::InvalidInput,
                    QCoreApplication::translate("cli", "\"%1\" is one too many for %2: what has spaces goes in quotes.")
                        .arg(words[*most], line.command->name));
    for (auto option = options.cbegin(); option != options.cend(); ++option) {
        if (!line.command->values.contains(option.key()))
            return fail(
                ErrorCode::InvalidInput,
                QCoreApplication::translate("cli", "%1 knows no option --%2.").arg(line.command->name, option.key()));
        if (option->isNull())
            return fail(ErrorCode::InvalidInput,
                        QCoreApplication::translate("cli", "--%1 needs a value.").arg(option.key()));
    }
    line.words = words;
    line.options = options;
    return line;
}

template <class... Functions>
struct Overloaded : Functions...
{
    using Functions::operator()...;
};

/// Reads the library beside the player that has the profile open.
Result<void> readBeside(const cli::Asked& asked, const QString& profile, Result<void> (*run)(const cli::LibraryCall&))
{
    const auto readers = Profile::libraryReaders(profile);
    if (!readers) return std::unexpected(readers.error());
    library::TrackQueries tracks(**readers);
    return run({asked, tracks});
}

Result<void> run(const Line& line)
{
    const cli::Console console(line.json);
    const cli::Asked asked{console, line.words, line.options};
    const auto open = [&line] { return Profile::open(line.profile, {line.plainTokens}); };
    return std::visit(Overloaded{[&](Result<void> (*ofFiles)(const cli::Asked&)) { return ofFiles(asked); },
                                 [&](Result<void> (*ofLibrary)(const cli::LibraryCall&)) -> Result<void> {
                                     const auto profile = open();
                                     if (profile) return ofLibrary({asked, (*profile)->tracks()});
                                     if (profile.error().code != ErrorCode::Conflict)
                                         return std::unexpected(profile.error());
                                     return readBeside(asked, line.profile, ofLibrary);
                                 },
                                 [&](Result<void> (*ofProfile)(cli::Call&)) -> Result<void> {
                                     const auto profile = open();
                                     if (!profile) return std::unexpected(profile.error());
                                     cli::Call call{asked, **profile};
                                     return ofProfile(call);
                                 }},
                      line.command->run);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"groundswell"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(GROUNDSWELL_VERSION));
    installLanguage(app, QLocale());
    const auto line = readLine(app.arguments().mid(1));
    if (!line) return cli::failed(line.error());
    if (line->version) {
        std::printf("groundswell-cli %s\n", GROUNDSWELL_VERSION);
        return 0;
    }
    if (line->help) {
        printHelp();
        return 0;
    }
    const auto done = run(*line);
    return done ? 0 : cli::failed(done.error());
}
