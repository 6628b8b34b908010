#include "ui/application/run.h"

#include "ui/application/single_instance.h"
#include "ui/application/start_problem.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QFileInfo>

#include <cstdio>
#include <optional>
#include <vector>

namespace groundswell::ui {

namespace {

StartRequest requestOf(const ApplicationOptions& options, const QByteArray& token)
{
    StartRequest request{.open = options.open, .addFolders = {}, .activationToken = token, .answerTo = {}};
    for (const QString& folder : options.addFolders)
        request.addFolders.append(QFileInfo(folder).absoluteFilePath());
    return request;
}

/// Whether the person wants to try again.
bool tellProblem(QApplication& app, const QString& folder, const Error& error)
{
    std::fprintf(stderr, "groundswell: %s\n", qUtf8Printable(error.message));
    const Look look(app, keptLook(folder));
    StartProblem problem(look, folder, error);
    return problem.exec() == QDialog::Accepted;
}

} // namespace

QByteArray activationToken()
{
    const QByteArray wayland = qgetenv("XDG_ACTIVATION_TOKEN");
    return wayland.isEmpty() ? qgetenv("DESKTOP_STARTUP_ID") : wayland;
}

int run(QApplication& app, const ApplicationOptions& options, const QByteArray& activationToken)
{
    const QString folder = options.profileFolder.isEmpty() ? Profile::defaultFolder() : options.profileFolder;
    std::optional<SingleInstance> instance(folder);
    if (!instance->isFirst() && instance->handOver(requestOf(options, activationToken))) return 0;

    std::unique_ptr<Application> program;
    std::vector<StartRequest> early; // while there was no window yet
    QObject::connect(&*instance, &SingleInstance::startedAgain, &app, [&](const StartRequest& request) {
        if (program)
            program->startAgain(request);
        else
            early.push_back(request);
    });
    while (!program) {
        auto started = Application::start(app, options);
        if (started)
            program = std::move(*started);
        else if (!tellProblem(app, folder, started.error()))
            return 1;
    }
    program->window().show();
    for (const StartRequest& request : early)
        program->startAgain(request);
    const int code = QApplication::exec();
    instance.reset(); // who starts now waits for the profile, not for a window that is gone
    return code;
}

} // namespace groundswell::ui
