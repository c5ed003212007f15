@echo off
rem Only ASCII here: cmd.exe reads this file in the code page of the machine. What is said in Chinese comes from text files and from Python.
chcp 65001 >nul
set PYTHONUTF8=1
if not exist "%~dp0venv\Scripts\python.exe" (
  type "%~dp0program\install_first.txt" 2>nul || echo Unzip the whole archive and run the installation first.
  goto end
)
"%~dp0venv\Scripts\python.exe" "%~dp0program\score.py" %*
:end
pause
