# Makes .venv from the hashed lock file and installs the program into it. Python 3.11 or later is needed.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
if (-not (Test-Path ".venv\Scripts\python.exe")) {
    $found = Get-Command py -ErrorAction SilentlyContinue
    if ($found) { & py -3 -m venv .venv } else { & python -m venv .venv }
    if ($LASTEXITCODE -ne 0) { throw "Python 3.11 or later is needed. Install it, then run this again." }
}
$python = ".venv\Scripts\python.exe"
& $python -m pip install -q --disable-pip-version-check --require-hashes -r packaging\locks\dev.lock
if ($LASTEXITCODE -ne 0) { throw "The packages could not be installed." }
& $python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
if ($LASTEXITCODE -ne 0) { throw "The program could not be installed." }
