# The made-up district on this computer: the same as `make demo`.
& (Join-Path $PSScriptRoot "setup.ps1")
& ".venv\Scripts\python.exe" -m msk_desk demo @args
exit $LASTEXITCODE
