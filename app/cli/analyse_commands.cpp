#include "cli/commands.h"

#include "media/analysis/track_analyser.h"
#include "media/dsp/levels.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace groundswell::cli {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("cli", text);
}

template <class Levels>
QJsonArray toJson(const Levels& levels)
{
    QJsonArray values;
    for (const auto level : levels)
        values.append(int(level));
    return values;
}

QJsonObject toJson(const QString& path, const media::Analysis& analysis)
{
    QJsonObject json{{u"path"_s, path},
                     {u"duration_ms"_s, analysis.waveform.durationMs()},
                     {u"frames"_s, analysis.waveform.frames},
                     {u"sample_rate_hz"_s, analysis.waveform.sampleRate},
                     {u"fingerprint"_s, analysis.fingerprint},
                     {u"waveform"_s, QJsonObject{{u"peak"_s, toJson(analysis.waveform.peak)},
                                                 {u"rms"_s, toJson(analysis.waveform.rms)}}}};
    if (!analysis.loudness) return json;
    const media::ReplayGain gain = media::measuredReplayGain(*analysis.loudness);
    json[u"integrated_lufs"_s] = analysis.loudness->integratedLufs;
    json[u"range_lu"_s] = analysis.loudness->rangeLu;
    json[u"true_peak_dbtp"_s] = media::dbFromGain(analysis.loudness->truePeak);
    json[u"replay_gain"_s] =
        QJsonObject{{u"track_gain_db"_s, gain.trackGainDb.value_or(0)}, {u"track_peak"_s, gain.trackPeak.value_or(0)}};
    return json;
}

QString toLine(const QString& path, const media::Analysis& analysis)
{
    const QString name = QFileInfo(path).fileName();
    const double seconds = double(analysis.waveform.durationMs()) / 1000;
    if (!analysis.loudness) return tr("%1: %L2 s, silence").arg(name).arg(seconds, 0, 'f', 1);
    return tr("%1: %L2 s, %L3 LUFS, range %L4 LU, true peak %L5 dBTP, ReplayGain %L6 dB")
        .arg(name)
        .arg(seconds, 0, 'f', 1)
        .arg(analysis.loudness->integratedLufs, 0, 'f', 1)
        .arg(analysis.loudness->rangeLu, 0, 'f', 1)
        .arg(media::dbFromGain(analysis.loudness->truePeak), 0, 'f', 1)
        .arg(media::replayGainDb(analysis.loudness->integratedLufs), 0, 'f', 2);
}

Result<void> analyse(const Asked& call)
{
    if (const auto file = call.word(0, u"FILE"_s); !file) return std::unexpected(file.error());
    worker::WorkerProcess helper;
    QJsonArray values;
    QStringList lines;
    Result<void> result;
    for (const auto& word : call.words) {
        const QString path = QFileInfo(word).absoluteFilePath();
        const auto analysis = media::TrackAnalyser::analyse(helper, QUrl::fromLocalFile(path));
        if (analysis) {
            values.append(toJson(path, *analysis));
            lines.append(toLine(path, *analysis));
        } else {
            values.append(QJsonObject{{u"path"_s, path}, {u"error"_s, analysis.error().error.message}});
            result = std::unexpected(analysis.error().error);
        }
    }
    call.console.answer(values, lines);
    return result;
}

} // namespace

QList<Command> analyseCommands()
{
    return {{u"analyse"_s, u"FILE..."_s, tr("how loud, how long and what shape sound files are"), {}, analyse}};
}

} // namespace groundswell::cli
