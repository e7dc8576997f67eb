; The installer for one user of Windows: no administrator is asked, nothing is fetched. Made by
; `make bundle-windows` with NSIS (makensis -DFROM=folder -DOUT=file -DVERSION=…).
; The records are in %LOCALAPPDATA%\heard and are neither touched when Heard is put in nor when it is taken out.
Target amd64-unicode
Name "Heard"
OutFile "${OUT}"
RequestExecutionLevel user
SetCompressor /SOLID lzma
InstallDir "$LOCALAPPDATA\Programs\Heard"
InstallDirRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Heard" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "FileDescription" "Heard, to be installed for one user"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductName" "Heard"
VIAddVersionKey "LegalCopyright" "MIT licence"

!include MUI2.nsh
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\heard.exe"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Heard is taken from this computer. Your records stay where they are, in $LOCALAPPDATA\heard, encrypted."
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!macro GoAwayFirst
  ; A program that is open cannot be deleted, and must not be half replaced.
  Delete "$INSTDIR\heard.exe"
  IfFileExists "$INSTDIR\heard.exe" 0 +4
    MessageBox MB_OK|MB_ICONINFORMATION "Heard is open. Nothing was changed. Close Heard, then try again." /SD IDOK
    SetErrorLevel 2
    Quit
  RMDir /r "$INSTDIR\_internal"
!macroend

Section
  !insertmacro GoAwayFirst
  SetOutPath "$INSTDIR"
  File /r "${FROM}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Heard.lnk" "$INSTDIR\heard.exe"
  !define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\Heard"
  WriteRegStr HKCU "${LISTED}" "DisplayName" "Heard"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "DisplayIcon" "$INSTDIR\heard.exe"
  WriteRegStr HKCU "${LISTED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
SectionEnd

Section Uninstall
  !insertmacro GoAwayFirst
  Delete "$INSTDIR\uninstall.exe"
  Delete "$SMPROGRAMS\Heard.lnk"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${LISTED}"
SectionEnd
