// Nothing that is typed is ever lost: over real stores and the real engine, at every commit of outbox.db.

#include "house.h"

#include "sync/qt/draft_tables.h"
#include "translation/units_json.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::community;
using namespace Qt::StringLiterals;

namespace {

/// Has outbox.db write down each text that leaves the drafts while neither an operation nor another draft has it.
void watchForLosses(House& house)
{
    const auto done = house.outbox->writer().run([](store::Database& db) -> Result<void> {
        db.execute(
            "CREATE TABLE lost (text TEXT);"
            "CREATE TRIGGER draft_left AFTER DELETE ON draft"
            " WHEN NOT EXISTS (SELECT 1 FROM operation WHERE instr(args, trim(json_extract(old.body, '$.text'))))"
            " AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(body, trim(json_extract(old.body, '$.text')))) "
            "BEGIN INSERT INTO lost VALUES (json_extract(old.body, '$.text')); END;");
        return {};
    });
    QVERIFY(done.has_value());
}

QStringList column(House& house, const QByteArray& sql)
{
    return house.outbox->readers()
        .run([sql](store::Database& db) -> Result<QStringList> {
            QStringList found;
            auto row = db.prepare(sql.toStdString());
            while (row.step())
                found << row.text(0);
            return found;
        })
        .value();
}

QStringList lost(House& house)
{
    return column(house, "SELECT text FROM lost");
}

QStringList draftsLeft(House& house)
{
    return column(house, "SELECT body FROM draft");
}

} // namespace

class TestDrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPostedTextIsOnTheDiskAtEveryCommit();
    void whatDidNotReachTheOutboxIsADraftAgain();
    void aChangeIsKeptUntilTheOutboxHasIt();
    void aCorrectionKeepsSourceAndLicence();
    void typedBeforeTheDraftWasKnown();
    void bothDraftsOfARenamedSongAreKept();
    void bothTranslationsOfARenamedSongAreKept();

private:
    static SongId localSong(House& house)
    {
        TrackQuery query;
        query.title = u"Night Rain"_s;
        query.artist = u"The Quiet Municipal"_s;
        return House::awaited(house.village->songs().match(query)).value().song;
    }
    static void rename(House& house, SongId from, SongId to)
    {
        QVERIFY(House::awaited(house.engine->act(sync::event::SongFound{from, to})).has_value());
    }
};

void TestDrafts::aPostedTextIsOnTheDiskAtEveryCommit()
{
    House house;
    watchForLosses(house);
    auto& talk = house.village->talk();
    QVERIFY(House::awaited(talk.saveDraft({house.song, u"Playing this on a ferry "_s, {}, 700})));
    QVERIFY(House::awaited(talk.post({house.song, u"Playing this on a ferry "_s, {}, {}, 700, {}})));
    QCOMPARE(lost(house), QStringList());
    QCOMPARE(draftsLeft(house), QStringList());
    const auto items = House::awaited(house.village->outbox().items()).value();
    QCOMPARE(items.size(), size_t(1));
    QCOMPARE(items.front().text, u"Playing this on a ferry"_s);
}

void TestDrafts::whatDidNotReachTheOutboxIsADraftAgain()
{
    House house;
    auto& talk = house.village->talk();
    QVERIFY(House::awaited(talk.saveDraft({house.song, u"First of all"_s, {}, 700})));
    (void)talk.post({house.song, u"First of all"_s, {}, {}, 700, {}});
    (void)talk.saveDraft({house.song, u"and then"_s, {}, {}}); // typed on
    house.restart();
    const auto items = House::awaited(house.village->outbox().items()).value();
    QCOMPARE(items.size(), size_t(0));
    const auto draft = House::awaited(house.village->talk().draft(house.song)).value();
    QCOMPARE(draft.text, u"First of all\nand then"_s);
    QCOMPARE(draft.atMs, std::optional<qint64>(700));
    // It is one draft now, and sent as one.
    QVERIFY(House::awaited(house.village->talk().post({house.song, draft.text, {}, {}, {}, {}})));
    QCOMPARE(draftsLeft(house), QStringList());
}

void TestDrafts::aChangeIsKeptUntilTheOutboxHasIt()
{
    House house;
    const auto comment = CommentId::make(house.clock);
    house.fetched(comment.toString(), 0, 100);
    watchForLosses(house);
    auto& talk = house.village->talk();
    QVERIFY(House::awaited(talk.saveEdit({house.song, comment, u"Said better "_s})));
    house.restart();
    const auto kept = House::awaited(house.village->talk().edits(house.song)).value();
    QCOMPARE(kept, (std::vector<CommentEdit>{{house.song, comment, u"Said better "_s}}));

    QVERIFY(House::awaited(house.village->talk().edit(house.song, comment, u"Said better "_s)));
    QCOMPARE(lost(house), QStringList());
    QCOMPARE(draftsLeft(house), QStringList());

    // What was typed on while it was sent is another change, and stays.
    QVERIFY(House::awaited(house.village->talk().saveEdit({house.song, comment, u"Said better, and more"_s})));
    QVERIFY(House::awaited(house.village->talk().edit(house.song, comment, u"Said well"_s)));
    QCOMPARE(House::awaited(house.village->talk().edits(house.song)).value().size(), size_t(1));
}

