"""Runs programs on chosen cores and says what they used."""

import os
import resource
import subprocess
import time


def pinned(cores):
    """For preexec_fn: keeps the child, and what it starts, on these cores where the system can."""
    if not cores or not hasattr(os, "sched_setaffinity"):
        return None
    return lambda: os.sched_setaffinity(0, cores)


def run(command, cores=None, env=None, cwd=None):
    """Runs a command to its end; its wall and processor seconds and the most memory that was resident."""
    begin = time.monotonic()
    child = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=pinned(cores),
    )
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} ended with {child.returncode}:\n{errors.decode(errors='replace')[-2000:]}")
    return {
        "wallSeconds": round(wall, 3),
        "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 3),
        "peakResidentBytes": usage.ru_maxrss * 1024,
    }


def output(command, cores=None):
    """What a command prints."""
    done = subprocess.run(command, stdout=subprocess.PIPE, preexec_fn=pinned(cores), text=True)
    if done.returncode:
        raise SystemExit(f"{os.path.basename(command[0])} ended with {done.returncode}")
    return done.stdout


def raise_file_limit():
    """Several peers run at once and each maps many libraries."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
