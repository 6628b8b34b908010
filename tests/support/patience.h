#pragma once

#include <QTest>

// How long a test waits for a state before it gives up, in one place: a wait that succeeds costs nothing, however long
// it could have been, and machines are slow when others need them. Qt's own five seconds are part of its macros
// (qtestcase.h of Qt 6.8), so those are said anew; groundswell_test() in tests/CMakeLists.txt includes this everywhere.
namespace groundswell::test {

inline constexpr int patienceMs = 30'000;

/// Lets events go on until something is so; false when patience ends before.
template <class State>
[[nodiscard]] bool comesTrue(const State& isSo)
{
    return QTest::qWaitFor(isSo, patienceMs);
}

} // namespace groundswell::test

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(statement) QTRY_VERIFY_WITH_TIMEOUT(statement, groundswell::test::patienceMs)
#define QTRY_VERIFY2(statement, words) QTRY_VERIFY2_WITH_TIMEOUT(statement, words, groundswell::test::patienceMs)
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, groundswell::test::patienceMs)
