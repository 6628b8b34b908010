#include "fuzz_require.h"
#include "lyrics/document_json.h"
#include "lyrics/lyrics_file.h"

using namespace groundswell;
using namespace groundswell::fuzz;
using namespace groundswell::lyrics;

/// Any bytes as a file of lyrics, in each format: they are read into a valid document or refused, and saving what was
/// not edited gives the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    quint32 last = 0;
    const LineIdMaker ids = [&] { return LineId(QUuid(++last, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)); };
    for (const Format* format : formats()) {
        const auto file = openFile(bytes, QString(format->suffixes.front()), {}, ids);
        if (!file) continue;
        require(savedBytes(*file, file->document()).value() == bytes, "saving unedited changed the bytes");
        if (file->opened.format->id == QLatin1StringView("lrc"))
            require(file->opened.format->write(file->document(), &file->opened) == file->opened.text,
                    "LRC did not keep its tokens");
        const bool withinLimits =
            file->document().lines.size() <= maxLines && size < static_cast<size_t>(maxTextLength);
        require(!withinLimits || validate(file->document()).has_value(), "the document is not valid");
    }
    return 0;
}
