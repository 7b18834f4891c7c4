"""What the machine is: enough to judge the figures by, and nothing that names it."""

import os
import platform


def facts():
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memoryGiB": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def load():
    """Processes that wanted to run during the last minute."""
    return round(os.getloadavg()[0], 2)


def _cpu():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            fields = dict(line.split(":", 1) for line in lines if ":" in line)
        fields = {key.strip(): value.strip() for key, value in fields.items()}
        flags = fields.get("flags", "").split()
        wide = [flag for flag in ("avx2", "avx512f", "avx512_vnni", "amx_int8") if flag in flags]
        return f"{fields.get('model name', platform.processor())} ({', '.join(wide)})"
    except OSError:
        return platform.processor()
