// What is typed while the disk refuses it stays in the window, and is kept when the disk takes it again.

#include "typing.h"

#include "panel_seed.h"
#include "sync/qt/draft_tables.h"
#include "translation/source_change.h"
#include "translation/units_json.h"
#include "ui/panel/parts/unkept.h"
#include "ui/panel/translation/draft_keeper.h"

#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestRefusedTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheNewestTextsAnswerCounts();
    void whatTheDiskRefusesIsTriedAgain();
    void aRefusalThatIsHeardLateChangesNothingNewer();
    void aRefusedReplyIsThereAgainHoweverQuicklyOneGoes();
    void whatIsTypedBesideADraftThatCouldNotBeReadLeavesItThere();
    void aRefusedCommentOutlivesTheNextSong();
    void aRefusedChangeOutlivesTheNextSong();
    void aRefusedTranslationOutlivesTheNextDraft();
    void aRefusedTranslationIsInTheEditorAgain();

private:
    [[nodiscard]] static QString keptDraft(PanelFixture& fixture, SongId of)
    {
        return awaited(fixture.village->talk().draft(of)).value().text;
    }
    static void refuse(PanelFixture& fixture, bool refuse)
    {
        QVERIFY(awaited(refuseDrafts(fixture, refuse)).has_value());
    }
    /// What is kept once the page was told to keep it, as when the window closes. What the disk said before may be
    /// heard only after that, so this is asked again.
    [[nodiscard]] static community::CommentDraft closing(CommentsPage& page, PanelFixture& fixture, SongId of)
    {
        page.flush();
        return awaited(fixture.village->talk().draft(of)).value();
    }
    /// A page whose song's draft is in the field, as a person would see it before they type.
    [[nodiscard]] std::unique_ptr<CommentsPage> pageWith(PanelFixture& fixture, const QString& draft) const
    {
        (void)awaited(fixture.village->talk().saveDraft({song, draft, {}, {}}));
        auto page = openComments(fixture, song);
        if (!test::comesTrue([&] { return textOf(*page) == draft; })) qFatal("the draft did not come");
        return page;
    }

    /// A translation editor's drafts, without the editor.
    struct Translating
    {
        explicit Translating(PanelFixture& fixture)
            : keeper(*fixture.village)
        {
        }
        /// What stands in the first line.
        QString open(const QString& lang)
        {
            QSignalSpy opened(&keeper, &DraftKeeper::opened);
            keeper.open(seed.song, seed.lyrics, 0, seed.words, lang);
            if (!test::comesTrue([&] { return !opened.isEmpty(); })) qFatal("the draft did not open");
            document = opened.first().first().value<translation::TranslationDocument>();
            return translation::findUnit(document, line.id)->text;
        }
        void write(const QString& text)
        {
            document = translation::withText(document, line.id, text, line.text);
            keeper.keep(document);
        }
        /// What the disk has of the first line.
        [[nodiscard]] QString kept(PanelFixture& fixture, const QString& lang) const
        {
            const auto draft = awaited(fixture.village->words().openDraft(seed.song, seed.lyrics, lang)).value();
            if (draft.document.isEmpty()) return {};
            return translation::findUnit(translation::translationFromJson(draft.document).value(), line.id)->text;
        }

        const PanelSeed seed = makePanelSeed();
        const lyrics::Line line = seed.words.lines.front();
        DraftKeeper keeper;
        translation::TranslationDocument document;
    };

    SystemClock clock;
    const SongId song = SongId::make(clock);
    const SongId next = SongId::make(clock);
};

void TestRefusedTexts::onlyTheNewestTextsAnswerCounts()
{
    Unkept<int, QString> unkept;
    const quint64 older = unkept.offer(1, u"a"_s);
    const quint64 newer = unkept.offer(1, u"ab"_s);
    QVERIFY(!unkept.answer(1, older, true));
    QCOMPARE(unkept.value(1), u"ab"_s);
    QVERIFY(unkept.answer(1, newer, false));
    QVERIFY(!unkept.answer(1, older, false));
    QCOMPARE(unkept.refused().size(), 1);
    QVERIFY(unkept.answer(1, unkept.offer(1, u"ab"_s), true));
    QVERIFY(!unkept.value(1));
    QVERIFY2(!unkept.answer(1, older, false) && unkept.refused().isEmpty(), "an older text came back");
    const quint64 shown = unkept.offer(1, u"abc"_s);
    QCOMPARE(unkept.take(1), u"abc"_s);
    QVERIFY(!unkept.answer(1, shown, false));
}

