# Everything that must pass: the same as `make test`.
& (Join-Path $PSScriptRoot "setup.ps1")
$python = ".venv\Scripts\python.exe"
$env:QT_QPA_PLATFORM = "offscreen"
foreach ($check in @("ruff check .", "ruff format --check .", "mypy")) {
    & $python -m @($check.Split(" "))
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
& ".venv\Scripts\lint-imports.exe" --no-cache
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
& $python -m pytest -n 2 --dist loadscope -m "not soak and not bench"
exit $LASTEXITCODE
