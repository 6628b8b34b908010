// A draft belongs to the account that wrote it; what is written while nobody is signed in is the next account's. What
// waits to be sent says for whom.

#include "house.h"

#include "sync/qt/draft_tables.h"
#include "sync/qt/outbox_tables.h"
#include "translation/units_json.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::community;
using namespace Qt::StringLiterals;

namespace {

/// A house that several people use, one after another. The program ends between them.
struct SharedHouse : House
{
    /// Signed in as this person, who is new the first time.
    void enter(const QString& name, const QString& server = u"http://127.0.0.1:1"_s)
    {
        if (!m_people.contains(name)) {
            m_people.insert(
                name,
                {AccountId::make(clock), QUrl(server), u"Lantern Bay"_s, {UserId::make(clock), name, name}, true, 0});
        }
        auto& person = m_people[name];
        person.usedAt = ++m_signIns;
        change([person](store::Database& db) { sync::outbox::useAccount(db, person); });
    }
    void leave() { change(sync::outbox::leaveAccount); }
    bool change(const std::function<void(store::Database&)>& how)
    {
        const auto done = outbox->writer().run([&how](store::Database& db) -> Result<void> {
            how(db);
            return {};
        });
        restart();
        return done.has_value();
    }

    void write(const QString& text, DraftOwner owner = {})
    {
        QVERIFY(awaited(village->talk().saveDraft({song, text, {}, {}, owner})));
    }
    [[nodiscard]] CommentDraft draft() { return awaited(village->talk().draft(song)).value(); }
    [[nodiscard]] size_t waiting() { return awaited(village->outbox().items()).value().size(); }

    [[nodiscard]] TranslationDraft translation()
    {
        const auto lyrics = api::lyricsIdFor(song, u"ja"_s);
        return awaited(village->words().openDraft(song, lyrics, u"en"_s)).value();
    }
    /// The first line of the translation, as its one unit.
    [[nodiscard]] QString translated()
    {
        const auto draft = translation();
        if (draft.document.isEmpty()) return {};
        return translation::translationFromJson(draft.document).value().units.front().text;
    }
    void translate(const QString& text)
    {
        auto draft = translation();
        translation::TranslationDocument document{u"en"_s, draft.lyricsId, 1, {}};
        document.units.append({m_line, u"source"_s, text, translation::UnitState::Translated});
        draft.document = translation::toJson(document);
        QVERIFY(awaited(village->words().saveDraft(draft)).has_value());
    }
    /// What these lines say, in the words of a translation; all of them were published as `published`.
    void translateOver(const QStringList& published, const QStringList& texts)
    {
        auto draft = translation();
        draft.baseRev = 1;
        draft.baseDocument = linesOf(published, draft.lyricsId);
        draft.document = linesOf(texts, draft.lyricsId);
        QVERIFY(awaited(village->words().saveDraft(draft)).has_value());
    }
    [[nodiscard]] QList<translation::Unit> units()
    {
        return translation::translationFromJson(translation().document).value().units;
    }
    [[nodiscard]] LyricsDraft lyrics() { return awaited(village->words().lyricsDraft(song)).value(); }

private:
    [[nodiscard]] QJsonObject linesOf(const QStringList& texts, LyricsId lyrics)
    {
        translation::TranslationDocument document{u"en"_s, lyrics, 1, {}};
        while (m_lines.size() < texts.size())
            m_lines.append(LineId::make(clock));
        for (qsizetype i = 0; i < texts.size(); ++i)
            document.units.append(
                {m_lines[i], u"source"_s, texts[i],
                 texts[i].isEmpty() ? translation::UnitState::Untranslated : translation::UnitState::Translated});
        return translation::toJson(document);
    }

    const LineId m_line = LineId::make(clock);
    QList<LineId> m_lines;
    QHash<QString, sync::AccountRecord> m_people;
    qint64 m_signIns = 1;
};

} // namespace

class TestDraftAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodySeesTheirOwn();
    void whatIsNobodysIsTheNextAccounts();
    void whatIsNobodysStandsBesideOnesOwn();
    void twoHandsOnPublishedLines();
    void adoptedTwiceBothAreThere();
    void whatIsNobodysFindsTheNextCommunitysSong();
    void whatComesLateFromNobodyIsAdoptedToo();
    void aTextThatIsSentLeavesItsAuthorsDraftsOnly();
    void nothingIsWrittenInTheNameOfWhoLeft();
    void whatIsSentAgainAfterSigningInIsNoDraft();
    void aSignInThatTheDiskRefusesTakesNothing();
    void whatWaitsSaysForWhom();
};

void TestDraftAccounts::everybodySeesTheirOwn()
{
    SharedHouse house;
    house.enter(u"anna"_s);
    house.write(u"by anna"_s);
    house.translate(u"Anna's rain"_s);
    QVERIFY(House::awaited(house.village->words().saveLyricsDraft({house.song, u"Anna's words"_s, {}, 0, {}})));
    const auto comment = CommentId::make(house.clock);
    QVERIFY(House::awaited(house.village->talk().saveEdit({house.song, comment, u"changed by anna"_s})));

    house.enter(u"berta"_s);
    QCOMPARE(house.draft().text, QString());
    QCOMPARE(house.translated(), QString());
    QCOMPARE(house.lyrics().text, QString());
    QVERIFY(House::awaited(house.village->talk().edits(house.song)).value().empty());
    house.write(u"by berta"_s);
    house.translate(u"Berta's rain"_s);

    house.leave();
    QCOMPARE(house.draft().text, QString());
    QCOMPARE(house.translated(), QString());

    house.enter(u"anna"_s);
    QCOMPARE(house.draft().text, u"by anna"_s);
    QVERIFY(!house.draft().owner.adopted);
    QCOMPARE(house.translated(), u"Anna's rain"_s);
    QCOMPARE(house.lyrics().text, u"Anna's words"_s);
    QCOMPARE(House::awaited(house.village->talk().edits(house.song)).value().front().text, u"changed by anna"_s);
    house.enter(u"berta"_s);
    QCOMPARE(house.draft().text, u"by berta"_s);
    QCOMPARE(house.translated(), u"Berta's rain"_s);
}

void TestDraftAccounts::whatIsNobodysIsTheNextAccounts()
{
    SharedHouse house;
    house.enter(u"anna"_s);
    house.leave();
    house.write(u"half a thought"_s);
    house.translate(u"Rain"_s);
    QVERIFY(House::awaited(house.village->words().saveLyricsDraft({house.song, u"It rains"_s, {}, 0, {}})));
    QCOMPARE(house.draft().text, u"half a thought"_s); // also after a restart

    house.enter(u"berta"_s);
    QCOMPARE(house.draft().text, u"half a thought"_s);
    QVERIFY(house.draft().owner.adopted);
    QCOMPARE(house.translated(), u"Rain"_s);
    QVERIFY(house.translation().owner.adopted);
    QCOMPARE(house.lyrics().text, u"It rains"_s);
    QVERIFY(house.lyrics().owner.adopted);
    house.write(u"half a thought, and the rest"_s);
    QVERIFY(!house.draft().owner.adopted); // it is written on: there is nothing to tell any more

    house.leave();
    QCOMPARE(house.draft().text, QString());
    house.enter(u"anna"_s);
    QCOMPARE(house.draft().text, QString());
    QCOMPARE(house.lyrics().text, QString());
}

void TestDraftAccounts::whatIsNobodysStandsBesideOnesOwn()
{
    SharedHouse house;
    house.enter(u"anna"_s);
    house.write(u"by anna"_s);
    house.translate(u"Anna's rain"_s);
    house.leave();
    house.write(u"by nobody"_s);
    house.translate(u"Rain"_s);
    house.enter(u"anna"_s);
    QCOMPARE(house.draft().text, u"by nobody\nby anna"_s);
    QVERIFY(house.draft().owner.adopted);
    QCOMPARE(house.translated(), u"Rain\nAnna's rain"_s);
}

