#include "ui/application/program_options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("main", text);
}

} // namespace

ApplicationOptions readOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Music, with the village that grows around it."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"profile"_s, tr("Folder of the library and of what you wrote."), u"DIR"_s},
        {u"community"_s, tr("Address of a community to offer when signing in."), u"URL"_s},
        {u"add"_s, tr("Adds a folder to the library; may be given several times."), u"DIR"_s},
        {u"demo"_s, tr("Folder with music to try, offered while the library is empty."), u"DIR"_s},
        {u"silent"_s, tr("Plays at the right pace, but to no device.")},
    });
    parser.addPositionalArgument(u"file"_s, tr("Files to play."), u"[file...]"_s);
    parser.process(arguments);

    ApplicationOptions options;
    options.profileFolder = parser.value(u"profile"_s);
    options.community = QUrl(parser.value(u"community"_s));
    options.addFolders = parser.values(u"add"_s);
    options.demoFolder = parser.value(u"demo"_s);
    if (parser.isSet(u"silent"_s)) options.output = media::OutputKind::Silent;
    const QStringList files = parser.positionalArguments();
    for (const QString& file : files)
        options.open.append(QUrl::fromUserInput(file, u"."_s, QUrl::AssumeLocalFile));
    return options;
}

} // namespace groundswell::ui
