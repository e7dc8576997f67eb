@echo off
rem Sets Heard up the first time, then opens it. Needs Python 3.11 to 3.14 from python.org.
setlocal
cd /d "%~dp0"
set "HEARD_PYTHON="
for %%V in (3.14 3.13 3.12 3.11) do (
  if not defined HEARD_PYTHON (
    py -%%V --version >nul 2>nul
    if not errorlevel 1 set "HEARD_PYTHON=py -%%V"
  )
)
if not defined HEARD_PYTHON set "HEARD_PYTHON=python"
%HEARD_PYTHON% --version >nul 2>nul
if errorlevel 1 (
  echo Heard needs Python 3.11 to 3.14 of 64 bits. Install it from python.org or the Microsoft Store, then run this again.
  pause
  exit /b 1
)
%HEARD_PYTHON% desktop\install\setup.py run
if errorlevel 1 (
  pause
  exit /b 1
)
.venv\Scripts\python.exe -m desktop %*
exit /b %errorlevel%