void TestDrafts::aCorrectionKeepsSourceAndLicence()
{
    House house;
    auto& words = house.village->words();
    const QJsonObject first{{u"lines"_s, u"as they were sung"_s}};
    const QJsonObject second{{u"lines"_s, u"as they are sung"_s}};
    QVERIFY(House::awaited(words.putLyrics(house.song, u"en"_s, first, u"the booklet"_s, u"CC BY-SA 4.0"_s)));
    const LyricsDraft draft{house.song, u"as they are sung"_s, u"en"_s, 1, first};
    QVERIFY(House::awaited(words.putLyrics(draft, u"en"_s, second)));
    const auto last = " FROM operation WHERE kind = 'lyrics.put' ORDER BY rowid DESC LIMIT 1";
    const auto field = [&](const char* name) {
        return column(house, QByteArray("SELECT json_extract(args, '$.") + name + "')" + last);
    };
    QCOMPARE(field("document.lines"), QStringList(u"as they are sung"_s));
    QCOMPARE(field("source"), QStringList(u"the booklet"_s));
    QCOMPARE(field("licence"), QStringList(u"CC BY-SA 4.0"_s));
}

void TestDrafts::typedBeforeTheDraftWasKnown()
{
    House house;
    auto& talk = house.village->talk();
    QVERIFY(House::awaited(talk.saveDraft({house.song, u"kept"_s, {}, {}})));
    QVERIFY(House::awaited(talk.addDraft({house.song, u"ty"_s, {}, {}})));
    QVERIFY(House::awaited(talk.addDraft({house.song, u"typed"_s, {}, {}})));
    QCOMPARE(House::awaited(talk.draft(house.song)).value().text, u"typed\nkept"_s);
    QVERIFY(House::awaited(talk.addDraft({house.song, u"again"_s, {}, {}})));
    QVERIFY(House::awaited(talk.saveDraft({house.song, u"all of it"_s, {}, {}})));
    QCOMPARE(House::awaited(talk.draft(house.song)).value().text, u"all of it"_s);
}

void TestDrafts::bothDraftsOfARenamedSongAreKept()
{
    House house;
    const auto from = localSong(house);
    const auto to = SongId::make(house.clock);
    auto& talk = house.village->talk();
    QVERIFY(House::awaited(talk.saveDraft({to, u"from another computer's file"_s, {}, {}})));
    QVERIFY(House::awaited(talk.saveDraft({from, u"half a th"_s, {}, 700})));
    const auto comment = CommentId::make(house.clock);
    QVERIFY(House::awaited(talk.saveEdit({from, comment, u"changed"_s})));
    rename(house, from, to);
    QCOMPARE(house.village->songs().current(from), to);
    // The editor has not heard of it yet: what it saves is the same draft, further on.
    QVERIFY(House::awaited(talk.saveDraft({from, u"half a thought"_s, {}, 700})));
    QCOMPARE(House::awaited(talk.draft(to)).value().text, u"half a thought\nfrom another computer's file"_s);
    QCOMPARE(draftsLeft(house).size(), 2);
    QCOMPARE(House::awaited(talk.edits(to)).value().size(), size_t(1));
    // So is what it posts.
    QVERIFY(House::awaited(talk.saveDraft({from, u"a whole one"_s, {}, {}})));
    QVERIFY(House::awaited(talk.post({from, u"a whole one"_s, {}, {}, {}, {}})));
    QCOMPARE(House::awaited(talk.draft(to)).value().text, u"half a thought\nfrom another computer's file"_s);
    const auto items = House::awaited(house.village->outbox().items()).value();
    QCOMPARE(items.front().songId, to);
}

void TestDrafts::bothTranslationsOfARenamedSongAreKept()
{
    House house;
    const auto from = localSong(house);
    const auto to = SongId::make(house.clock);
    const std::array lines{LineId::make(house.clock), LineId::make(house.clock), LineId::make(house.clock)};
    auto& words = house.village->words();
    const auto save = [&](SongId song, const QStringList& texts) {
        TranslationDraft draft;
        draft.songId = song;
        draft.lyricsId = api::lyricsIdFor(song, u"ja"_s);
        draft.lang = u"en"_s;
        draft.id = api::translationIdFor(draft.lyricsId, draft.lang);
        translation::TranslationDocument document{draft.lang, draft.lyricsId, 1, {}};
        for (size_t i = 0; i < lines.size(); ++i) {
            const auto& text = texts.at(qsizetype(i));
            using enum translation::UnitState;
            document.units.append({lines.at(i), u"source"_s, text, text.isEmpty() ? Untranslated : Translated});
        }
        draft.document = translation::toJson(document);
        QVERIFY(House::awaited(words.saveDraft(draft)).has_value());
    };
    save(to, {u"Night rain"_s, u"Harbour lights"_s, {}});
    save(from, {u"Rain at night"_s, {}, {}});
    rename(house, from, to);
    save(from, {u"Rain at night"_s, {}, u"Goodbye"_s});
    const auto opened = House::awaited(words.openDraft(to, api::lyricsIdFor(to, u"ja"_s), u"en"_s)).value();
    const auto document = translation::translationFromJson(opened.document).value();
    QCOMPARE(document.lyrics, api::lyricsIdFor(to, u"ja"_s));
    QCOMPARE(document.units.at(0).text, u"Rain at night\nNight rain"_s);
    QCOMPARE(document.units.at(0).state, translation::UnitState::NeedsWork);
    QCOMPARE(document.units.at(1).text, u"Harbour lights"_s);
    QCOMPARE(document.units.at(2).text, u"Goodbye"_s);
    QCOMPARE(draftsLeft(house).size(), 1);
}

QTEST_GUILESS_MAIN(TestDrafts)
#include "tst_drafts.moc"
