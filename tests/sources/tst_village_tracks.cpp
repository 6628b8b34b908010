#include "schema_check.h"
#include "server_process.h"
#include "sources/village_tracks.h"
#include "streaming/streams.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace groundswell;
using namespace Qt::StringLiterals;

namespace {

constexpr int songs = 450; // a half of them have sound: more than two pages

QByteArray sound(int number)
{
    return "ID3" + QByteArray(300'000, char(number));
}

QByteArray readRest(QIODevice& source)
{
    QByteArray all;
    while (true) {
        const QByteArray part = source.read(100'000);
        if (part.isEmpty()) return all;
        all += part;
    }
}

QString songId(int number)
{
    return u"00000000-0000-5000-8000-%1"_s.arg(number, 12, 10, QChar(u'0'));
}

} // namespace

/// Songs that a village gives to hear: from the seed's files to the bytes that a player reads.
class TestVillageTracks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QJsonArray list;
        for (int i = 0; i < songs; ++i) {
            QJsonObject song{{u"id"_s, songId(i)}, {u"title"_s, u"Song %1"_s.arg(i)}, {u"artist"_s, u"Nao"_s}};
            if (i % 2 == 0) song[u"audio"_s] = audio(i < 4 ? u"music/%1.mp3"_s.arg(i) : u"music/0.mp3"_s);
            if (i == 1) song[u"audio"_s] = audio(u"music/missing.mp3"_s);
            if (i == 3) song[u"audio"_s] = audio(u"../secret.txt"_s);
            list.append(song);
        }
        const QJsonObject person{
            {u"id"_s, songId(999)}, {u"name"_s, u"nao"_s}, {u"display_name"_s, u"Nao"_s}, {u"lang"_s, u"ja"_s}};
        const QJsonObject seed{{u"format"_s, 1},
                               {u"people"_s, QJsonArray{person}},
                               {u"songs"_s, list},
                               {u"stories"_s, QJsonArray()},
                               {u"comments"_s, QJsonArray()},
                               {u"lyrics"_s, QJsonArray()},
                               {u"translations"_s, QJsonArray()}};
        QVERIFY(QDir(m_folder.path()).mkpath(u"seed/music"_s));
        write(u"seed/village.json"_s, QJsonDocument(seed).toJson());
        write(u"seed/music/0.mp3"_s, sound(0));
        write(u"seed/music/2.mp3"_s, sound(2));
        write(u"secret.txt"_s, "secret");
        QVERIFY2(m_server.start({u"--seed"_s, m_folder.filePath(u"seed/village.json"_s)}), m_server.errors());
    }

    void theAnswersAreAsTheContractSays()
    {
        const server::SchemaCheck contract(QStringLiteral(GROUNDSWELL_CONTRACT));
        server::HttpClient http(m_server);
        for (const QString& query : {u""_s, u"?limit=1"_s, u"?limit=100&after="_s + songId(100)}) {
            const auto answer = http.get(u"/v1/tracks"_s + query);
            QCOMPARE(answer.status, 200);
            QCOMPARE(contract.problemsOf(u"GET"_s, u"/v1/tracks"_s, 200, answer.contentType, answer.body),
                     QStringList());
        }
        for (const QString& query : {u"?limit=0"_s, u"?limit=101"_s, u"?limit=x"_s, u"?after=x"_s}) {
            const auto answer = http.get(u"/v1/tracks"_s + query);
            QCOMPARE(contract.problemsOf(u"GET"_s, u"/v1/tracks"_s, answer.status, answer.contentType, answer.body),
                     QStringList());
            QCOMPARE(answer.status, 422);
        }
        const auto song = http.get(u"/v1/songs/"_s + songId(0));
        QCOMPARE(song.json().value("audio"_L1)["size"_L1].toInteger(), sound(0).size());
        QCOMPARE(contract.problemsOf(u"GET"_s, u"/v1/songs/{song}"_s, 200, song.contentType, song.body), QStringList());
    }

    void allAreListedByPages()
    {
        net::HttpClient http;
        sources::VillageTracks source(http);
        auto listed = source.list(QUrl(m_server.base() + u'/'));
        QTRY_VERIFY(listed.isFinished());
        const auto tracks = listed.takeResult().value();
        QCOMPARE(tracks.size(), songs / 2);
        QCOMPARE(tracks.first().title, u"Song 0"_s);
        QCOMPARE(tracks.first().artist, u"Nao"_s);
        QCOMPARE(tracks.first().size, sound(0).size());
        QCOMPARE(tracks.last().song.toString(), songId(songs - 2));
    }

    void theyAreHeardAndThenComeFromTheCache()
    {
        net::HttpClient http;
        sources::VillageTracks source(http);
        auto listed = source.list(QUrl(m_server.base()));
        QTRY_VERIFY(listed.isFinished());
        const auto track = listed.takeResult().value().at(1);
        const auto store = store::Store::open(m_folder.filePath(u"media.db"_s), store::mediaSchema()).value();
        streaming::Streams streams(*store);
        streams.trust(QUrl(m_server.base()));
        QCOMPARE(readRest(*streams.open(track.stream).value()), sound(2));
        const store::ChunkStore chunks(*store);
        const auto isComplete = [&] {
            const auto info = chunks.info(streaming::storeKeyOf(track.stream)).value();
            return info && info->complete();
        };
        QTRY_VERIFY(isComplete());
        m_server.kill(); // nobody can be asked any more
        QCOMPARE(readRest(*streams.open(track.stream).value()), sound(2));
    }

    void aVillageThatDoesNotAnswerIsTold()
    {
        net::HttpClient http;
        sources::VillageTracks source(http);
        auto listed = source.list(QUrl(m_server.base()));
        QTRY_VERIFY(listed.isFinished());
        QCOMPARE(listed.takeResult().error().code, ErrorCode::Network);
    }

private:
    static QJsonObject audio(const QString& file) { return {{u"file"_s, file}, {u"content_type"_s, u"audio/mpeg"_s}}; }
    void write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    QTemporaryDir m_folder;
    server::ServerProcess m_server;
};

QTEST_GUILESS_MAIN(TestVillageTracks)
#include "tst_village_tracks.moc"
