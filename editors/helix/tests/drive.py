"""Types into a real Helix as a person would, with the snippet of the documentation as its settings.

Usage: drive.py HELIX ONMODEL HELIX_RUNTIME
"""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
PAGE = REPOSITORY / "crates/onmodel/docs/editors.md"
SAMPLE = REPOSITORY / "tests/datasets/kestrel-flawed"
# Long enough for a loaded machine; a test that waits so long has failed.
PATIENCE = 90


def settings(onmodel):
    """The snippet, for sets that lie anywhere and a program that is not on the PATH."""
    page = PAGE.read_text(encoding="utf-8")
    snippet = re.search(r"## Helix.*?```toml\n(.*?)```", page, re.DOTALL).group(1)
    for old, new in [('"onmodel"\nargs', f'"{onmodel}"\nargs'), ("characters/**", "**")]:
        assert old in snippet, f"{old} is not in the snippet"
        snippet = snippet.replace(old, new)
    return snippet


class Helix:
    """A Helix in a terminal of its own."""

    def __init__(self, command, environment, folder):
        self.shown = ""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)

    def read(self, seconds):
        """Takes what is shown; of one that left there is nothing more."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                try:
                    self.shown += os.read(self.terminal, 1 << 16).decode("utf-8", "replace")
                except OSError:
                    return

    def type(self, keys):
        os.write(self.terminal, keys.encode())
        self.read(0.3)

    def wait(self, what, holds):
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"waited for {what}; shown: {self.shown[-2000:]!r}"
            self.read(0.2)
        print(f"ok - {what}")

    def says(self, words):
        """Whether words were shown: a terminal gets them with spaces as moves of the cursor."""
        plain = re.sub(r"\x1b\[[0-9;:?]*[A-Za-z]", " ", self.shown)
        return words.replace(" ", "") in re.sub(r"\s", "", plain)


def main(helix, onmodel, runtime):
    with tempfile.TemporaryDirectory() as home:
        config = Path(home, "config/helix")
        config.mkdir(parents=True)
        (config / "languages.toml").write_text(settings(os.path.abspath(onmodel)), "utf-8")
        folder = Path(home, "set")
        shutil.copytree(SAMPLE, folder)
        environment = {
            **os.environ,
            "XDG_CONFIG_HOME": str(config.parent),
            "XDG_CACHE_HOME": home,
            "HELIX_RUNTIME": runtime,
            "TERM": "xterm-256color",
        }
        health = subprocess.run(
            [helix, "--health", "onmodel-caption"],
            env=environment, capture_output=True, text=True, check=True,
        )
        assert "✓" in health.stdout, health.stdout
        print("ok - its health check finds the program")
        mend(Helix([helix, "31-trigger-missing.txt"], environment, folder), folder)


def mend(editor, folder):
    caption = folder / "31-trigger-missing.txt"
    editor.wait("a finding is shown", lambda: editor.says('"krstl" is not in this caption'))
    editor.type(" a")
    editor.wait("the fix is offered first", lambda: editor.says('insert "krstl, " at the start'))
    editor.type("\r")
    editor.type(":w\r")
    editor.wait("the fix is made", lambda: caption.read_text("utf-8").startswith("krstl, woman"))
    editor.type(" k")
    editor.wait("a hover tells of the picture", lambda: editor.says("1024 × 1024"))
    # Together they would be another key.
    editor.type("\x1b")
    editor.type(":q!\r")
    editor.wait("it leaves at once", lambda: os.waitpid(editor.process, os.WNOHANG)[0] != 0)


main(*sys.argv[1:])