/// A line that only one of them changed is as they changed it; of one that both did, both are there.
void TestDraftAccounts::twoHandsOnPublishedLines()
{
    const QStringList published{u"Rain"_s, u"Wind"_s, u"Snow"_s, u"Hail"_s, u"Sun"_s};
    SharedHouse house;
    house.enter(u"anna"_s);
    house.translateOver(published, {u"Rain, Anna"_s, u"Wind"_s, u"Snow"_s, u"Anna's"_s, QString()});
    house.leave();
    house.translateOver(published, {u"Rain"_s, u"Wind, nobody"_s, u"Snow"_s, u"nobody's"_s, u"Sun"_s});
    house.enter(u"anna"_s);
    const auto units = house.units();
    QStringList texts;
    for (const auto& unit : units)
        texts << unit.text;
    QCOMPARE(texts, QStringList({u"Rain, Anna"_s, u"Wind, nobody"_s, u"Snow"_s, u"nobody's\nAnna's"_s, QString()}));
    QCOMPARE(units[1].state, translation::UnitState::Translated);
    QCOMPARE(units[3].state, translation::UnitState::NeedsWork);
}

void TestDraftAccounts::adoptedTwiceBothAreThere()
{
    SharedHouse house;
    for (const auto& text : {u"one"_s, u"two"_s}) {
        house.leave();
        house.write(text);
        house.enter(u"anna"_s); // and does not look at this song
    }
    QCOMPARE(house.draft().text, u"one\ntwo"_s);
}

/// The community before knew the song by another id, which means nothing to the next one.
void TestDraftAccounts::whatIsNobodysFindsTheNextCommunitysSong()
{
    SharedHouse house;
    const auto theirs = SongId::make(house.clock);
    house.enter(u"anna"_s);
    QVERIFY(house.change([&house, theirs](store::Database& db) {
        sync::LocalSong local;
        local.id = house.song;
        local.title = u"Rain"_s;
        sync::outbox::addLocalSong(db, local);
        sync::outbox::renameSong(db, house.song, theirs);
    }));
    house.write(u"by anna"_s);
    house.leave();
    house.write(u"by nobody"_s);
    house.translate(u"Rain"_s);
    QVERIFY(House::awaited(house.village->words().saveLyricsDraft({house.song, u"It rains"_s, {}, 0, {}})));
    house.enter(u"berta"_s, u"http://127.0.0.1:2"_s);
    QCOMPARE(house.draft().text, u"by nobody"_s);
    QCOMPARE(house.translated(), u"Rain"_s);
    QCOMPARE(house.lyrics().text, u"It rains"_s);
}

/// A field that has not heard yet that somebody signed in offers what was typed since then.
void TestDraftAccounts::whatComesLateFromNobodyIsAdoptedToo()
{
    SharedHouse house;
    house.enter(u"anna"_s);
    house.write(u"by anna"_s);
    house.leave();
    house.write(u"half a th"_s);
    house.enter(u"anna"_s);
    house.write(u"half a thought"_s, {AccountId()});
    QCOMPARE(house.draft().text, u"half a thought\nby anna"_s);
    QVERIFY(House::awaited(house.village->talk().addDraft({house.song, u"early"_s, {}, {}, {AccountId()}})));
    QVERIFY(house.draft().text.contains(u"early"_s));
    // What comes late from somebody is theirs.
    const auto anna = house.village->account().writer();
    house.enter(u"berta"_s);
    house.write(u"typed by anna"_s, {anna});
    QCOMPARE(house.draft().text, QString());
    house.enter(u"anna"_s);
    QCOMPARE(house.draft().text, u"typed by anna"_s);
}

void TestDraftAccounts::aTextThatIsSentLeavesItsAuthorsDraftsOnly()
{
    SharedHouse house;
    house.enter(u"anna"_s);
    house.write(u"the same"_s);
    house.translate(u"Rain"_s);
    house.enter(u"berta"_s);
    house.write(u"the same"_s);
    house.translate(u"Rain"_s);
    QVERIFY(House::awaited(house.village->talk().post({house.song, u"the same"_s, {}, {}, {}, {}})));
    QVERIFY(House::awaited(house.village->words().publish(house.translation())));
    QCOMPARE(house.draft().text, QString());
    house.enter(u"anna"_s);
    QCOMPARE(house.draft().text, u"the same"_s);
    QVERIFY(house.translation().baseDocument.isEmpty());
    QCOMPARE(house.translated(), u"Rain"_s);
}

