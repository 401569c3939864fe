// What a process asks of its allocator.
#ifndef BYLINE_COMMON_BASE_MEMORY_H_
#define BYLINE_COMMON_BASE_MEMORY_H_

namespace byline {

// Lets the allocator keep up to 64 MB that were freed, instead of giving them
// back to the system and asking for them anew with each request. Once, at the
// start of a process. Does nothing where the C library is not glibc.
void KeepFreedMemory();

}  // namespace byline

#endif  // BYLINE_COMMON_BASE_MEMORY_H_
