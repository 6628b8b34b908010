// From a key in the translation editor to the draft on the disk: what saveDraft() takes, commit with synchronous=FULL
// included, while the engine runs. Beside it the bound: a bare write and fsync of as many bytes in the same folder.

#include "bench_report.h"
#include "profile/profile.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFutureWatcher>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <cstdio>
#include <unistd.h>
#include <vector>

using namespace groundswell;
using namespace Qt::StringLiterals;

namespace {

constexpr int lines = 60;
constexpr size_t keys = 500;

/// The value that 95 of 100 do not pass.
double p95(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[(values.size() * 95 + 99) / 100 - 1];
}

QJsonObject documentWith(const QString& typed)
{
    QJsonArray units;
    for (int i = 0; i < lines; ++i) {
        units << QJsonObject{
            {u"line"_s, QUuid::createUuidV5(QUuid(), QString::number(i)).toString(QUuid::WithoutBraces)},
            {u"source_text"_s, u"The night is on the water and the lamp is on the shore"_s},
            {u"text"_s, i == 30 ? typed : u"Die Nacht liegt auf dem Wasser, die Lampe steht am Ufer"_s},
            {u"state"_s, u"translated"_s}};
    }
    return {{u"lang"_s, u"de"_s}, {u"units"_s, units}};
}

double milliseconds(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double bareWrite(QFile& file, const QByteArray& bytes)
{
    QElapsedTimer timer;
    timer.start();
    file.write(bytes);
    file.flush();
    ::fsync(file.handle());
    return milliseconds(timer);
}

double savedIn(community::Words& words, const community::TranslationDraft& draft, bool& good)
{
    QElapsedTimer timer;
    timer.start();
    QFutureWatcher<Result<qint64>> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(words.saveDraft(draft));
    loop.exec(); // the finished signal is queued, so it cannot be missed
    good = good && watcher.future().result().has_value();
    return milliseconds(timer);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QTemporaryDir folder;
    auto profile = Profile::open(folder.path());
    QFile bare(folder.filePath(u"bare"_s));
    if (!profile || !bare.open(QIODevice::WriteOnly)) {
        std::fprintf(stderr, "bench_edit: %s\n",
                     profile ? "no file could be made" : qUtf8Printable(profile.error().message));
        return 1;
    }
    community::TranslationDraft draft;
    draft.songId = SongId::make((*profile)->clock());
    draft.lyricsId = api::lyricsIdFor(draft.songId, u"en");
    draft.id = api::translationIdFor(draft.lyricsId, u"de");
    draft.lang = u"de"_s;

    std::vector<double> saved;
    std::vector<double> bound;
    QString typed;
    bool good = true;
    for (size_t key = 0; key < keys; ++key) {
        typed += QChar(u'a' + static_cast<int>(key % 26));
        draft.document = documentWith(typed);
        saved.push_back(savedIn((*profile)->village().words(), draft, good));
        bound.push_back(bareWrite(bare, QJsonDocument(draft.document).toJson(QJsonDocument::Compact)));
    }
    if (!good) {
        std::fprintf(stderr, "bench_edit: a draft could not be saved\n");
        return 1;
    }
    bench::report("edit", "key to durable draft, median", bench::median(saved), "ms", keys);
    bench::report("edit", "key to durable draft, p95", p95(saved), "ms", keys);
    bench::report("edit", "bare write and fsync, median", bench::median(bound), "ms", keys);
    bench::report("edit", "bare write and fsync, p95", p95(bound), "ms", keys);
    return 0;
}
