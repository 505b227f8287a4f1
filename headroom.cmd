@echo off
rem Builds Headroom in Release (quick when nothing changed), then runs it.
setlocal
set ROOT=%~dp0
where dotnet >nul 2>nul || (echo headroom: the .NET 10 SDK is needed and 'dotnet' is not on the PATH. 1>&2 & exit /b 69)
if not "%HEADROOM_NO_BUILD%"=="1" (
  dotnet build "%ROOT%src\Headroom.Cli" -c Release --nologo --tl:off -v q 1>&2 || (echo headroom: the build failed; nothing was run. 1>&2 & exit /b 70)
)
dotnet "%ROOT%src\Headroom.Cli\bin\Release\net10.0\headroom.dll" %*
exit /b %ERRORLEVEL%
