"""The packed module, and the PowerShell it is measured in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import measure


def packed():
    """What ships, not what a build leaves: out/Platform/VERSION of pack.ps1."""
    versions = sorted((measure.REPOSITORY / "out" / "Platform").glob("*/Platform.psd1"))
    if not versions:
        sys.exit("there is no packed module; run ./pack.ps1 (dotnet pwsh ./pack.ps1) first")
    return versions[-1].parent


def pwsh():
    """The words that start PowerShell: that of PATH, else the one that `dotnet tool restore` has fetched, without the tool's launcher."""
    if found := shutil.which("pwsh"):
        return [found]
    home = subprocess.run(["dotnet", "pwsh", "-NoProfile", "-Command", "$PSHOME"], cwd=measure.REPOSITORY, capture_output=True, text=True).stdout.strip()
    if not home:
        sys.exit("there is no PowerShell; run `dotnet tool restore` first")
    return [shutil.which("dotnet"), "exec", str(Path(home) / "pwsh.dll")]


def environment():
    """In which the module is found by its name, and no update of PowerShell is looked for."""
    return os.environ | {
        "PSModulePath": os.pathsep.join([str(packed().parents[1]), os.environ.get("PSModulePath", "")]),
        "POWERSHELL_UPDATECHECK": "Off",
    }