void TestRefusedTexts::whatTheDiskRefusesIsTriedAgain()
{
    QuietProfile profile;
    {
        const auto fixture = profile.open();
        const auto page = openComments(*fixture, song);
        QTRY_VERIFY(page->composer().isEnabled());
        refuse(*fixture, true);
        write(*page, u"half a thought"_s);
        page->setSong(next, true); // what is not on the disk is not in the field either by now
        write(*page, u"another"_s);
        page->flush();
        QVERIFY(awaited(fixture->village->talk().draft(next)).value().text.isEmpty());
        refuse(*fixture, false);
        QTRY_COMPARE(closing(*page, *fixture, song).text, u"half a thought"_s);
        QTRY_COMPARE(closing(*page, *fixture, next).text, u"another"_s);
    }
    const auto fixture = profile.open();
    const auto page = openComments(*fixture, next);
    QTRY_COMPARE(textOf(*page), u"another"_s);
}

void TestRefusedTexts::aRefusalThatIsHeardLateChangesNothingNewer()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const auto page = pageWith(*fixture, u"begun"_s);
    refuse(*fixture, true);
    {
        const SlowDisk slow(*fixture);
        write(*page, u" a"_s);
        page->setSong(next, true); // this is refused,
        const auto healed = refuseDrafts(*fixture, false);
        page->setSong(song, true);
        QCOMPARE(textOf(*page), u"begun a"_s); // wherever it is by now, it is in sight
        write(*page, u"nd b"_s);
        page->setSong(next, true); // and this is not
    }
    QTRY_COMPARE(keptDraft(*fixture, song), u"begun and b"_s);
    page->flush();
    QCOMPARE(keptDraft(*fixture, song), u"begun and b"_s);
    page->setSong(song, true);
    QTRY_COMPARE(textOf(*page), u"begun and b"_s);
}

