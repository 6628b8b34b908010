#include "demo/cover_brush.h"

#include <QHash>

#include <cmath>
#include <functional>

namespace groundswell::demo {

using namespace Qt::StringLiterals;

namespace {

/// A low red sun, half in the sea; a paper boat writes its line on the water.
void sunset(CoverBrush& b)
{
    b.sky(0, 352, {QColor(0xf6e3c4), QColor(0xf5c99b), QColor(0xee9f74)});
    b.glow({300, 330}, 330, QColor(0xfff0cf), 0.75);
    b.disc({300, 322}, 118, QColor(0xe0563f));
    b.sky(352, 600, {QColor(0x1f6170), QColor(0x154653), QColor(0x0d2c38)});
    b.reflection(300, 352, 596, 190, QColor(0xf2a06f));
    b.hills(352, 362, 5, 1.2, 0.4, QColor(0x2b6f7b));
    b.shape({{392, 436}, {476, 436}, {458, 462}, {410, 462}}, QColor(0xfbf3e2));
    b.shape({{434, 392}, {434, 436}, {400, 436}}, QColor(0xf3e2c6));
    b.shape({{434, 392}, {434, 436}, {466, 436}}, QColor(0xe3cba6));
    for (int i = 0; i < 3; ++i) { // gulls
        const QPointF at(130 + 74 * i, 118 + 26 * (i % 2));
        b.line(at, at + QPointF(13, 8), 3, QColor(0x7c4a3c));
        b.line(at + QPointF(13, 8), at + QPointF(27, -1), 3, QColor(0x7c4a3c));
    }
}

/// The last ferry under a full moon.
void ferry(CoverBrush& b)
{
    b.sky(0, 340, {QColor(0x0c2038), QColor(0x17405c), QColor(0x2d6276)});
    b.stars(90, 300, QColor(0xf4ead2));
    b.glow({392, 210}, 300, QColor(0xffd9a0), 0.6);
    b.disc({392, 210}, 62, QColor(0xffe0ae));
    b.hills(334, 345, 16, 0.7, 2.4, QColor(0x1d4656));
    b.sky(340, 600, {QColor(0x14384b), QColor(0x0c2433), QColor(0x07141f)});
    b.reflection(392, 344, 596, 84, QColor(0xffcf8d));
    b.shape({{96, 318}, {318, 318}, {296, 352}, {122, 352}}, QColor(0x0a1621));
    b.box(132, 292, 150, 27, QColor(0x11212e), 3);
    b.box(158, 270, 92, 23, QColor(0x162a38), 3);
    b.box(208, 238, 26, 33, QColor(0xb2493a), 2);
    b.box(208, 238, 26, 8, QColor(0x0a1621), 2);
    for (int i = 0; i < 9; ++i)
        b.box(140 + 15.4 * i, 300, 8, 9, QColor(0xffd596), 1);
    for (int i = 0; i < 5; ++i)
        b.box(166 + 16.5 * i, 277, 8, 8, QColor(0xffe3b4), 1);
    for (int i = 0; i < 7; ++i)
        b.reflection(146 + 20.0 * i, 354, 420, 9, QColor(0xffc477));
}

/// A tram in the rain, its windows the only warm thing on the hill.
void tram(CoverBrush& b)
{
    b.sky(0, 600, {QColor(0x9fc0b6), QColor(0x7fa9a2), QColor(0x527f80)});
    b.hills(250, 600, 70, 0.8, 0.6, QColor(0x76a399));
    b.hills(318, 600, 58, 1.1, 2.2, QColor(0x55867f));
    b.hills(380, 600, 34, 0.9, 4.4, QColor(0x3b6b69));
    b.sky(452, 600, {QColor(0x2c4f53), QColor(0x1d363d)});
    b.line({0, 196}, {600, 178}, 2, QColor(0x2c4f53));
    b.line({300, 187}, {300, 262}, 3, QColor(0x2c4f53));
    b.glow({300, 372}, 260, QColor(0xffdf9f), 0.5);
    b.box(112, 268, 376, 172, QColor(0xd9583f), 20);
    b.box(112, 376, 376, 64, QColor(0xf3e6cb), 14);
    b.box(112, 376, 376, 20, QColor(0xd9583f));
    b.box(150, 254, 300, 20, QColor(0x8d392e), 8);
    for (int i = 0; i < 5; ++i)
        b.box(134 + 68.5 * i, 292, 56, 70, QColor(0xffdf9a), 7);
    b.disc({230, 330}, 13, QColor(0x6b3a2f)); // somebody looks out
    b.box(214, 342, 32, 20, QColor(0x6b3a2f), 8);
    b.disc({136, 416}, 10, QColor(0xfff3c9));
    b.disc({464, 416}, 10, QColor(0xfff3c9));
    for (const double x : {186.0, 250.0, 350.0, 414.0})
        b.disc({x, 446}, 16, QColor(0x182c33));
    b.line({0, 464}, {600, 464}, 4, QColor(0x88a8a4));
    for (int i = 0; i < 5; ++i)
        b.reflection(162 + 68.5 * i, 470, 590, 44, QColor(0xf1c583));
    b.rain(170, QColor(0xe8f4ef));
}

/// A small white house on pink salt.
void saltHouse(CoverBrush& b)
{
    b.sky(0, 330, {QColor(0xf8d9cf), QColor(0xf6b9ab), QColor(0xf2a08f)});
    b.disc({456, 150}, 50, QColor(0xfff2e2));
    b.glow({456, 150}, 190, QColor(0xfff2e2), 0.5);
    b.sky(330, 600, {QColor(0xe98577), QColor(0xd86a63), QColor(0xc25659)});
    for (int row = 0; row < 11; ++row) { // salt pans: lines of light
        const double y = 346 + row * row * 2.1 + row * 3.0;
        b.line({-10, y}, {610, y + 3.0 * std::sin(row)}, 1.2 + 0.35 * row, QColor(255, 233, 220, 150));
    }
    b.shape({{212, 330}, {388, 330}, {388, 226}, {212, 226}}, QColor(0xfffaf2));
    b.shape({{388, 330}, {432, 314}, {432, 214}, {388, 226}}, QColor(0xecd6cb));
    b.shape({{204, 228}, {396, 228}, {440, 212}, {248, 212}}, QColor(0xd65a4a));
    b.box(236, 254, 40, 42, QColor(0x2d6f86), 2);
    b.box(254, 254, 4, 42, QColor(0xfffaf2));
    b.box(236, 273, 40, 4, QColor(0xfffaf2));
    b.box(316, 266, 38, 64, QColor(0x3d7f8c), 2);
    b.disc({347, 300}, 2.6, QColor(0xffe0a6));
    b.sky(330, 334, {QColor(0xfff1e6), QColor(0xf3b3a5)});
    b.shape({{212, 334}, {388, 334}, {366, 404}, {226, 404}}, QColor(255, 250, 242, 70));
    b.line({96, 330}, {96, 262}, 4, QColor(0x8f4a48)); // a line with one cloth
    b.line({160, 330}, {160, 262}, 4, QColor(0x8f4a48));
    b.line({96, 266}, {160, 266}, 2, QColor(0x8f4a48));
    b.shape({{112, 267}, {144, 267}, {148, 304}, {108, 300}}, QColor(0xfff6e8));
}

/// A road through yellow fields to a low sun.
void road(CoverBrush& b)
{
    b.sky(0, 360, {QColor(0xfbe3ae), QColor(0xf8c877), QColor(0xf0a24f)});
    b.glow({352, 300}, 320, QColor(0xfff5d2), 0.8);
    b.disc({352, 300}, 54, QColor(0xfff7dd));
    b.hills(302, 420, 26, 0.7, 1.1, QColor(0xb9763a));
    b.hills(330, 460, 18, 1.3, 3.1, QColor(0xa2622f));
    b.sky(356, 600, {QColor(0xd49a44), QColor(0xb0742f), QColor(0x7c4b22)});
    for (int i = -9; i < 10; ++i)
        b.line({352.0 + i * 22, 356}, {352.0 + i * 150, 600}, 3, QColor(122, 74, 32, 90));
    b.shape({{340, 356}, {364, 356}, {520, 600}, {150, 600}}, QColor(0x5f4638));
    for (int i = 0; i < 6; ++i) {
        const double near = std::pow(i / 5.0, 1.7);
        b.shape({{350 - 15 * near - 1, 366 + 210 * near},
                 {353 - 15 * near + 2 * near, 366 + 210 * near},
                 {353 - 17 * near + 5 * near, 378 + 236 * near},
                 {349 - 19 * near, 378 + 236 * near}},
                QColor(0xf7dca0));
    }
    for (int i = 0; i < 5; ++i) { // poles that grow towards us
        const double near = std::pow((i + 1) / 5.0, 2.0);
        const double x = 318 - 280 * near, foot = 360 + 170 * near, height = 46 + 320 * near;
        b.line({x, foot}, {x, foot - height}, 2 + 6 * near, QColor(0x4f3524));
        b.line({x - 10 - 26 * near, foot - height + 10 * near + 6}, {x + 10 + 26 * near, foot - height + 10 * near + 6},
               2 + 4 * near, QColor(0x4f3524));
    }
}

/// Two sails and a crescent.
void sails(CoverBrush& b)
{
    b.sky(0, 380, {QColor(0x1a2258), QColor(0x2b357e), QColor(0x4a4f9c)});
    b.stars(120, 360, QColor(0xfff0cc));
    b.glow({176, 138}, 190, QColor(0xffe2a0), 0.4);
    QPainterPath moon;
    moon.addEllipse(QPointF(176, 138), 60, 60);
    QPainterPath shade;
    shade.addEllipse(QPointF(202, 124), 52, 52);
    b.painter().fillPath(moon.subtracted(shade), QColor(0xffdd95));
    b.sky(380, 600, {QColor(0x2a3a86), QColor(0x1b2766), QColor(0x101845)});
    const auto boat = [&b](double x, double y, double s, const QColor& sail, const QColor& dark) {
        b.shape({{x, y - 190 * s}, {x, y}, {x + 112 * s, y}}, sail);
        b.shape({{x - 8 * s, y - 158 * s}, {x - 8 * s, y}, {x - 74 * s, y}}, dark);
        b.shape({{x - 92 * s, y + 8 * s}, {x + 120 * s, y + 8 * s}, {x + 84 * s, y + 44 * s}, {x - 58 * s, y + 44 * s}},
                QColor(0x0c1238));
    };
    boat(378, 372, 1.0, QColor(0xf3b05c), QColor(0xf7d9a2));
    boat(168, 388, 0.55, QColor(0xe9e2d0), QColor(0xc9c6d8));
    b.reflection(392, 420, 594, 120, QColor(0xf0b46a));
    b.reflection(172, 416, 540, 56, QColor(0xcfd0ea));
}

/// A dark house with one warm window and a lamp over the door.
void porch(CoverBrush& b)
{
    b.sky(0, 600, {QColor(0x0c1016), QColor(0x161a22), QColor(0x221f22)});
    b.stars(60, 260, QColor(0xd8dce6));
    b.hills(430, 600, 22, 0.8, 1.0, QColor(0x12151a));
    b.glow({356, 330}, 330, QColor(0xffb65c), 0.55);
    b.shape({{150, 262}, {300, 150}, {450, 262}, {450, 452}, {150, 452}}, QColor(0x1b1c21));
    b.shape({{126, 272}, {300, 140}, {474, 272}, {452, 276}, {300, 162}, {148, 276}}, QColor(0x0d0e12));
    b.box(392, 172, 24, 54, QColor(0x0d0e12));
    b.box(192, 304, 74, 76, QColor(0xffcf7d), 3);
    b.glow({229, 342}, 120, QColor(0xffc36c), 0.35);
    b.box(227, 304, 4, 76, QColor(0x1b1c21));
    b.box(192, 340, 74, 4, QColor(0x1b1c21));
    b.box(330, 330, 58, 122, QColor(0x5a2f22), 3);
    b.box(340, 342, 38, 40, QColor(0xffb55d), 2);
    b.disc({380, 396}, 3, QColor(0xffd596));
    b.box(352, 290, 14, 12, QColor(0x0d0e12), 2);
    b.disc({359, 309}, 11, QColor(0xfff0c8));
    b.glow({359, 309}, 90, QColor(0xffe3ae), 0.9);
    b.shape({{326, 452}, {392, 452}, {470, 600}, {236, 600}}, QColor(196, 122, 58, 130));
    b.box(312, 452, 94, 10, QColor(0x3a2a24), 2);
    b.disc({388, 292}, 2.6, QColor(0xf4ead6)); // the moth
    b.disc({393, 289}, 2.6, QColor(0xf4ead6));
}

/// A bicycle left in the snow under a street lamp.
void bicycle(CoverBrush& b)
{
    b.sky(0, 440, {QColor(0xb9cfe4), QColor(0xd5e2ee), QColor(0xeef3f6)});
    b.hills(372, 600, 34, 0.7, 0.2, QColor(0xc3d5e4));
    b.hills(420, 600, 20, 1.0, 2.0, QColor(0xdde8f0));
    b.sky(446, 600, {QColor(0xf4f8fb), QColor(0xe3ecf3)});
    for (int i = 0; i < 4; ++i) { // bare trees
        const double x = 66 + 150.0 * i + 18 * (i % 2);
        b.line({x, 420}, {x, 296}, 5, QColor(0x8ba0b4));
        for (int k = 0; k < 4; ++k) {
            const double reach = 34.0 - 6 * k;
            b.line({x, 392.0 - 24 * k}, {x - reach, 364.0 - 24 * k}, 2.4, QColor(0x8ba0b4));
            b.line({x, 380.0 - 24 * k}, {x + reach, 352.0 - 24 * k}, 2.4, QColor(0x8ba0b4));
        }
    }
    const QPointF back(222, 456), front(392, 456), seat(268, 352), crank(300, 450), head(372, 356);
    const QColor red(0xd9523f), dark(0x3a4754);
    b.painter().setBrush(Qt::NoBrush);
    b.painter().setPen(QPen(dark, 6));
    for (const auto& wheel : {back, front}) {
        b.painter().setBrush(Qt::NoBrush);
        b.painter().setPen(QPen(dark, 6));
        b.painter().drawEllipse(wheel, 62, 62);
        for (int i = 0; i < 8; ++i)
            b.line(wheel, wheel + QPointF(60 * std::cos(i * 0.785), 60 * std::sin(i * 0.785)), 1.1,
                   QColor(58, 71, 84, 130));
    }
    for (const auto& tube :
         {std::pair(back, crank), std::pair(crank, head), std::pair(head, seat), std::pair(seat, crank),
          std::pair(back, QPointF(272, 368)), std::pair(front, QPointF(366, 332))})
        b.line(tube.first, tube.second, 8, red);
    b.line({262, 340}, {270, 372}, 7, dark);
    b.box(236, 330, 58, 12, dark, 6);
    b.line({366, 332}, {352, 318}, 6, dark);
    b.line({366, 332}, {392, 322}, 6, dark);
    b.box(378, 338, 66, 40, QColor(0xb98a58), 5);
    b.box(374, 330, 74, 12, QColor(0xfafcfe), 6);
    b.disc(crank, 11, dark);
    b.box(236, 326, 58, 8, QColor(0xfafcfe), 4);
    b.hills(524, 600, 9, 1.2, 0.5, QColor(0xf4f8fb));
    b.snow(190, Qt::white);
}

/// Purple hills in the dawn, a folded letter over them as a bird.
void letterHills(CoverBrush& b)
{
    b.sky(0, 600, {QColor(0x6d4a86), QColor(0xb4688f), QColor(0xf0a593), QColor(0xf9d2ae)});
    b.disc({426, 322}, 58, QColor(0xfff0d4));
    b.glow({426, 322}, 230, QColor(0xffe6c0), 0.6);
    b.hills(366, 600, 50, 0.7, 0.4, QColor(0xa35f8c));
    b.hills(416, 600, 44, 0.9, 2.4, QColor(0x7f4a7c));
    b.hills(470, 600, 36, 1.1, 4.2, QColor(0x5b3666));
    b.hills(536, 600, 26, 0.8, 1.2, QColor(0x3c264c));
    b.shape({{120, 208}, {320, 132}, {232, 226}}, QColor(0xfffaf0));
    b.shape({{232, 226}, {320, 132}, {262, 262}}, QColor(0xecd9d4));
    b.shape({{120, 208}, {232, 226}, {226, 262}}, QColor(0xd8bfc6));
    b.shape({{226, 262}, {232, 226}, {250, 246}}, QColor(0xc3a4b2));
    b.disc({222, 190}, 8, QColor(0xd9523f));
    for (int i = 0; i < 9; ++i) { // the windows that are up early
        const QPointF at(60 + 58.0 * i + 22 * b.random(), 520 + 50 * b.random());
        b.box(at.x(), at.y(), 6, 7, QColor(0xffd596), 1);
        b.glow(at + QPointF(3, 3), 20, QColor(0xffd596), 0.5);
    }
}

/// Through a train's window: mist, a far shore, a cup on the sill.
void trainWindow(CoverBrush& b)
{
    b.sky(0, 600, {QColor(0x2f3340), QColor(0x232733)});
    b.painter().save();
    QPainterPath pane;
    pane.addRoundedRect(QRectF(92, 64, 416, 400), 56, 56);
    b.painter().setClipPath(pane);
    b.sky(64, 464, {QColor(0xe2d4ea), QColor(0xc3b5dc), QColor(0x9f9ccb)});
    b.disc({212, 176}, 38, QColor(0xfff6ea));
    b.glow({212, 176}, 160, QColor(0xfff6ea), 0.6);
    b.hills(300, 470, 30, 0.8, 0.9, QColor(0x8e8cc0));
    b.hills(336, 470, 22, 1.2, 2.6, QColor(0x6f71a8));
    b.sky(372, 464, {QColor(0x8f97c9), QColor(0x6a73a9)});
    for (int i = 0; i < 14; ++i) // what is near goes by as lines
        b.line({92 + 420 * b.random(), 430 + 34 * b.random()}, {300 + 420 * b.random(), 430 + 34 * b.random()}, 3,
               QColor(70, 82, 120, 120));
    b.shape({{390, 64}, {470, 64}, {310, 464}, {230, 464}}, QColor(255, 255, 255, 26));
    b.painter().restore();
    b.painter().setBrush(Qt::NoBrush);
    b.painter().setPen(QPen(QColor(0x4a5060), 14));
    b.painter().drawPath(pane);
    b.box(0, 500, 600, 100, QColor(0x3b4050));
    b.box(0, 500, 600, 8, QColor(0x565d70));
    b.box(402, 432, 66, 76, QColor(0xe9b76f), 9);
    b.painter().setPen(QPen(QColor(0xe9b76f), 9));
    b.painter().setBrush(Qt::NoBrush);
    b.painter().drawEllipse(QPointF(474, 466), 17, 20);
    b.box(402, 432, 66, 10, QColor(0x7a4e2b), 5);
    for (int i = 0; i < 3; ++i) { // steam
        QPainterPath steam({418.0 + 17 * i, 424});
        steam.cubicTo(406.0 + 17 * i, 400, 432.0 + 17 * i, 388, 420.0 + 17 * i, 362);
        b.painter().setPen(QPen(QColor(255, 255, 255, 95), 4, Qt::SolidLine, Qt::RoundCap));
        b.painter().drawPath(steam);
    }
}

} // namespace

bool paintScene(CoverBrush& brush, const QString& scene)
{
    static const QHash<QString, std::function<void(CoverBrush&)>> scenes{
        {u"sunset"_s, sunset},     {u"ferry"_s, ferry},       {u"tram"_s, tram},   {u"salthouse"_s, saltHouse},
        {u"road"_s, road},         {u"sails"_s, sails},       {u"porch"_s, porch}, {u"bicycle"_s, bicycle},
        {u"hills"_s, letterHills}, {u"window"_s, trainWindow}};
    const auto found = scenes.constFind(scene);
    if (found == scenes.cend()) return false;
    (*found)(brush);
    return true;
}

} // namespace groundswell::demo
