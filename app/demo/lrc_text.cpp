#include "demo/lrc_text.h"

namespace groundswell::demo {

using namespace Qt::StringLiterals;

namespace {

/// "01:02.35": minutes, seconds, hundredths.
QString stamp(qint64 ms)
{
    const auto hundredths = (ms + 5) / 10;
    return u"%1:%2.%3"_s.arg(hundredths / 6000, 2, 10, QChar(u'0'))
        .arg(hundredths / 100 % 60, 2, 10, QChar(u'0'))
        .arg(hundredths % 100, 2, 10, QChar(u'0'));
}

} // namespace

QString lrcText(const Piece& piece, const Score& score)
{
    const auto length = score.durationMs() / 1000;
    QString text = u"[ti:%1]\n[ar:%2]\n[al:%3]\n[length:%4:%5]\n"_s.arg(piece.title, piece.artist, piece.album)
                       .arg(length / 60, 2, 10, QChar(u'0'))
                       .arg(length % 60, 2, 10, QChar(u'0'));
    for (const auto& line : score.lines) {
        text += u'[' + stamp(line.startMs) + u']';
        qsizetype at = 0;
        for (const auto& word : line.words) {
            text += QStringView(line.text).mid(at, word.start - at); // the space between
            text += u'<' + stamp(word.startMs) + u'>' + line.text.mid(word.start, word.length);
            at = word.start + word.length;
        }
        text += u'<' + stamp(line.endMs) + u">\n"_s;
    }
    return text;
}

} // namespace groundswell::demo
