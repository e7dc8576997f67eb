/* Qt's windows platform asks for colour profiles; Wine 8's library lacks a call. Every call answers "none". */
#define NONE(name) __declspec(dllexport) void *__stdcall name(void) { return 0; }

NONE(OpenColorProfileA)
NONE(OpenColorProfileW)
NONE(CloseColorProfile)
NONE(GetColorProfileFromHandle)
NONE(GetColorProfileHeader)
NONE(GetColorDirectoryW)
NONE(WcsCreateIccProfile)
NONE(WcsOpenColorProfileW)
NONE(WcsGetDefaultColorProfile)
NONE(WcsGetDefaultColorProfileSize)
NONE(GetStandardColorSpaceProfileW)
NONE(ColorProfileGetDisplayDefault)
NONE(ColorProfileGetDisplayList)
