#include "demo/village_writer.h"

#include "community/api/types.h"
#include "lyrics/document_json.h"
#include "translation/units_json.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace groundswell;
using namespace groundswell::demo;
using namespace Qt::StringLiterals;

/// The seed of the demo village: every name that is used is defined, and there is as much as was promised.
class TestDemoVillage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void idsAreUnique();
    void peopleCanSignIn();
    void referencesResolve_data();
    void referencesResolve();
    void repliesAreOneLevelDeepAndYounger();
    void commentsAreManyAndVaried();
    void reactionsFitThePeople();
    void lyricsAndTranslationsAreReadByTheirRooms();
    void songsAreSpelledOtherwiseThanSomeFiles();
    void sameSeedTwice();

private:
    [[nodiscard]] QJsonArray list(const QString& name) const { return m_seed.value(name).toArray(); }
    [[nodiscard]] QHash<QString, QJsonObject> byId(const QString& name) const
    {
        QHash<QString, QJsonObject> map;
        for (const auto& entry : list(name))
            map.insert(entry.toObject().value(u"id"_s).toString(), entry.toObject());
        return map;
    }

    QJsonObject m_seed;
    std::vector<Piece> m_pieces;
};

void TestDemoVillage::initTestCase()
{
    m_pieces = builtInPieces().value();
    const auto seed = villageJson(m_pieces, Length::Whole);
    QVERIFY2(seed, seed ? "" : qPrintable(seed.error().message));
    m_seed = *seed;
    QCOMPARE(m_seed.value(u"format"_s).toInt(), 1);
    QVERIFY(list(u"people"_s).size() >= 200 && list(u"songs"_s).size() >= 12 && list(u"stories"_s).size() >= 12);
    QVERIFY(list(u"lyrics"_s).size() >= 6 && list(u"translations"_s).size() >= 12 && list(u"song_lists"_s).size() >= 5);
}

void TestDemoVillage::idsAreUnique()
{
    QSet<QString> ids;
    for (const auto& name :
         {u"people"_s, u"songs"_s, u"stories"_s, u"comments"_s, u"lyrics"_s, u"translations"_s, u"song_lists"_s}) {
        for (const auto& entry : list(name)) {
            const auto id = entry.toObject().value(u"id"_s).toString();
            QVERIFY2(!QUuid::fromString(id).isNull() && !ids.contains(id), qPrintable(name + u' ' + id));
            ids << id;
        }
    }
}

void TestDemoVillage::peopleCanSignIn()
{
    static const QRegularExpression form(u"^[a-z0-9_-]{2,32}$"_s);
    QSet<QString> names;
    int passwords = 0;
    for (const auto& entry : list(u"people"_s)) {
        const auto person = entry.toObject();
        const auto name = person.value(u"name"_s).toString();
        QVERIFY2(form.match(name).hasMatch() && !names.contains(name), qPrintable(name));
        names << name;
        QVERIFY(!person.value(u"display_name"_s).toString().isEmpty());
        if (const auto password = person.value(u"password"_s).toString(); !password.isEmpty()) {
            QVERIFY(password.size() >= 12);
            ++passwords;
        }
    }
    QVERIFY(passwords >= 3 && passwords < 10);
}

void TestDemoVillage::referencesResolve_data()
{
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("required");
    const auto row = [](const char* in, const char* field, const char* to, bool required) {
        QTest::addRow("%s.%s", in, field)
            << QString::fromLatin1(in) << QString::fromLatin1(field) << QString::fromLatin1(to) << required;
    };
    row("songs", "created_by", "people", true);
    row("stories", "song_id", "songs", true);
    row("stories", "author_id", "people", true);
    row("stories", "translation_of", "stories", false);
    row("stories", "translator_id", "people", false);
    row("comments", "song_id", "songs", true);
    row("comments", "author_id", "people", true);
    row("comments", "parent_id", "comments", false);
    row("lyrics", "song_id", "songs", true);
    row("lyrics", "author_id", "people", true);
    row("translations", "lyrics_id", "lyrics", true);
    row("translations", "song_id", "songs", true);
    row("translations", "author_id", "people", true);
    row("song_lists", "owner_id", "people", true);
}

void TestDemoVillage::referencesResolve()
{
    QFETCH(QString, in);
    QFETCH(QString, field);
    QFETCH(QString, to);
    QFETCH(bool, required);
    const auto targets = byId(to);
    int used = 0;
    for (const auto& entry : list(in)) {
        const auto id = entry.toObject().value(field).toString();
        if (id.isEmpty() && !required) continue;
        QVERIFY2(targets.contains(id), qPrintable(id));
        ++used;
    }
    QVERIFY(used > 0);
    for (const auto& entry : list(u"song_lists"_s))
        for (const auto& song : entry.toObject().value(u"songs"_s).toArray())
            QVERIFY(byId(u"songs"_s).contains(song.toString()));
}

void TestDemoVillage::repliesAreOneLevelDeepAndYounger()
{
    const auto comments = byId(u"comments"_s);
    QSet<QString> seen;
    int replies = 0;
    for (const auto& entry : list(u"comments"_s)) {
        const auto comment = entry.toObject();
        seen << comment.value(u"id"_s).toString();
        const auto parentId = comment.value(u"parent_id"_s).toString();
        if (parentId.isEmpty()) continue;
        ++replies;
        const auto parent = comments.value(parentId);
        QVERIFY(seen.contains(parentId));
        QVERIFY(!parent.contains(u"parent_id"_s));
        QCOMPARE(parent.value(u"song_id"_s), comment.value(u"song_id"_s));
        QVERIFY2(comment.value(u"age_ms"_s).toInteger() < parent.value(u"age_ms"_s).toInteger(),
                 qPrintable(comment.value(u"text"_s).toString()));
    }
    QVERIFY(replies >= 80);
}

