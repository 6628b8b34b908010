// Lists that have no page of their own to be tested with: every change is one that a view can follow.

#include "quiet_profile.h"

#include "library/library_schema.h"
#include "library/track_queries.h"
#include "library/track_store.h"
#include "library/track_writer.h"
#include "panel_seed.h"
#include "store/chunk_store.h"
#include "streaming/kept_offline.h"
#include "streaming/streams.h"
#include "translation/source_change.h"
#include "ui/library/collection_model.h"
#include "ui/library/network_model.h"
#include "ui/panel/queue/queue_model.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/people/community_list.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestListModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNetworksSongs()
    {
        QTemporaryDir folder;
        const auto media = store::Store::open(folder.filePath(u"media.db"_s), store::mediaSchema()).value();
        streaming::Streams streams(*media);
        streaming::KeptOffline kept(*media, streams);
        NetworkModel model(kept);
        QAbstractItemModelTester tester(&model);
        QTRY_VERIFY(kept.isLoaded());
        std::vector<NetworkTrack> tracks;
        for (int i = 0; i < 5; ++i) {
            auto& track = tracks.emplace_back();
            track.source = QUrl(u"http://127.0.0.1:9/v1/blobs/%1"_s.arg(i)); // nobody listens there
            track.title = u"Song %1"_s.arg(i);
        }
        model.setTracks(tracks);
        QCOMPARE(model.rowCount(), 5);
        model.setKeptOnly(true);
        QCOMPARE(model.rowCount(), 0);
        model.setKeptOnly(false);
        tracks.erase(tracks.begin() + 2);
        model.setTracks(tracks);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(2).data().toString(), u"Song 3"_s);
    }

    void albumsAndArtists()
    {
        QTemporaryDir folder;
        const auto store = store::Store::open(folder.filePath(u"library.db"_s), library::librarySchema()).value();
        const auto filled = store->writer().run([](store::Database& database) -> Result<void> {
            library::TrackPreparer preparer;
            library::TrackWriter writer(database, std::nullopt, 0);
            for (int i = 0; i < 12; ++i) {
                library::Track track;
                track.nativePath = "/music/" + QByteArray::number(i) + ".flac";
                track.title = u"Track %1"_s.arg(i);
                track.artist = track.albumArtist = u"Artist %1"_s.arg(i % 3);
                track.album = u"Album %1"_s.arg(i % 4);
                writer.write(preparer.prepare(track));
            }
            return {};
        });
        QVERIFY(filled.has_value());
        const library::TrackQueries queries(store->readers());
        for (const auto kind : {CollectionModel::Kind::Albums, CollectionModel::Kind::Artists}) {
            CollectionModel model(queries, kind);
            QAbstractItemModelTester tester(&model);
            QSignalSpy loaded(&model, &CollectionModel::loaded);
            model.refresh();
            QTRY_COMPARE(loaded.size(), 1);
            const int all = model.rowCount();
            QVERIFY(all >= 3);
            model.setFilterText(u"artist 1"_s);
            QVERIFY(model.rowCount() > 0 && model.rowCount() < all);
            model.setFilterText({});
            QCOMPARE(model.rowCount(), all);
        }
    }

    void linesBesideTheirTranslation()
    {
        const PanelSeed seed = makePanelSeed();
        TranslationModel model;
        QAbstractItemModelTester tester(&model);
        const auto draft = translation::startTranslation(u"en"_s, seed.lyrics, 1, seed.words);
        model.show(seed.words, {}, draft);
        QCOMPARE(model.rowCount(), int(seed.words.lines.size()));
        model.setText(2, u"Harbour lights"_s);
        model.setDone(2);
        model.check();
        QCOMPARE(model.index(2).data(TranslationModel::TextRole).toString(), u"Harbour lights"_s);
        auto shorter = seed.words;
        shorter.lines.removeFirst();
        model.show(shorter, {}, translation::applySourceChange(model.document(), shorter, 2));
        QCOMPARE(model.index(1).data(TranslationModel::TextRole).toString(), u"Harbour lights"_s);
        model.show({}, {}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void communitiesToJoin()
    {
        QuietProfile profile;
        const auto fixture = profile.open();
        CommunityListModel model(fixture->village->account());
        QAbstractItemModelTester tester(&model);
        QTRY_COMPARE(model.rowCount(), 1); // the one that was used before
        QCOMPARE(model.add(QUrl(u"http://127.0.0.1:9"_s)), 1);
        QCOMPARE(model.add(QUrl(u"http://127.0.0.1:9"_s)), 1);
        QCOMPARE(model.add(QUrl()), -1);
        QCOMPARE(model.rowCount(), 2);
        QTRY_COMPARE(model.index(1).data(CommunityListModel::ReachRole).toInt(), int(CommunityEntry::Reach::Silent));
    }

    void aFilesNameIsNotMarkup()
    {
        PanelFixture fixture;
        media::QueueEntry entry;
        entry.title = u"A song"_s;
        entry.problem = u"<img src=\"file:///etc/passwd\"> could not be decoded."_s;
        auto& queue = fixture.player->queue();
        queue.append({entry});
        QueueModel model(queue);
        const QString tip = model.index(0).data(Qt::ToolTipRole).toString();
        QCOMPARE(tip, entry.problem.toHtmlEscaped());
        QVERIFY(!tip.contains(u'<'));
    }
};

QTEST_MAIN(TestListModels)
#include "tst_list_models.moc"
