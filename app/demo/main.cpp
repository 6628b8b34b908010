#include "demo/generator.h"
#include "demo/sentences.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace groundswell::demo;

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"groundswell-demo"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(GROUNDSWELL_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(Demo::tr("Makes music, covers, words and a village to try Groundswell with."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption quick(u"quick"_s, Demo::tr("Only the beginning of each piece."));
    parser.addOption(quick);
    parser.addPositionalArgument(u"OUTDIR"_s, Demo::tr("The folder to make it in."));
    parser.process(application);

    QTextStream out(stdout), err(stderr);
    if (parser.positionalArguments().size() != 1) {
        err << Demo::tr("Name one folder to make the demo material in.") << Qt::endl;
        return 2;
    }
    const GenerateOptions options{parser.positionalArguments().first(),
                                  parser.isSet(quick) ? Length::Quick : Length::Whole};
    const auto done = generate(options, [&out](const QString& line) { out << line << Qt::endl; });
    if (done) return 0;
    err << done.error().message << Qt::endl;
    return 1;
}
