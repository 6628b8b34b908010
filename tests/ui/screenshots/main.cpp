// Makes a PNG of each screen in both themes at 1440x900: groundswell_screenshots OUTPUT_DIR

#include "components_page.h"

#include <QApplication>
#include <QDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace groundswell::ui;

namespace {

bool shoot(QWidget& widget, const QString& path)
{
    QCoreApplication::processEvents();
    const bool saved = widget.grab().save(path);
    if (!saved)
        std::fprintf(stderr, "groundswell_screenshots: cannot write %s\n", qPrintable(path));
    return saved;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const QDir target(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"screenshots"_s);
    if (!target.mkpath(u"."_s)) {
        std::fprintf(stderr, "groundswell_screenshots: cannot make the folder %s\n", qPrintable(target.path()));
        return 1;
    }
    bool good = true;
    Look look(app, {.scheme = LookSettings::Scheme::Dark});
    for (const auto scheme : {LookSettings::Scheme::Dark, LookSettings::Scheme::Light}) {
        look.setSettings({.scheme = scheme});
        const QString theme = scheme == LookSettings::Scheme::Dark ? u"dark"_s : u"light"_s;
        std::unique_ptr<QWidget> components(makeComponentsPage(look));
        components->resize(1440, 900);
        components->show();
        good = shoot(*components, target.filePath(u"components-%1.png"_s.arg(theme))) && good;
    }
    return good ? 0 : 1;
}
