@echo off
rem Starts Tagwright: the window without arguments, else a terminal command (tagwright --help).
rem JAVA_HOME chooses the Java (17 or later), TAGWRIGHT_OPTS adds options for it.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if "%~1"=="" (
  "%JAVA%" -XX:MaxRAMPercentage=25 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:G1PeriodicGCInterval=60000 %TAGWRIGHT_OPTS% --module-path "%~dp0..\lib\javafx" --add-modules javafx.controls,javafx.fxml -cp "%~dp0..\lib\*" org.tagwright.Main
) else (
  "%JAVA%" -XX:MaxRAMPercentage=25 %TAGWRIGHT_OPTS% -cp "%~dp0..\lib\*" org.tagwright.Main %*
)
exit /b %ERRORLEVEL%
