// The field that comments are written in, by itself.

#include "ui/panel/comments/composer.h"
#include "ui/style/look.h"

#include <QPlainTextEdit>
#include <QTest>
#include <QTextCursor>
#include <QVBoxLayout>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDraftThatIsPutBackIsSeenWhole();
    void theInvitationEndsInDots();

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark}};
};

void TestComposer::aDraftThatIsPutBackIsSeenWhole()
{
    // As at the start: the draft is there before the panel has its width.
    QWidget panel;
    auto* column = new QVBoxLayout(&panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->addStretch(1);
    Composer composer(m_look, &panel);
    column->addWidget(&composer);
    community::CommentDraft draft;
    draft.text =
        u"Half a thought that nobody may lose, and long enough for some lines of the panel.\nAnd a second one."_s;
    composer.setDraft(draft);
    panel.resize(344, 400);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const auto& editor = composer.editor();
    const auto place = [&editor](QTextCursor::MoveOperation where) {
        QTextCursor cursor(editor.document());
        cursor.movePosition(where);
        return editor.cursorRect(cursor);
    };
    const auto seen = [&] {
        return place(QTextCursor::Start).top() >= 0 &&
               place(QTextCursor::End).bottom() < editor.viewport()->height();
    };
    QTRY_VERIFY2(seen(), qPrintable(u"%1 px high"_s.arg(editor.viewport()->height())));
    // Three lines at least, or nothing was shown by this.
    QVERIFY(place(QTextCursor::End).top() - place(QTextCursor::Start).top() >= 2 * editor.fontMetrics().lineSpacing());
}

void TestComposer::theInvitationEndsInDots()
{
    Composer composer(m_look);
    composer.setPlaceholder(u"Say something kind about this moment"_s);
    composer.setPosition(12'000);
    composer.resize(344, 64);
    composer.show();
    QVERIFY(QTest::qWaitForWindowExposed(&composer));
    const auto& editor = composer.editor();
    const auto fits = [&editor] {
        return editor.fontMetrics().horizontalAdvance(editor.placeholderText()) <= editor.viewport()->width();
    };
    for (const int percent : {100, 130, 90}) {
        m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = percent});
        QTRY_VERIFY2(fits(), qPrintable(editor.placeholderText()));
    }
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark});
}

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
