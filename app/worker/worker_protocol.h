#pragma once

#include <QtTypes>

namespace groundswell::worker {

/// What a helper process is asked to do.
enum class Job : quint8 {
    ReadTags = 1,   ///< library::readTags; the payload is the path in the file system's own bytes
    Analyse = 2,    ///< media::analyseFile; likewise
    ReadLyrics = 3, ///< library::readEmbeddedLyrics; likewise
    ReadCover = 4,  ///< library::readCover; the payload is a library::CoverRequest
};

// A message is a length (little endian, 32 bits, of what follows), then a head and a payload.
// To the helper: Job (8 bits), the CPU seconds it may take (little endian, 32 bits), payload.
// From the helper: 0 and the answer, or 1 and an ErrorCode (8 bits) with details for the log (UTF-8): it does not speak
// the person's language, so the sentence is found by who asked.
inline constexpr qsizetype LengthBytes = 4;
inline constexpr qsizetype RequestHeadBytes = 1 + 4;
/// The pixels of the largest cover are 4 MiB. A longer message is a defect or an attack, and ends the conversation.
inline constexpr qsizetype LongestMessage = 8 * 1024 * 1024;

/// How the helper ends when it may not have more memory.
inline constexpr int OutOfMemoryExitCode = 77;

} // namespace groundswell::worker
