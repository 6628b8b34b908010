#include "net/public_address.h"

#include <QTest>

using namespace groundswell::net;

/// Which addresses a stranger's link may lead to.
class TestPublicAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isPublic_data()
    {
        QTest::addColumn<bool>("expected");
        for (const auto* address : {"0.0.0.0",
                                    "0.1.2.3",
                                    "10.0.0.1",
                                    "10.255.255.255",
                                    "100.64.0.1",
                                    "100.127.255.255",
                                    "127.0.0.1",
                                    "127.255.0.1",
                                    "169.254.169.254",
                                    "172.16.0.1",
                                    "172.31.255.255",
                                    "192.0.0.1",
                                    "192.0.2.1",
                                    "192.88.99.1",
                                    "192.168.0.1",
                                    "198.18.0.1",
                                    "198.19.255.255",
                                    "198.51.100.7",
                                    "203.0.113.9",
                                    "224.0.0.1",
                                    "239.255.255.255",
                                    "240.0.0.1",
                                    "255.255.255.255",
                                    "::",
                                    "::1",
                                    "::ffff:10.0.0.1",
                                    "::ffff:127.0.0.1",
                                    "::127.0.0.1",
                                    "64:ff9b::192.168.0.1",
                                    "64:ff9b:1::1",
                                    "fc00::1",
                                    "fdff::1",
                                    "fe80::1",
                                    "fe80::1%eth0",
                                    "fec0::1",
                                    "ff02::1",
                                    "2001:db8::1",
                                    "3fff::1",
                                    "2001:0:4136:e378::1",
                                    "2002:c0a8:0101::1",
                                    "100::1"})
            QTest::newRow(address) << false;
        for (const auto* address :
             {"1.1.1.1",         "9.255.255.255",  "11.0.0.1",         "100.63.255.255",  "100.128.0.1",
              "126.255.255.255", "128.0.0.1",      "169.253.0.1",      "172.15.255.255",  "172.32.0.1",
              "192.0.1.1",       "192.167.0.1",    "192.169.0.1",      "198.17.0.1",      "198.20.0.1",
              "223.255.255.255", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2606:4700::1111", "2002:0808:0808::1",
              "2a00:1450::1"})
            QTest::newRow(address) << true;
    }
    void isPublic()
    {
        const QHostAddress address(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(!address.isNull());
        QTEST(isPublicAddress(address), "expected");
    }

    void nothingIsNotPublic() { QVERIFY(!isPublicAddress(QHostAddress())); }
};

QTEST_GUILESS_MAIN(TestPublicAddress)
#include "tst_public_address.moc"
