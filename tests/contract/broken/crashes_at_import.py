"""Takes its whole process down, as a broken native library would."""

import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
