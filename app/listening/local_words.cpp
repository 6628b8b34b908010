#include "listening/local_words.h"

#include "base/clock.h"
#include "library/embedded_lyrics.h"
#include "library/lyric_sidecars.h"
#include "library/native_path.h"
#include "lyrics/lyrics_file.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>

namespace groundswell::listening {

namespace {

constexpr qint64 maxSidecarBytes = 2 << 20;

/// A line's id made from its text and from how often the text came before: the same at each reading, also when other
/// lines of the file were edited meanwhile.
void giveLastingIds(lyrics::Document& document)
{
    static constexpr QUuid space(0x5b0c9f0e, 0x2d55, 0x4d29, 0x9b, 0x51, 0x6a, 0x0e, 0x77, 0x31, 0xc4, 0x02);
    QHash<LineId, LineId> lasting;
    QHash<QString, int> times;
    for (lyrics::Line& line : document.lines) {
        const int before = times[line.text]++;
        const LineId id(QUuid::createUuidV5(space, line.text + u'\n' + QString::number(before)));
        lasting.insert(line.id, id);
        line.id = id;
    }
    for (lyrics::Layer& layer : document.layers) {
        for (lyrics::LayerLine& line : layer.lines)
            line.line = lasting.value(line.line, line.line);
    }
}

std::optional<lyrics::Document> read(const QByteArray& bytes, const QString& suffix)
{
    const SystemClock clock;
    const auto file = lyrics::openFile(bytes, suffix, {}, [&clock] { return LineId::make(clock); });
    if (!file) return {};
    lyrics::Document document = file->document();
    if (document.lines.isEmpty() && !document.instrumental) return {};
    giveLastingIds(document);
    return document;
}

} // namespace

std::optional<LocalWords> findLocalWords(const QString& audioPath, worker::WorkerProcess& helper, std::stop_token stop)
{
    for (const QString& path : library::lyricSidecars(audioPath)) {
        QFile file(path);
        if (file.size() > maxSidecarBytes || !file.open(QIODevice::ReadOnly)) continue;
        if (auto document = read(file.readAll(), QFileInfo(path).suffix()))
            return LocalWords{std::move(*document), WordsOrigin::Sidecar, path};
    }
    const auto inTags = library::lyricsInTags(helper, library::toNativeBytes(audioPath), std::move(stop));
    if (const auto embedded = inTags.value_or(std::nullopt)) {
        const bool lrc = embedded->kind == library::EmbeddedLyrics::Kind::Lrc;
        if (auto document = read(embedded->text.toUtf8(), lrc ? QStringLiteral("lrc") : QString()))
            return LocalWords{std::move(*document), WordsOrigin::Tag, embedded->source};
    }
    return {};
}

} // namespace groundswell::listening
