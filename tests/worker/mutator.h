#pragma once

#include <QByteArray>

#include <algorithm>
#include <random>

namespace groundswell::test {

/// Damages bytes as disks, networks and malice do; the same seed gives the same damage.
class Mutator
{
public:
    explicit Mutator(unsigned seed)
        : m_random(seed)
    {
    }

    [[nodiscard]] QByteArray damaged(QByteArray bytes)
    {
        const int wounds = int(below(4)) + 1;
        for (int i = 0; i < wounds && !bytes.isEmpty(); ++i)
            wound(bytes);
        return bytes;
    }

private:
    void wound(QByteArray& bytes)
    {
        const qsizetype at = place(bytes.size());
        const qsizetype length = std::min(bytes.size() - at, below(64) + 1);
        switch (below(8)) {
        case 0: bytes.truncate(at); break;
        case 1: bytes[at] = char(bytes.at(at) ^ (1 << below(8))); break;
        case 2: std::generate_n(bytes.begin() + at, length, [this] { return char(below(256)); }); break;
        case 3: std::fill_n(bytes.begin() + at, length, '\0'); break;
        case 4: // a length or a count of 4 bytes
            std::fill_n(bytes.begin() + at, std::min<qsizetype>(4, length), below(2) == 0 ? '\xff' : '\x7f');
            break;
        case 5: bytes.remove(at, length); break;
        case 6: bytes.insert(at, bytes.mid(place(bytes.size()), length * 8)); break;
        default: std::rotate(bytes.begin() + at, bytes.begin() + at + length / 2, bytes.begin() + at + length); break;
        }
    }

    /// Headers are small and do the most: half of all wounds are there.
    qsizetype place(qsizetype size) { return below(below(2) == 0 ? std::min<qsizetype>(size, 512) : size); }
    qsizetype below(qsizetype end) { return std::uniform_int_distribution<qsizetype>(0, end - 1)(m_random); }

    std::mt19937 m_random;
};

} // namespace groundswell::test