void TestRefusedTexts::aRefusedReplyIsThereAgainHoweverQuicklyOneGoes()
{
    QuietProfile profile;
    const auto parent = CommentId::make(clock);
    const auto fixture = profile.open();
    const auto page = pageWith(*fixture, {});
    refuse(*fixture, true);
    page->composer().replyTo(parent, u"Nao"_s);
    write(*page, u"half a thought"_s);
    page->setSong(next, true);
    page->composer().pin(12'000);
    write(*page, u"right here"_s);
    page->setSong({}, false);
    page->flush();
    QVERIFY(keptDraft(*fixture, song).isEmpty());
    {
        const SlowDisk slow(*fixture);
        page->setSong(song, true);
        page->setSong(next, true); // before the disk could say anything of either
        page->setSong({}, false);
    }
    page->setSong(song, true);
    QTRY_COMPARE(textOf(*page), u"half a thought"_s);
    QCOMPARE(page->composer().draft().parentId, parent);
    page->setSong(next, true);
    QTRY_COMPARE(textOf(*page), u"right here"_s);
    QCOMPARE(page->composer().draft().atMs, 12'000);
    refuse(*fixture, false);
    QTRY_COMPARE(closing(*page, *fixture, song), (community::CommentDraft{song, u"half a thought"_s, parent, {}}));
    QTRY_COMPARE(closing(*page, *fixture, next), (community::CommentDraft{next, u"right here"_s, {}, 12'000}));
}

void TestRefusedTexts::whatIsTypedBesideADraftThatCouldNotBeReadLeavesItThere()
{
    QuietProfile profile;
    profile.change([&](store::Database& db) {
        sync::Draft draft{
            sync::draft_kind::comment, song.toString(), song, {}, {}, 0, 0, {{u"text"_s, u"begun"_s}}, {}, 1};
        draft.account = profile.account;
        sync::outbox::saveDraft(db, draft);
        draft.kind = sync::asideKind(sync::draft_kind::comment);
        draft.id = u"stuck"_s;
        draft.body[u"text"_s] = u"sent once"_s;
        sync::outbox::saveDraft(db, draft);
        db.execute("CREATE TRIGGER stuck BEFORE DELETE ON draft WHEN old.id = 'stuck' BEGIN SELECT RAISE(ABORT, "
                   "'disk error'); END");
    });
    const auto fixture = profile.open();
    const auto page = openComments(*fixture, song);
    QTRY_VERIFY2(fixture->notice->isVisibleTo(fixture->host.get()), "nothing was said of it");
    write(*page, u"new"_s);
    page->flush();
    const auto healed = fixture->outbox->writer().post([](store::Database& db) -> Result<void> {
        db.execute("DROP TRIGGER stuck");
        return {};
    });
    write(*page, u" thought"_s);
    page->flush();
    QTRY_VERIFY2(textOf(*page).contains(u"begun"_s), qPrintable(textOf(*page)));
    QVERIFY(textOf(*page).contains(u"sent once"_s) && textOf(*page).contains(u"new thought"_s));
    QTRY_COMPARE(keptDraft(*fixture, song), textOf(*page));
}

void TestRefusedTexts::aRefusedCommentOutlivesTheNextSong()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const auto page = pageWith(*fixture, {});
    refuse(*fixture, true); // of its draft, and so of the comment too
    {
        const SlowDisk slow(*fixture);
        write(*page, u"Said so"_s, true);
        page->setSong(next, true);
    }
    page->setSong(song, true);
    QTRY_COMPARE(textOf(*page), u"Said so"_s);
    QTRY_VERIFY(fixture->notice->isVisibleTo(fixture->host.get()));
    QCOMPARE(textOf(*page), u"Said so"_s);
    page->setSong(next, true);
    refuse(*fixture, false);
    QTRY_COMPARE(closing(*page, *fixture, song).text, u"Said so"_s);
}

void TestRefusedTexts::aRefusedChangeOutlivesTheNextSong()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    const auto comment = CommentId::make(clock);
    const auto page = pageWith(*fixture, {});
    refuse(*fixture, true);
    page->composer().editComment(comment, u"As it was"_s);
    write(*page, u", but better"_s);
    page->setSong(next, true);
    page->flush();
    QVERIFY(awaited(fixture->village->talk().edits(song)).value().empty());
    page->setSong(song, true);
    QTRY_COMPARE(page->composer().editing(), comment);
    QCOMPARE(textOf(*page), u"As it was, but better"_s);
    page->setSong(next, true);
    refuse(*fixture, false);
    const auto kept = [&] {
        page->flush();
        return awaited(fixture->village->talk().edits(song)).value();
    };
    QTRY_COMPARE(kept(), (std::vector<community::CommentEdit>{{song, comment, u"As it was, but better"_s}}));
}

void TestRefusedTexts::aRefusedTranslationOutlivesTheNextDraft()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    Translating translating(*fixture);
    QCOMPARE(translating.open(u"en"_s), QString());
    translating.write(u"The harbour"_s);
    translating.keeper.flush();
    QTRY_COMPARE(translating.kept(*fixture, u"en"_s), u"The harbour"_s);
    refuse(*fixture, true);
    translating.write(u"The harbour lights"_s);
    QSignalSpy failed(&translating.keeper, &DraftKeeper::failed);
    QCOMPARE(translating.open(u"fr"_s), QString());
    translating.write(u"Les lumières"_s);
    translating.keeper.close();
    QTRY_VERIFY(failed.size() >= 2);
    QCOMPARE(translating.kept(*fixture, u"en"_s), u"The harbour"_s);
    refuse(*fixture, false);
    translating.keeper.flush(); // as when the window closes
    QCOMPARE(translating.kept(*fixture, u"en"_s), u"The harbour lights"_s);
    QCOMPARE(translating.kept(*fixture, u"fr"_s), u"Les lumières"_s);
}

void TestRefusedTexts::aRefusedTranslationIsInTheEditorAgain()
{
    QuietProfile profile;
    const auto fixture = profile.open();
    Translating translating(*fixture);
    (void)translating.open(u"en"_s);
    refuse(*fixture, true);
    translating.write(u"The harbour lights"_s);
    (void)translating.open(u"fr"_s);
    QSignalSpy saved(&translating.keeper, &DraftKeeper::saved);
    QCOMPARE(translating.open(u"en"_s), u"The harbour lights"_s);
    QVERIFY2(saved.isEmpty(), "it is not");
    refuse(*fixture, false);
    QTRY_VERIFY(!saved.isEmpty()); // by itself
    QCOMPARE(translating.kept(*fixture, u"en"_s), u"The harbour lights"_s);
}

QTEST_MAIN(TestRefusedTexts)
#include "tst_refused_texts.moc"
