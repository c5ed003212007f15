@echo off
rem Only ASCII here: cmd.exe reads this file in the code page of the machine. What is said in Chinese comes from text files and from Python.
chcp 65001 >nul
set PYTHONUTF8=1
pushd "%~dp0"
if not exist "program\wheels" (
  type "program\unzip_first.txt" 2>nul || echo Unzip the whole archive first, then start this file again.
  goto end
)
call :find
if not defined FOUND for %%f in (python-3.12*-amd64.exe) do start /wait "" "%%f" /passive InstallAllUsers=0 InstallLauncherAllUsers=0
if not defined FOUND call :find
if not defined FOUND (
  type "program\needs_python.txt"
  goto end
)
%FOUND% "program\install.py"
:end
popd
pause
exit /b

:find
set "FOUND="
py -3.12 -c "" >nul 2>nul && set "FOUND=py -3.12"
if defined FOUND exit /b
if exist "%LocalAppData%\Programs\Python\Python312\python.exe" set FOUND="%LocalAppData%\Programs\Python\Python312\python.exe"
if defined FOUND exit /b
python -c "import sys; sys.exit(sys.version_info[:2] != (3, 12))" >nul 2>nul && set "FOUND=python"
exit /b
