// Where rows of different heights stand, measured and not: against a list that adds them up each time.
#include "ui/panel/comments/row_places.h"

#include <QTest>

#include <numeric>
#include <random>

using namespace groundswell::ui;

class TestRowPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotMeasuredIsAboutAsHighAsTheRest();
    void rowsStandOneBelowTheOther_data();
    void rowsStandOneBelowTheOther();
};

void TestRowPlaces::whatIsNotMeasuredIsAboutAsHighAsTheRest()
{
    RowPlaces places;
    QCOMPARE(places.rowAt(0), -1);
    QCOMPARE(places.total(), 0);
    places.insert(0, 200);
    for (int row = 0; row < 200; ++row)
        places.setHeight(row, 40);
    places.insert(200, 1);
    QVERIFY(!places.isMeasured(200));
    QVERIFY(places.height(200) >= 40 && places.height(200) < 44);
    places.distrustAll();
    QVERIFY(!places.isMeasured(7));
    QCOMPARE(places.height(7), 40); // until it is measured
}

void TestRowPlaces::rowsStandOneBelowTheOther_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestRowPlaces::rowsStandOneBelowTheOther()
{
    QFETCH(const unsigned, seed);
    std::mt19937 random(seed);
    const auto upTo = [&random](int most) { return std::uniform_int_distribution(0, most)(random); };
    RowPlaces places;
    std::vector<int> heights;
    for (int step = 0; step < 300; ++step) {
        const int count = static_cast<int>(heights.size());
        const int row = upTo(std::max(0, count - 1));
        if (count == 0 || step % 3 == 0) {
            const int more = 1 + upTo(3);
            const int first = upTo(count);
            places.insert(first, more);
            heights.insert(heights.begin() + first, static_cast<size_t>(more), places.height(first));
        } else if (step % 5 == 0) {
            const int fewer = 1 + upTo(std::min(2, count - row - 1));
            places.remove(row, fewer);
            heights.erase(heights.begin() + row, heights.begin() + row + fewer);
        } else {
            heights[static_cast<size_t>(row)] = 1 + upTo(200);
            places.setHeight(row, heights[static_cast<size_t>(row)]);
        }
        QCOMPARE(places.count(), static_cast<int>(heights.size()));
        const int asked = upTo(places.count()); // what follows is not added up yet
        QCOMPARE(places.top(asked), std::accumulate(heights.begin(), heights.begin() + asked, 0));
        if (heights.empty()) continue;
        const int y = upTo(500);
        const int at = places.rowAt(y);
        QVERIFY(places.top(at) <= y);
        QVERIFY(at == places.count() - 1 || places.top(at + 1) > y);
    }
    QCOMPARE(places.total(), std::accumulate(heights.begin(), heights.end(), 0));
}

QTEST_APPLESS_MAIN(TestRowPlaces)
#include "tst_row_places.moc"
