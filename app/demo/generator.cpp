#include "demo/generator.h"

#include "demo/cover_painter.h"
#include "demo/encoder.h"
#include "demo/lrc_text.h"
#include "demo/mixer.h"
#include "demo/sentences.h"
#include "demo/tagger.h"
#include "demo/village_writer.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QtConcurrent/QtConcurrentMap>

namespace groundswell::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int materialVersion = 2; // raise it when anything that is made changes: old files are then made anew

/// A file name on every system.
QString safeName(QString name)
{
    for (auto& letter : name)
        if (u"/\\:*?\"<>|"_s.contains(letter)) letter = u'_';
    return name;
}

Result<void> writeWhole(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Io, Demo::tr("%1 cannot be written.").arg(path), file.errorString());
    return {};
}

QByteArray png(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

/// What was made of one piece: its entry in the manifest, and the line that tells of it.
struct Made
{
    QJsonObject entry;
    QString line;
};

/// Makes one piece's files. Safe to call for several pieces at once.
class PieceMaker
{
public:
    PieceMaker(const GenerateOptions& options, QJsonObject manifest)
        : m_options(options)
        , m_manifest(std::move(manifest))
    {
    }

    [[nodiscard]] Result<Made> make(const Piece& piece) const
    {
        const auto known = m_manifest.value(piece.id).toObject();
        const auto relative = musicPath(piece);
        if (isThere(known) && known["file"_L1].toString() == relative)
            return Made{known, Demo::tr("kept     %1").arg(known["file"_L1].toString())};
        const auto score = arrange(piece, m_options.length);
        const auto mix = mixScore(score, piece.format == "opus"_L1 ? 48000 : 44100);
        const auto path = QDir(m_options.folder).filePath(relative);
        if (!QDir().mkpath(QFileInfo(path).path()))
            return fail(ErrorCode::Io, Demo::tr("The folder %1 cannot be made.").arg(QFileInfo(path).path()));
        if (auto written = writeSound(piece, score, mix, path); !written) return std::unexpected(written.error());
        if (const auto old = known["file"_L1].toString(); !old.isEmpty() && old != relative)
            QFile::remove(QDir(m_options.folder).filePath(old));
        return Made{entryOf(relative, path, score), Demo::tr("made     %1 (%2 s, %3 LUFS)")
                                                        .arg(relative)
                                                        .arg(score.seconds, 0, 'f', 1)
                                                        .arg(mix.measure.loudnessLufs, 0, 'f', 1)};
    }

private:
    [[nodiscard]] QString lengthName() const { return m_options.length == Length::Quick ? u"quick"_s : u"whole"_s; }

    [[nodiscard]] bool isThere(const QJsonObject& entry) const
    {
        const QFileInfo file(QDir(m_options.folder).filePath(entry["file"_L1].toString()));
        return entry["version"_L1].toInt() == materialVersion && entry["length"_L1].toString() == lengthName() &&
               file.isFile() && file.size() == entry["bytes"_L1].toInteger();
    }

    [[nodiscard]] QJsonObject entryOf(const QString& relative, const QString& path, const Score& score) const
    {
        return {{u"version"_s, materialVersion},
                {u"length"_s, lengthName()},
                {u"file"_s, relative},
                {u"bytes"_s, QFileInfo(path).size()},
                {u"duration_ms"_s, score.durationMs()}};
    }

    /// Sound, tags and cover are put together beside their place and moved there when they are whole.
    [[nodiscard]] static Result<void> writeSound(const Piece& piece, const Score& score, const Mix& mix,
                                                 const QString& path)
    {
        const auto unfinished =
            QFileInfo(path).path() + u"/.unfinished-"_s + piece.id + u'.' + QFileInfo(path).suffix();
        const auto words = lrcText(piece, score);
        auto done = encode(mix, unfinished);
        if (done)
            done = writeTags(unfinished, piece, png(paintCover(piece.cover, 600)),
                             piece.wordsPlace == WordsPlace::Embedded ? words : QString());
        if (done && piece.wordsPlace == WordsPlace::Sidecar)
            done = writeWhole(QFileInfo(path).path() + u'/' + QFileInfo(path).completeBaseName() + u".lrc"_s,
                              words.toUtf8());
        if (!done) {
            QFile::remove(unfinished);
            return done;
        }
        QFile::remove(path);
        if (!QFile::rename(unfinished, path)) return fail(ErrorCode::Io, Demo::tr("%1 cannot be written.").arg(path));
        return {};
    }

    const GenerateOptions& m_options;
    QJsonObject m_manifest;
};

} // namespace

QString musicPath(const Piece& piece)
{
    return u"music/%1/%2/%3 %4.%5"_s.arg(safeName(piece.artist), safeName(piece.album))
        .arg(piece.trackNumber, 2, 10, QChar(u'0'))
        .arg(safeName(piece.title), encodingFor(piece.format));
}

Result<void> generate(const GenerateOptions& options, const std::function<void(const QString&)>& say)
{
    const QDir folder(options.folder);
    if (!QDir().mkpath(options.folder))
        return fail(ErrorCode::Io, Demo::tr("The folder %1 cannot be made.").arg(options.folder));
    const auto pieces = builtInPieces();
    if (!pieces) return std::unexpected(pieces.error());
    if (encodingFor(u"flac"_s) == "wav"_L1) say(Demo::tr("ffmpeg is not installed: the pieces become WAV files."));
    QFile manifestFile(folder.filePath(u"manifest.json"_s));
    const auto manifest = manifestFile.open(QIODevice::ReadOnly)
                              ? QJsonDocument::fromJson(manifestFile.readAll()).object().value("pieces"_L1).toObject()
                              : QJsonObject();
    manifestFile.close();

    const PieceMaker maker(options, manifest);
    const auto made = QtConcurrent::blockingMapped<QList<Result<Made>>>(
        *pieces, [&maker](const Piece& piece) { return maker.make(piece); });
    QJsonObject entries;
    for (qsizetype i = 0; i < made.size(); ++i) {
        if (!made[i]) return std::unexpected(made[i].error());
        say(made[i]->line);
        entries.insert((*pieces)[static_cast<size_t>(i)].id, made[i]->entry);
    }
    const auto village = villageJson(*pieces, options.length);
    if (!village) return std::unexpected(village.error());
    if (auto written =
            writeWhole(folder.filePath(u"village.json"_s), QJsonDocument(*village).toJson(QJsonDocument::Compact));
        !written)
        return written;
    say(Demo::tr("made     village.json"));
    return writeWhole(folder.filePath(u"manifest.json"_s), QJsonDocument(QJsonObject{{u"pieces"_s, entries}}).toJson());
}

} // namespace groundswell::demo
