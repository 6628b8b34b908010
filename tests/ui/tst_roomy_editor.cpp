#include "ui/parts/roomy_editor.h"
#include "ui/style/look.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>

using namespace Qt::StringLiterals;
using namespace groundswell::ui;

/// An editor whose lines are further apart than its font's.
class TestRoomyEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_editor = std::make_unique<RoomyEditor>();
        m_editor->document()->setDocumentMargin(0);
        m_editor->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_editor->setLineHeight(step);
        m_editor->resize(300, 200);
        m_editor->setPlainText(u"In a voice more quiet than goodbye, and the tide kept every word of it\nand more"_s);
        m_editor->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
        QVERIFY(m_editor->lines() >= 3);
    }
    void linesStandAsFarApartAsTheyShall();
    void anotherDistanceIsNoChangeOfTheText();
    void aClickBetweenTwoLinesMeetsTheNearerOne();
    void aFontThatNeedsMoreGetsIt();
    void aHigherLineHasItsRoom();
    void filesAreNoText();

private:
    static constexpr int step = 30;
    [[nodiscard]] QRect caretAt(int position) const
    {
        QTextCursor cursor(m_editor->document());
        cursor.setPosition(position);
        return m_editor->cursorRect(cursor);
    }
    [[nodiscard]] int startOf(int line) const
    {
        return m_editor->document()->begin().layout()->lineAt(line).textStart();
    }

    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
    std::unique_ptr<RoomyEditor> m_editor;
};

void TestRoomyEditor::linesStandAsFarApartAsTheyShall()
{
    QCOMPARE(caretAt(startOf(1)).top() - caretAt(0).top(), step);
    const QTextBlock last = m_editor->document()->lastBlock();
    const int linesBefore = m_editor->lines() - 1;
    QCOMPARE(caretAt(last.position()).top() - caretAt(0).top(), linesBefore * step);
    QVERIFY(m_editor->heightOf(3) - m_editor->heightOf(2) == step);
    QVERIFY(m_editor->heightOf(1) < step); // nothing is free below the last one
    // What is typed is laid out in the same way.
    m_editor->moveCursor(QTextCursor::End);
    QTest::keyClicks(m_editor.get(), u" of a rather long line that has to go on below"_s);
    QCOMPARE(caretAt(last.position()).top() - caretAt(0).top(), linesBefore * step);
    QCOMPARE(m_editor->cursorRect().top() - caretAt(last.position()).top(), step);
}

void TestRoomyEditor::anotherDistanceIsNoChangeOfTheText()
{
    const QSignalSpy changed(m_editor.get(), &QPlainTextEdit::textChanged);
    m_editor->setLineHeight(2 * step);
    QCOMPARE(caretAt(startOf(1)).top() - caretAt(0).top(), 2 * step);
    QVERIFY(changed.isEmpty());
}

void TestRoomyEditor::aClickBetweenTwoLinesMeetsTheNearerOne()
{
    const QRect first = caretAt(0);
    const QRect second = caretAt(startOf(1));
    const auto click = [&](int x, int y) {
        QTest::mouseClick(m_editor->viewport(), Qt::LeftButton, {}, QPoint(x, y));
        return m_editor->cursorRect().top();
    };
    QCOMPARE(click(first.left() + 40, first.bottom() + 2), first.top());
    QVERIFY(m_editor->textCursor().position() < startOf(1) - 2); // where it was, not at the line's end
    QCOMPARE(click(first.left() + 40, second.top() - 2), second.top());
    QVERIFY(m_editor->textCursor().position() > startOf(1) + 2);
}

void TestRoomyEditor::aFontThatNeedsMoreGetsIt()
{
    m_editor->setLineHeight(4);
    QVERIFY(caretAt(startOf(1)).top() >= caretAt(0).bottom());
}

void TestRoomyEditor::aHigherLineHasItsRoom()
{
    m_editor->setPlainText(u"rain"_s);
    m_editor->setLineHeight(1);
    m_editor->document()->setDocumentMargin(0);
    const int around = m_editor->height() - m_editor->viewport()->height();
    m_editor->setFixedHeight(m_editor->heightOf(1) + around); // as a field that grows with its text
    m_editor->moveCursor(QTextCursor::End);
    QTextCharFormat high;
    QFont font = m_editor->font();
    font.setPixelSize(3 * m_editor->fontMetrics().height());
    high.setFont(font);
    m_editor->textCursor().insertText(u"\n"_s);
    m_editor->textCursor().insertText(u"sea"_s, high);
    m_editor->moveCursor(QTextCursor::End);
    m_editor->ensureCursorVisible();
    QVERIFY(m_editor->verticalScrollBar()->value() > 0);
    QCOMPARE(m_editor->lines(), 2);
    m_editor->setFixedHeight(m_editor->heightOf(2) + around);
    QTRY_COMPARE(m_editor->verticalScrollBar()->maximum(), 0);
    QCOMPARE(caretAt(0).top(), 0);
}

void TestRoomyEditor::filesAreNoText()
{
    const auto takes = [this](const QMimeData& data) {
        QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(m_editor->viewport(), &enter);
        return enter.isAccepted();
    };
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(u"/music/song.flac"_s)});
    QVERIFY2(!takes(files), "a song that is dropped on the window became its path in a comment");
    QMimeData words;
    words.setText(u"rain"_s);
    QVERIFY(takes(words));
}

QTEST_MAIN(TestRoomyEditor)
#include "tst_roomy_editor.moc"
