#include "ui/application/program_options.h"
#include "ui/application/run.h"

#include <QApplication>

using namespace groundswell;
using namespace Qt::StringLiterals;

int main(int argc, char** argv)
{
    const QByteArray token = ui::activationToken();
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"groundswell"_s);
    QApplication::setApplicationDisplayName(u"Groundswell"_s);
    QApplication::setApplicationVersion(QStringLiteral(GROUNDSWELL_VERSION));
    QApplication::setDesktopFileName(u"groundswell"_s);
    return ui::run(app, ui::readOptions(QApplication::arguments()), token);
}
