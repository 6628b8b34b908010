// What a change of a queue of 20,000 entries costs the window's thread; the budget is 4 ms each.
#include "bench_report.h"
#include "media/play_queue.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <functional>

using namespace groundswell;
using namespace groundswell::media;
using namespace Qt::StringLiterals;

namespace {

constexpr int Entries = 20'000;
constexpr int Runs = 21;

QList<QueueEntry> entries(int count)
{
    QList<QueueEntry> list;
    for (int i = 0; i < count; ++i)
        list.append({.source = QUrl::fromLocalFile(u"/music/artist/album/%1.flac"_s.arg(i)),
                     .title = u"A song's title %1"_s.arg(i),
                     .artist = u"An artist"_s,
                     .album = QString::number(i / 12)});
    return list;
}

void measure(const QString& name, PlayQueue& queue, const std::function<void()>& change)
{
    std::vector<double> changes;
    std::vector<double> undos;
    for (int i = 0; i < Runs; ++i) {
        QElapsedTimer timer;
        timer.start();
        change();
        changes.push_back(double(timer.nsecsElapsed()) * 1e-6);
        timer.restart();
        queue.undo();
        undos.push_back(double(timer.nsecsElapsed()) * 1e-6);
    }
    bench::report("queue", qPrintable(name), bench::median(changes), "ms", changes.size());
    bench::report("queue", qPrintable(u"undo_"_s + name), bench::median(undos), "ms", undos.size());
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    for (const bool shuffle : {false, true}) {
        PlayQueue queue(nullptr, 1);
        queue.set(entries(Entries), Entries / 2);
        queue.setShuffle(shuffle);
        const QString suffix = shuffle ? u"_shuffled"_s : QString();
        measure(u"move_one"_s + suffix, queue, [&] { queue.move(0, 1, Entries); });
        measure(u"move_half"_s + suffix, queue, [&] { queue.move(0, Entries / 2, Entries); });
        measure(u"remove_one"_s + suffix, queue, [&] { queue.remove(10, 1); });
        measure(u"remove_current"_s + suffix, queue, [&] { queue.remove(queue.currentRow(), 1); });
        measure(u"remove_half"_s + suffix, queue, [&] { queue.remove(0, Entries / 2); });
        const auto more = entries(100);
        measure(u"insert_hundred"_s + suffix, queue, [&] { queue.insertNext(more); });
    }
    return 0;
}
