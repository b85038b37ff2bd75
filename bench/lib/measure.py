"""Runs commands side by side, compares them, and says on what machine."""

import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PLATFORMCTL = REPOSITORY / "bin" / "publish" / "platformctl"


class Timing:
    def __init__(self):
        self.seconds = []
        self.cpu = []
        self.peak_mb = 0.0

    def add(self, seconds, usage):
        self.seconds.append(seconds)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.peak_mb = max(self.peak_mb, usage.ru_maxrss / 1024)

    @property
    def best(self):
        return min(self.seconds)

    @property
    def median(self):
        return statistics.median(self.seconds)

    def times(self, other):
        """How many times as long as another: the median of the rounds, for a machine that slows down for seconds slows both."""
        return statistics.median(ours / theirs for ours, theirs in zip(self.seconds, other.seconds, strict=True))


class Looks:
    """Seconds of the first, second, … look of each of several sessions."""

    def __init__(self):
        self.sessions = []

    def add(self, seconds):
        self.sessions.append(seconds)

    @property
    def second_to_first(self):
        return statistics.median(second / first for first, second, *_ in self.sessions)

    def show(self, title):
        medians = [statistics.median(looks) for looks in zip(*self.sessions, strict=True)]
        print(f"  {title}: " + ", then ".join(f"{median * 1000:.0f} ms" for median in medians))


def interleaved(commands, rounds, **options):
    """Times each command of a mapping `rounds` times, one after the other, after one round that does not count."""
    timings = {name: Timing() for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            seconds, usage = run(command, **options)
            if number > 0:
                timings[name].add(seconds, usage)
    return timings


def run(command, accept=(0,), **options):
    """Wall time and resource usage of one process and its children; its output goes nowhere. Exits unless with a code of `accept`."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accept:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return seconds, usage


def show(title, timings):
    print(f"\n{title}")
    for name, timing in timings.items():
        print(f"  {name:<12} best {timing.best * 1000:7.0f} ms  median {timing.median * 1000:7.0f} ms  "
              f"processor {statistics.median(timing.cpu) * 1000:7.0f} ms  peak {timing.peak_mb:5.0f} MB")


class Verdict:
    """Holds results against what is promised."""

    def __init__(self):
        self.missed = 0

    def at_least(self, what, actual, target, unit=""):
        self._say(what, actual, f"at least {target}{unit}", actual >= target, unit)

    def at_most(self, what, actual, target, unit=""):
        self._say(what, actual, f"at most {target}{unit}", actual <= target, unit)

    def exit(self):
        sys.exit(1 if self.missed else 0)

    def _say(self, what, actual, target, is_met, unit):
        self.missed += not is_met
        print(f"  {'met   ' if is_met else 'MISSED'} {what}: {actual:.2f}{unit} ({target})")


def print_machine():
    model = next((line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    versions = [
        f"{model}, {len(os.sched_getaffinity(0))} processors",
        f"{platform.system()} {platform.release()}",
        f".NET {output('dotnet', '--list-runtimes').split()[1]}",
        output("/usr/bin/python3", "--version"),
    ]
    print(", ".join(versions))
    print(f"load {os.getloadavg()[0]:.1f}, platformctl {output(PLATFORMCTL, '--version')}")


def output(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout.strip()