void TestDemoVillage::commentsAreManyAndVaried()
{
    const auto songs = byId(u"songs"_s);
    QSet<QString> texts, languages, authors;
    int timed = 0;
    for (const auto& entry : list(u"comments"_s)) {
        const auto comment = entry.toObject();
        texts << comment.value(u"text"_s).toString();
        languages << comment.value(u"lang"_s).toString();
        authors << comment.value(u"author_id"_s).toString();
        QVERIFY(comment.value(u"text"_s).toString().size() <= 2000);
        const auto age = comment.value(u"age_ms"_s).toInteger();
        QVERIFY(age > 0 && age < 366LL * 24 * 60 * 60 * 1000);
        if (!comment.contains(u"at_ms"_s)) continue;
        ++timed;
        QVERIFY(comment.value(u"at_ms"_s).toInteger() <
                songs.value(comment.value(u"song_id"_s).toString()).value(u"duration_ms"_s).toInteger());
    }
    QVERIFY(texts.size() >= 350);
    QCOMPARE(texts.size(), list(u"comments"_s).size()); // nobody says the same thing twice
    QVERIFY(languages.size() >= 9 && languages.contains(u"ar"_s) && languages.contains(u"he"_s) &&
            languages.contains(u"fa"_s));
    QVERIFY(authors.size() >= 45);
    QVERIFY2(timed >= 200, qPrintable(QString::number(timed)));
}

void TestDemoVillage::reactionsFitThePeople()
{
    const auto most = static_cast<int>(list(u"people"_s).size()) - 1;
    for (const auto& entry : list(u"comments"_s))
        for (const auto& kind : {u"likes"_s, u"hugs"_s})
            QVERIFY(entry.toObject().value(kind).toInt(-1) >= 0 && entry.toObject().value(kind).toInt() <= most);
    for (const auto& entry : list(u"stories"_s)) {
        const auto story = entry.toObject();
        QVERIFY(story.value(u"supports"_s).toInt() + story.value(u"disputes"_s).toInt() <= most &&
                story.value(u"loves"_s).toInt() <= most);
        QVERIFY((QStringList{u"artist_said"_s, u"press"_s, u"memory"_s, u"reading"_s}.contains(
            story.value(u"source_kind"_s).toString())));
        QVERIFY(!story.value(u"source_note"_s).toString().isEmpty() && story.value(u"text"_s).toString().size() > 80);
    }
}

void TestDemoVillage::lyricsAndTranslationsAreReadByTheirRooms()
{
    QHash<QString, lyrics::Document> documents;
    bool pronounced = false;
    for (const auto& entry : list(u"lyrics"_s)) {
        const auto json = entry.toObject();
        const auto document = lyrics::documentFromJson(json.value(u"document"_s).toObject());
        QVERIFY2(document, document ? "" : qPrintable(document.error().message));
        QVERIFY(lyrics::hasWordTiming(*document));
        const auto lang = json.value(u"lang"_s).toString();
        QCOMPARE(json.value(u"id"_s).toString(),
                 api::lyricsIdFor(SongId::fromString(json.value(u"song_id"_s).toString()), lang).toString());
        if (const auto* sound = lyrics::findLayer(*document, lyrics::LayerKind::Pronunciation)) {
            pronounced = true;
            for (const auto& line : document->lines)
                QCOMPARE(lyrics::textOf(*sound, line.id).split(u' ').size(), line.words.size());
        }
        documents.insert(json.value(u"id"_s).toString(), *document);
    }
    QVERIFY(pronounced);
    QSet<translation::UnitState> states;
    for (const auto& entry : list(u"translations"_s)) {
        const auto json = entry.toObject();
        const auto document = translation::translationFromJson(json.value(u"document"_s).toObject());
        QVERIFY2(document, document ? "" : qPrintable(document.error().message));
        QCOMPARE(json.value(u"id"_s).toString(), api::translationIdFor(document->lyrics, document->lang).toString());
        const auto& words = documents[document->lyrics.toString()];
        QCOMPARE(document->units.size(), words.lines.size());
        for (qsizetype i = 0; i < words.lines.size(); ++i) {
            QCOMPARE(document->units[i].line, words.lines[i].id);
            QVERIFY(document->units[i].state == translation::UnitState::Untranslated ||
                    document->units[i].sourceText == words.lines[i].text);
            states << document->units[i].state;
        }
    }
    QCOMPARE(states.size(), 4);
}

void TestDemoVillage::songsAreSpelledOtherwiseThanSomeFiles()
{
    QSet<QString> titles;
    for (const auto& entry : list(u"songs"_s))
        titles << entry.toObject().value(u"title"_s).toString();
    int otherwise = 0, unknown = 0;
    for (const auto& piece : m_pieces) {
        if (!piece.inVillage)
            ++unknown;
        else if (!titles.contains(piece.title))
            ++otherwise;
    }
    QCOMPARE(unknown, 1);
    QVERIFY(otherwise >= 3);
}

void TestDemoVillage::sameSeedTwice()
{
    QCOMPARE(villageJson(m_pieces, Length::Whole).value(), m_seed);
}

QTEST_GUILESS_MAIN(TestDemoVillage)
#include "tst_demo_village.moc"
