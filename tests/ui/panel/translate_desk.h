#pragma once

#include "seeded_village.h"

#include "support/patience.h"
#include "ui/panel/parts/song_words.h"
#include "ui/panel/translation/translate_page.h"
#include "ui/panel/translation/translation_model.h"

namespace groundswell::ui {

/// One person's profile with the page open where the seed's song is translated into English.
class TranslateDesk
{
    const SeededVillage& m_village;

public:
    /// What is dropped can be kept for so long; by itself hardly at all, so that no test waits for it.
    explicit TranslateDesk(const SeededVillage& village, const QString& folder = {},
                           std::chrono::milliseconds timeToKeep = std::chrono::milliseconds(1))
        : m_village(village)
        , fixture(folder)
        , words(*fixture.village)
    {
        fixture.settings.setValue(QStringLiteral("words/language"), QStringLiteral("en"));
        PanelContext context = fixture.context();
        context.timeToKeep = timeToKeep;
        page = std::make_unique<TranslatePage>(context, words);
        page->resize(720, 740);
        page->show();
        fixture.village->songs().open(village.seed.song);
        words.setSong(village.seed.song);
    }

    /// An account of this name, new on the server.
    void signUp(const QString& name) { (void)fixture.signUp(m_village.url(), name, QStringLiteral("Member ") + name); }
    /// One that the seed has.
    void signIn(const QString& name)
    {
        (void)awaited(fixture.village->account().signIn(m_village.url(), name, QStringLiteral("a lantern on the pier")))
            .value();
    }
    [[nodiscard]] bool hasLines() const { return page->model().rowCount() == int(m_village.seed.words.lines.size()); }
    void awaitLines() const
    {
        if (!test::comesTrue([this] { return hasLines(); })) qFatal("no lines came");
    }

    PanelFixture fixture;
    SongWords words;
    std::unique_ptr<TranslatePage> page;
};

/// The desk of somebody new, with all lines on it.
[[nodiscard]] inline std::unique_ptr<TranslateDesk> openDesk(const SeededVillage& village, const QString& name,
                                                             const QString& profile = {})
{
    auto desk = std::make_unique<TranslateDesk>(village, profile);
    desk->signUp(name);
    desk->awaitLines();
    return desk;
}

} // namespace groundswell::ui
