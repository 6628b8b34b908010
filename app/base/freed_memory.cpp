#include "base/freed_memory.h"

#include <cstdlib> // says which C library this is

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace groundswell {

void giveBackFreedMemory() noexcept
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace groundswell
