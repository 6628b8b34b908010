#include "ui/application/program_options.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QMessageBox>

#include <cstdio>

using namespace groundswell;
using namespace Qt::StringLiterals;

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"groundswell"_s);
    QApplication::setApplicationDisplayName(u"Groundswell"_s);
    QApplication::setApplicationVersion(QStringLiteral(GROUNDSWELL_VERSION));
    QApplication::setDesktopFileName(u"groundswell"_s);

    auto program = ui::Application::start(app, ui::readOptions(QApplication::arguments()));
    if (!program) {
        std::fprintf(stderr, "groundswell: %s\n", qUtf8Printable(program.error().message));
        QMessageBox::critical(nullptr, QApplication::applicationDisplayName(), program.error().message);
        return 1;
    }
    (*program)->window().show();
    return QApplication::exec();
}
