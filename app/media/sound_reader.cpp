#include "media/sound_reader.h"

#include "media/decoder/decoder_module.h"

#include <QCoreApplication>
#include <QLibrary>

#include <array>

namespace groundswell::media {

using namespace Qt::StringLiterals;

namespace {

// FFmpeg and all that it links take longer to load than the rest of the program: that waits until sound is asked for.
OpenReader* loadModule()
{
    const QString folder = QCoreApplication::applicationDirPath();
    QStringList problems;
    for (const QString& place : {folder, folder + u"/../lib/groundswell"_s}) {
        QLibrary module(place + u"/groundswell-decoder"_s);
        if (const auto function = module.resolve(OpenReaderName)) return reinterpret_cast<OpenReader*>(function);
        problems.append(module.errorString());
    }
    qWarning("What decodes sound is missing: %ls", qUtf16Printable(problems.join(u"; "_s)));
    return nullptr;
}

OpenReader* openReader()
{
    static OpenReader* const function = loadModule();
    return function;
}

} // namespace

bool canReadSound()
{
    return openReader() != nullptr;
}

std::expected<std::unique_ptr<SoundReader>, QString>
openSound(QIODevice& device, const QString& name, SoundReader::Channels channels, const std::atomic<bool>& isCancelled)
{
    OpenReader* const open = openReader();
    if (!open) return std::unexpected(u"the module that decodes is missing"_s);
    std::array<char, 128> problem{};
    std::unique_ptr<SoundReader> reader(open(device, name.toUtf8().constData(), channels, isCancelled, problem));
    if (!reader) return std::unexpected(QString::fromUtf8(problem.data()));
    return reader;
}

} // namespace groundswell::media
