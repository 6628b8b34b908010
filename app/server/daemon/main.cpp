#include "folder_lock.h"
#include "http_shell.h"
#include "port_reservation.h"
#include "routes.h"

#include "base/clock.h"
#include "server/account_service.h"
#include "server/seed.h"
#include "server/village.h"

#include <drogon/HttpAppFramework.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QLoggingCategory>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThread>
#include <QThreadPool>

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::server;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("groundswelld", text);
}

constexpr std::chrono::hours betweenTidying{1};

/// One a core, and two where there is one: a slow answer must not hold up all others.
int defaultThreads()
{
    return std::max(2, QThread::idealThreadCount());
}

struct Options
{
    QString host;
    quint16 port = 0;
    QString portFile;
    QString data;
    QString seed;
    QString name;
    int threads = 0;
    bool behindProxy = false;
};

int failed(const QString& message)
{
    std::fprintf(stderr, "groundswelld: %s\n", qUtf8Printable(message));
    return 1;
}

/// Reads the command line; none, after saying why, when it is wrong.
std::optional<Options> readOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Groundswell's community server. It speaks plain HTTP: for anything but this computer put a reverse proxy "
           "with TLS in front of it."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QString defaultData =
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/groundswelld"_s;
    parser.addOptions(
        {{u"host"_s, tr("IP address to listen on."), u"ADDRESS"_s, u"127.0.0.1"_s},
         {u"port"_s, tr("Port; 0 takes any free one."), u"PORT"_s, u"8790"_s},
         {u"port-file"_s, tr("File that the port's number is written to once it takes connections."), u"FILE"_s},
         {u"data"_s, tr("Folder of the database and the files."), u"DIR"_s, defaultData},
         {u"seed"_s, tr("Demo village to load when the database is empty."), u"FILE"_s},
         {u"name"_s, tr("Name of the community."), u"NAME"_s},
         {u"threads"_s, tr("Event loops that serve requests."), u"N"_s, QString::number(defaultThreads())},
         {u"log"_s, tr("Qt logging rules, for example \"*.debug=true\"."), u"RULES"_s},
         {u"behind-proxy"_s, tr("Take clients' addresses from X-Forwarded-For.")}});
    parser.process(arguments);

    bool isPort = false;
    const quint16 port = parser.value(u"port"_s).toUShort(&isPort);
    if (!isPort || !parser.positionalArguments().isEmpty()) {
        failed(isPort ? tr("unknown argument “%1”; see --help").arg(parser.positionalArguments().constFirst())
                      : tr("--port needs a number from 0 to 65535"));
        return std::nullopt;
    }
    const int threads = parser.value(u"threads"_s).toInt();
    if (threads < 1 || threads > 64) {
        failed(tr("--threads needs a number from 1 to 64"));
        return std::nullopt;
    }
    if (parser.isSet(u"log"_s)) QLoggingCategory::setFilterRules(parser.value(u"log"_s).replace(u';', u'\n'));
    return Options{parser.value(u"host"_s),
                   port,
                   parser.value(u"port-file"_s),
                   parser.value(u"data"_s),
                   parser.value(u"seed"_s),
                   parser.value(u"name"_s),
                   threads,
                   parser.isSet(u"behind-proxy"_s)};
}

bool writePortFile(const QString& path, quint16 port)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(port) + '\n') > 0 && file.commit())
        return true;
    failed(tr("The port could not be written to %1: %2").arg(path, file.errorString()));
    return false;
}

/// Announces the address in one line, which programs that start this one wait for. False where those who wait for the
/// file would wait for ever.
bool announce(const Options& options, quint16 port)
{
    if (!options.portFile.isEmpty() && !writePortFile(options.portFile, port)) return false;
    const QString host = options.host.contains(u':') ? u'[' + options.host + u']' : options.host;
    std::printf("groundswelld listening on http://%s:%u\n", qUtf8Printable(host), port);
    std::fflush(stdout);
    return true;
}

int run(const Options& options)
{
    if (!QDir().mkpath(options.data)) return failed(tr("The folder %1 cannot be made.").arg(options.data));
    const auto lock = FolderLock::take(options.data);
    if (!lock) return failed(lock.error().message);
    const SystemClock clock;
    const auto village = Village::open(options.data, options.name, clock);
    if (!village) return failed(village.error().message);
    if (!options.seed.isEmpty())
        if (const auto seeded = seedVillage(**village, options.seed); !seeded) return failed(seeded.error().message);
    if (const auto tidied = (*village)->tidy(); !tidied) return failed(tidied.error().message);
    const auto reservation = PortReservation::take(options.host, options.port);
    if (!reservation) return failed(reservation.error().message);

    AccountService accounts((*village)->store(), clock); // outlives the workers, who sign people in to their end
    QThreadPool passwordWorkers;
    passwordWorkers.setMaxThreadCount(2);
    QThreadPool fileWorkers;
    fileWorkers.setMaxThreadCount(4);
    Router router(**village);
    addAccountRoutes(router, **village, accounts, passwordWorkers);
    addSongRoutes(router, **village);
    addSyncRoutes(router, **village, *drogon::app().getLoop());
    addBlobRoutes(router, **village, fileWorkers);

    HttpOptions http;
    http.host = options.host;
    http.port = reservation->port();
    http.uploadFolder = options.data + u"/uploads"_s;
    const api::Capabilities limits;
    http.mostBodyBytes = std::max(limits.maxPushBytes, limits.maxUploadPartBytes);
    http.threads = options.threads;
    http.behindProxy = options.behindProxy;
    const auto tidy = [&village = **village] {
        if (const auto tidied = village.tidy(); !tidied) qWarning("%s", qUtf8Printable(tidied.error().message));
    };
    drogon::app().getLoop()->runEvery(betweenTidying, [&] { fileWorkers.start(tidy); });
    const auto stopping = [&] {
        passwordWorkers.clear(); // nobody waits for these any more
        (*village)->events().endAll();
    };
    bool isAnnounced = false;
    const auto ready = [&] {
        isAnnounced = announce(options, reservation->port());
        if (!isAnnounced) std::raise(SIGTERM); // its own way to stop
    };
    serveHttp(router, http, ready, stopping);
    return isAnnounced ? 0 : 1;
}

} // namespace

int main(int argc, char* argv[])
{
    umask(S_IRWXG | S_IRWXO); // password hashes, the cursors' key and what people upload are nobody else's to read
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"groundswelld"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(GROUNDSWELL_VERSION));
    const auto options = readOptions(QCoreApplication::arguments());
    return options ? run(*options) : 2;
}