void TestDraftAccounts::nothingIsWrittenInTheNameOfWhoLeft()
{
    SharedHouse house;
    house.enter(u"anna"_s);
    house.leave();
    const auto posted = House::awaited(house.village->talk().post({house.song, u"whose is it"_s, {}, {}, {}, {}}));
    QVERIFY(!posted);
    QCOMPARE(posted.error().code, ErrorCode::Unauthorised);
    QCOMPARE(house.waiting(), size_t(0));
    house.enter(u"berta"_s);
    QCOMPARE(house.draft().text, u"whose is it"_s);
}

/// As by the command line, which says "Sign in first" and is told the same words again.
void TestDraftAccounts::whatIsSentAgainAfterSigningInIsNoDraft()
{
    SharedHouse house;
    house.enter(u"anna"_s);
    house.leave();
    for (const auto& text : {u"once"_s, u"another thought"_s})
        QVERIFY(!House::awaited(house.village->talk().post({house.song, text, {}, {}, {}, {}})));
    house.enter(u"anna"_s);
    QVERIFY(House::awaited(house.village->talk().post({house.song, u"once"_s, {}, {}, {}, {}})));
    QCOMPARE(house.draft().text, u"another thought"_s);
}

/// The account in use and the drafts that it takes up change together.
void TestDraftAccounts::aSignInThatTheDiskRefusesTakesNothing()
{
    SharedHouse house;
    house.enter(u"anna"_s);
    house.leave();
    house.write(u"by nobody"_s);
    house.translate(u"Rain"_s);
    QVERIFY(house.change([](store::Database& db) {
        db.execute("CREATE TRIGGER full BEFORE INSERT ON draft WHEN NEW.kind LIKE 'translation%' "
                   "BEGIN SELECT RAISE(ABORT, 'full'); END");
    }));
    house.enter(u"berta"_s);
    QVERIFY(house.village->account().writer().isNull());
    QCOMPARE(house.draft().text, u"by nobody"_s);
    QCOMPARE(house.translated(), u"Rain"_s);
    QVERIFY(house.change([](store::Database& db) { db.execute("DROP TRIGGER full"); }));
    house.enter(u"berta"_s);
    QCOMPARE(house.draft().text, u"by nobody"_s);
    QCOMPARE(house.translated(), u"Rain"_s);
}

void TestDraftAccounts::whatWaitsSaysForWhom()
{
    SharedHouse house;
    house.enter(u"anna"_s);
    QVERIFY(House::awaited(house.village->talk().post({house.song, u"by anna"_s, {}, {}, {}, {}})));
    const auto item = [&house] { return House::awaited(house.village->outbox().items()).value().front(); };
    QCOMPARE(item().waitsFor, QString());
    QCOMPARE(item().problem, QString());
    house.leave();
    QCOMPARE(item().waitsFor, u"anna"_s);
    house.enter(u"berta"_s);
    QCOMPARE(item().waitsFor, u"anna"_s);
    QCOMPARE(item().problem, u"Waits until anna signs in"_s);
    QCOMPARE(item().state, SendState::Waiting);
    house.enter(u"anna"_s);
    QCOMPARE(item().problem, QString());
    // The same person's account in another community is another one.
    QVERIFY(house.change([&house](store::Database& db) {
        const sync::AccountRecord other{
            AccountId::make(house.clock), QUrl(u"http://127.0.0.1:2"_s), u"Other Bay"_s, house.me, true, 99};
        sync::outbox::useAccount(db, other);
    }));
    QCOMPARE(item().problem, u"Waits until anna signs in to Lantern Bay"_s);
}

QTEST_GUILESS_MAIN(TestDraftAccounts)
#include "tst_draft_accounts.moc"
