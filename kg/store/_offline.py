"""Takes from this process the right to make network connections, where the system can do that (Linux)."""

import ctypes
import os
import struct
import sys

__all__ = ["go_offline"]

# (architecture as the kernel's audit names it, number of the system call `socket`)
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # the latter: error EPERM


def go_offline() -> bool:
    """Refuse every later `socket` system call of this process and its children; what is open stays open.

    Returns:
        Whether it was done; False on other systems.

    Source:
        Linux, Documentation/userspace-api/seccomp_filter.rst.
    """
    if not sys.platform.startswith("linux") or os.uname().machine not in _MACHINES or sys.maxsize < 1 << 32:
        return False
    architecture, socket = _MACHINES[os.uname().machine]
    steps = [
        (_LOAD, 0, 0, 4),  # architecture
        (_EQUAL, 0, 2, architecture),
        (_LOAD, 0, 0, 0),  # number of the call
        (_EQUAL, 1, 0, socket),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program)))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
    if prctl(_NO_NEW_PRIVILEGES, 1, None, 0, 0):
        return False
    done: int = prctl(_SECCOMP, _FILTER, ctypes.addressof(head), 0, 0)
    return done == 0
