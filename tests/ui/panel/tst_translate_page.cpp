#include "panel_seed.h"
#include "village_fixture.h"

#include "translation/units_json.h"
#include "ui/panel/parts/song_words.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/translate_page.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/panel/translation/unit_editor.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestTranslatePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        seed = makePanelSeed();
        server = std::make_unique<ServerProcess>(writeSeed(seed, folder.path()));
        QVERIFY(server->start());
    }
    void cleanupTestCase() { server.reset(); }

    void draftIsKeptAndPublished();
    void misspelledWordsAreMarkedAndMended();
    void checksAreShownAndGoneThrough();

private:
    struct Open
    {
        std::unique_ptr<SongWords> words;
        std::unique_ptr<TranslatePage> page;
    };
    Open openPage(PanelFixture& fixture)
    {
        Open open;
        open.words = std::make_unique<SongWords>(*fixture.village);
        fixture.settings.setValue(u"translate/language"_s, u"en"_s);
        open.page = std::make_unique<TranslatePage>(fixture.context(), *open.words);
        open.page->resize(720, 740);
        open.page->show();
        fixture.village->songs().open(seed.song);
        open.words->setSong(seed.song);
        return open;
    }

    QTemporaryDir folder;
    PanelSeed seed;
    std::unique_ptr<ServerProcess> server;
};

void TestTranslatePage::draftIsKeptAndPublished()
{
    QTemporaryDir profile;
    {
        PanelFixture fixture(profile.path());
        (void)fixture.signUp(server->url(), u"translator"_s, u"The Translator"_s);
        const Open open = openPage(fixture);
        TranslatePage& page = *open.page;
        QTRY_COMPARE_WITH_TIMEOUT(page.model().rowCount(), int(seed.words.lines.size()), 15'000);
        page.openRow(8);
        QSignalSpy saved(&page.keeper(), &DraftKeeper::saved);
        QTest::keyClicks(&page.unitEditor().editor(), u"I will be home before it dries"_s);
        QTRY_VERIFY(!saved.isEmpty());
        QCOMPARE(page.model().state(8), StateDot::Draft);
    }
    PanelFixture fixture(profile.path());
    const Open open = openPage(fixture);
    TranslatePage& page = *open.page;
    QTRY_COMPARE_WITH_TIMEOUT(page.model().rowCount(), int(seed.words.lines.size()), 15'000);
    QTRY_COMPARE(page.model().text(8), u"I will be home before it dries"_s);
    page.openRow(8);
    QTest::keyClick(&page.unitEditor().editor(), Qt::Key_Return);
    QCOMPARE(page.model().state(8), StateDot::Done);
    QCOMPARE(page.unitEditor().row(), 9);
    QSignalSpy published(&page.keeper(), &DraftKeeper::published);
    page.publish();
    QTRY_COMPARE_WITH_TIMEOUT(published.size(), 1, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.village->status().waiting, 0, 15'000);

    PanelFixture reader;
    (void)reader.signUp(server->url(), u"reader-three"_s, u"Reader"_s);
    SongWords words(*reader.village);
    reader.village->songs().open(seed.song);
    words.setSong(seed.song);
    QTRY_VERIFY_WITH_TIMEOUT(!words.state().translations.empty() &&
                                 words.state().translations.front().texts.value(seed.words.lines.at(8).id) ==
                                     u"I will be home before it dries"_s,
                             15'000);
}

void TestTranslatePage::misspelledWordsAreMarkedAndMended()
{
    PanelFixture fixture;
    (void)fixture.signUp(server->url(), u"speller"_s, u"Speller"_s);
    const Open open = openPage(fixture);
    TranslatePage& page = *open.page;
    QTRY_COMPARE_WITH_TIMEOUT(page.model().rowCount(), int(seed.words.lines.size()), 15'000);
    page.openRow(10);
    QTest::keyClicks(&page.unitEditor().editor(), u"The ferry takes the nigth along"_s);
    const auto offered = [&] {
        for (const Suggestion& suggestion : page.unitEditor().suggestions().suggestions()) {
            if (suggestion.kind == Suggestion::Kind::Spelling && suggestion.replaced == u"nigth"_s) return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(offered(), 15'000);
    QTest::keyClick(&page.unitEditor().editor(), Qt::Key_Return, Qt::AltModifier);
    QTRY_COMPARE(page.model().text(10), u"The ferry takes the night along"_s);
}

void TestTranslatePage::checksAreShownAndGoneThrough()
{
    PanelFixture fixture;
    (void)fixture.signUp(server->url(), u"checker"_s, u"Checker"_s);
    const Open open = openPage(fixture);
    TranslatePage& page = *open.page;
    QTRY_COMPARE_WITH_TIMEOUT(page.model().rowCount(), int(seed.words.lines.size()), 15'000);
    QTRY_VERIFY(!page.model().findings().isEmpty());
    const int row = page.model().rowOf(page.model().findings().first().line);
    page.openRow(page.model().rowCount() - 1);
    QTest::keyClick(&page, Qt::Key_F7);
    QVERIFY(page.unitEditor().row() >= 0);
    QCOMPARE(page.unitEditor().row(), row);
    const qsizetype before = page.model().findings().size();
    page.model().ignore(page.model().findings().first());
    QCOMPARE(page.model().findings().size(), before - 1);
}

QTEST_MAIN(TestTranslatePage)
#include "tst_translate_page.moc"
