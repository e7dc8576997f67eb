/* Random bytes for programs written in Rust; Wine 8 lacks this library. Asks the system's own generator. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG size); /* RtlGenRandom, in advapi32 */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE out, SIZE_T left) {
    while (left > 0) {
        ULONG part = left > 0x10000000 ? 0x10000000 : (ULONG)left;
        if (!SystemFunction036(out, part)) return FALSE;
        out += part;
        left -= part;
    }
    return TRUE;
}
