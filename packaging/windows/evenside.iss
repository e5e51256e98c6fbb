; How is Evenside installed on Windows? For one person, into their own folder, without elevation.
; packaging/build.py gives Version, Source (the bundle), Out, Name and Icons.

[Setup]
; Never change AppId: it is how an update finds what it replaces.
AppId={{6F0B1C52-6D1B-4C0E-9B7E-5E7F0C9A1D43}
AppName=Evenside
AppVersion={#Version}
AppPublisher=The Evenside contributors
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\Evenside
DefaultGroupName=Evenside
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Source}\licenses\Evenside-LICENSE.txt
SetupIconFile={#Icons}\evenside.ico
UninstallDisplayIcon={app}\Evenside.exe
CloseApplications=yes
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
OutputDir={#Out}
OutputBaseFilename={#Name}

[InstallDelete]
; an update must not leave modules of the version before
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Source}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{userprograms}\Evenside"; Filename: "{app}\Evenside.exe"
Name: "{userdesktop}\Evenside"; Filename: "{app}\Evenside.exe"; Tasks: desktop

[Tasks]
Name: desktop; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Run]
Filename: "{app}\Evenside.exe"; Description: "{cm:LaunchProgram,Evenside}"; Flags: nowait postinstall skipifsilent

; There is no [UninstallDelete]: the log in %LOCALAPPDATA%\Evenside belongs to the person and stays.
