#include "media/mp4_trim.h"

#include <QByteArrayView>
#include <QtEndian>

#include <algorithm>

namespace groundswell::media {

namespace {

constexpr qint64 LargestMoov = 64 << 20;

/// An atom inside the bytes of "moov".
struct Atom
{
    QByteArrayView name;
    qsizetype at = 0;   // of its header
    qsizetype body = 0; // of what it holds
    qsizetype end = 0;
};

template <class Number>
Number numberAt(QByteArrayView bytes, qsizetype at)
{
    if (at < 0 || at + qsizetype(sizeof(Number)) > bytes.size()) return 0;
    return qFromBigEndian<Number>(bytes.data() + at);
}

/// Calls `visit` for each atom directly inside of a range, until that returns false.
template <class Visit>
void eachAtom(QByteArrayView bytes, qsizetype from, qsizetype end, Visit visit)
{
    end = std::min(end, bytes.size());
    while (from + 8 <= end) {
        qint64 size = numberAt<quint32>(bytes, from);
        qsizetype header = 8;
        if (size == 1 && from + 16 <= end) {
            size = qint64(numberAt<quint64>(bytes, from + 8));
            header = 16;
        } else if (size == 0) {
            size = end - from;
        }
        if (size < header || size > end - from) return;
        if (!visit(Atom{bytes.sliced(from + 4, 4), from, from + header, from + qsizetype(size)})) return;
        from += qsizetype(size);
    }
}

std::optional<Atom> childOf(QByteArrayView bytes, const Atom& parent, QByteArrayView name, qsizetype skip = 0)
{
    std::optional<Atom> found;
    eachAtom(bytes, parent.body + skip, parent.end, [&](const Atom& atom) {
        if (atom.name == name) found = atom;
        return !found;
    });
    return found;
}

std::optional<Atom> descendantOf(QByteArrayView bytes, Atom parent, std::initializer_list<QByteArrayView> names)
{
    for (const QByteArrayView name : names) {
        const auto child = childOf(bytes, parent, name);
        if (!child) return {};
        parent = *child;
    }
    return parent;
}

/// "moov" with its header, and where in the file it begins.
std::optional<std::pair<QByteArray, qint64>> readMoov(QFile& file)
{
    constexpr int MostAtoms = 65'536; // a fragmented file has two for each piece; each costs a read
    qint64 at = 0;
    const qint64 size = file.size();
    for (int atoms = 0; atoms < MostAtoms && at + 8 <= size && file.seek(at); ++atoms) {
        const QByteArray header = file.read(16);
        qint64 length = numberAt<quint32>(header, 0);
        if (length == 1) length = qint64(numberAt<quint64>(header, 8));
        if (length == 0) length = size - at;
        if (length < 8 || length > size - at) return {};
        if (header.sliced(4, 4) == "moov") {
            if (length > LargestMoov || !file.seek(at)) return {};
            return std::pair(file.read(length), at);
        }
        at += length;
    }
    return {};
}

/// Version and flags of a full atom, then two numbers whose width the version says, as in "mvhd" and "mdhd".
struct Times
{
    qint64 scale = 0;
    qint64 duration = 0;
};

Times timesIn(QByteArrayView bytes, const Atom& atom)
{
    if (numberAt<quint8>(bytes, atom.body) == 1)
        return {numberAt<quint32>(bytes, atom.body + 20), qint64(numberAt<quint64>(bytes, atom.body + 24))};
    return {numberAt<quint32>(bytes, atom.body + 12), numberAt<quint32>(bytes, atom.body + 16)};
}

/// What iTunSMPB says: " 00000000 DELAY PADDING LENGTH ..." in hexadecimal digits.
struct ITunes
{
    qint64 delay = 0;
    qint64 length = 0;
    qint64 atom = 0;
};

std::optional<ITunes> iTunes(QByteArrayView bytes, const Atom& moov)
{
    const auto meta = descendantOf(bytes, moov, {"udta", "meta"});
    if (!meta) return {};
    const auto list = childOf(bytes, *meta, "ilst", 4); // "meta" is a full atom
    if (!list) return {};
    std::optional<ITunes> found;
    eachAtom(bytes, list->body, list->end, [&](const Atom& item) {
        if (item.name != "----") return true;
        const auto name = childOf(bytes, item, "name");
        const auto data = childOf(bytes, item, "data");
        if (!name || !data || bytes.sliced(name->body, name->end - name->body).indexOf("iTunSMPB") < 0) return true;
        const auto text = bytes.sliced(data->body, data->end - data->body).toByteArray().mid(8).simplified().split(' ');
        if (text.size() < 4) return true;
        found = ITunes{text.at(1).toLongLong(nullptr, 16), text.at(3).toLongLong(nullptr, 16), item.at};
        return false;
    });
    return found;
}

/// The sum of all frames' times.
qint64 mediaLength(QByteArrayView bytes, const Atom& media)
{
    const auto table = descendantOf(bytes, media, {"minf", "stbl", "stts"});
    if (!table) return 0;
    const auto entries =
        std::min<qint64>(numberAt<quint32>(bytes, table->body + 4), (table->end - table->body - 8) / 8);
    qint64 length = 0;
    for (qint64 i = 0; i < entries; ++i)
        length += qint64(numberAt<quint32>(bytes, table->body + 8 + qsizetype(i) * 8)) *
                  numberAt<quint32>(bytes, table->body + 12 + qsizetype(i) * 8);
    return length;
}

bool isAac(QByteArrayView bytes, const Atom& media)
{
    const auto description = descendantOf(bytes, media, {"minf", "stbl", "stsd"});
    return description && childOf(bytes, *description, "mp4a", 8);
}

std::optional<Atom> soundTrack(QByteArrayView bytes, const Atom& moov)
{
    std::optional<Atom> found;
    eachAtom(bytes, moov.body, moov.end, [&](const Atom& atom) {
        if (atom.name != "trak") return true;
        const auto handler = descendantOf(bytes, atom, {"mdia", "hdlr"});
        if (handler && handler->end - handler->body >= 12 && bytes.sliced(handler->body + 8, 4) == "soun") found = atom;
        return !found;
    });
    return found;
}

/// The single piece that an edit list plays: from where in the media, and how long in the movie's time.
struct Edit
{
    qint64 from = 0;
    qint64 length = 0;
};

std::optional<Edit> singleEdit(QByteArrayView bytes, const Atom& list)
{
    if (numberAt<quint32>(bytes, list.body + 4) != 1) return {};
    if (numberAt<quint8>(bytes, list.body) == 1)
        return Edit{numberAt<qint64>(bytes, list.body + 16), numberAt<qint64>(bytes, list.body + 8)};
    return Edit{numberAt<qint32>(bytes, list.body + 12), numberAt<quint32>(bytes, list.body + 8)};
}

} // namespace

std::optional<Mp4Trim> mp4Trim(QFile& file)
{
    const auto moov = readMoov(file);
    if (!moov) return {};
    const QByteArrayView bytes = moov->first;
    const Atom movie{"moov", 0, 8, bytes.size()};
    const auto track = soundTrack(bytes, movie);
    const auto media = track ? childOf(bytes, *track, "mdia") : std::nullopt;
    const auto mediaHead = media ? childOf(bytes, *media, "mdhd") : std::nullopt;
    const auto movieHead = childOf(bytes, movie, "mvhd");
    if (!mediaHead || !movieHead || !isAac(bytes, *media)) return {};
    const Times mediaTimes = timesIn(bytes, *mediaHead);
    const Times movieTimes = timesIn(bytes, *movieHead);
    if (mediaTimes.scale <= 0 || movieTimes.scale <= 0) return {};

    Mp4Trim result{{.sampleRate = int(mediaTimes.scale)}, {}};
    const qint64 all = mediaLength(bytes, *media);
    const auto edits = childOf(bytes, *track, "edts");
    if (edits) {
        const auto list = childOf(bytes, *edits, "elst");
        const auto edit = list ? singleEdit(bytes, *list) : std::nullopt;
        if (!edit || edit->from < 0 || edit->from > all) return {};
        result.trim.begin = edit->from;
        // The movie's time may be coarse: then it only tells that the table's last time is a whole packet's.
        const qint64 told = edit->length * mediaTimes.scale / movieTimes.scale;
        const qint64 coarse = mediaTimes.scale / movieTimes.scale + 1;
        const qint64 rest = all - edit->from;
        result.trim.length = edit->length > 0 && told + coarse < rest ? told : rest;
        result.atoms.push_back(moov->second + edits->at + 4);
    }
    if (const auto tag = iTunes(bytes, movie); tag && tag->length > 0 && tag->delay + tag->length <= all + 1024) {
        result.trim.begin = tag->delay;
        result.trim.length = tag->length;
        result.atoms.push_back(moov->second + tag->atom + 4);
    }
    if (result.atoms.empty()) return {};
    std::ranges::sort(result.atoms);
    return result;
}

} // namespace groundswell::media
