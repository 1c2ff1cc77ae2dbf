"""What is ready to use, used as its documentation says."""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
import time
import unittest
import zlib
from pathlib import Path

import duckdb
import xmlschema
import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "crates/onmodel/docs"
PROGRAM = os.environ["ONMODEL"]


def picture(seed, side=128):
    """A PNG of sharp blocks of colour, another one for each seed."""
    state = (seed * 2654435761 + 1) & 0xFFFFFFFF
    cells = []
    for _ in range(36):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        cells.append(bytes((state >> 24, state >> 16 & 255, state >> 8 & 255)))
    rows = b""
    for y in range(side):
        rows += b"\0" + b"".join(cells[y * 6 // side * 6 + x * 6 // side] for x in range(side))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Repository(unittest.TestCase):
    """Two sound sets, committed on `main`."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="onmodel-gate-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "CI_"))},
            "ONMODEL_CACHE_DIR": str(self.folder / ".cache"),
            "PRE_COMMIT_HOME": str(self.folder / ".pre-commit"),
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_{what}": "a@studio" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        self.run_here("git", "init", "--quiet", "--initial-branch=main", check=True)
        self.write("onmodel.toml", '[rules]\nimage-too-small = { min = 64 }\nimage-low-quality = "off"\n'
                   'dataset-too-small = "off"\ndataset-low-variety = "off"\n')
        self.write(".gitignore", ".cache\n.pre-commit\n*.sarif\n*.md\n*.xml\n*.jsonl\n")
        for name, trigger, seed in (("kestrel", "krstl", 10), ("robin", "rbnhd", 20)):
            self.write(f"{name}/onmodel.toml", f'[dataset]\nname = "{name}"\ntrigger = "{trigger}"\nbase = "flux.1-dev"\n')
            for number, pose in enumerate(("standing, front view", "sitting, side view", "running, back view")):
                self.write(f"{name}/{number}.png", picture(seed + number))
                self.write(f"{name}/{number}.txt", f"{trigger}, {pose}, ink drawing")
        self.run_here("git", "add", "--all", check=True)
        self.run_here("git", "commit", "--quiet", "--message", "start", check=True)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def run_here(self, *command, check=False, **variables):
        done = subprocess.run(command, cwd=self.folder, env={**self.environment, **variables},
                              capture_output=True, text=True)
        if check:
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done


class Watch(Repository):
    """`--watch` on a terminal, which a pseudo-terminal is to the program."""

    CLEAR = "\x1b[2J\x1b[3J\x1b[H"

    def setUp(self):
        super().setUp()
        self.terminal, theirs = pty.openpty()
        self.addCleanup(os.close, self.terminal)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        # A shell in the background has what it starts ignore Ctrl-C, which a program inherits.
        heeded = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, heeded)
        self.program = subprocess.Popen([PROGRAM, "check", "--watch"], cwd=self.folder,
                                        env={**self.environment, "TERM": "xterm"},
                                        stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        self.addCleanup(self.program.wait)
        self.addCleanup(self.program.kill)
        self.heard = ""

    def screens(self, number, shows):
        """What stands on the screen once `shows` does, after that many redraws at least."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            screens = self.heard.split(self.CLEAR)[1:]
            # A screen is whole when the program waits again.
            if len(screens) >= number and shows in screens[-1] and "watching" in screens[-1]:
                return screens
            if select.select([self.terminal], [], [], 1)[0]:
                self.heard += os.read(self.terminal, 65536).decode(errors="replace")
        self.fail(f"{shows!r} was never shown: {self.heard!r}")

    def test_a_change_is_drawn_on_a_cleared_screen(self):
        first = self.screens(1, "all ready")
        self.assertNotIn("trigger-missing", first[-1])
        self.write("kestrel/0.txt", "standing, front view, ink drawing")
        broken = self.screens(len(first) + 1, "trigger-missing")
        self.assertNotIn("all ready", broken[-1])

        # As Vim saves: a probe, the file moved aside, a new one in its place, the old one deleted.
        caption = self.folder / "kestrel/0.txt"
        self.write("kestrel/4913", "")
        (self.folder / "kestrel/4913").unlink()
        caption.rename(self.folder / "kestrel/0.txt~")
        self.write("kestrel/0.txt", "krstl, standing, front view, ink drawing")
        (self.folder / "kestrel/0.txt~").unlink()
        mended = self.screens(len(broken) + 1, "all ready")
        self.assertNotIn("trigger-missing", mended[-1])

        # As many others do: a hidden file beside it, renamed over it.
        self.write("kestrel/.0.txt.kate-swp", "standing, front view, ink drawing")
        (self.folder / "kestrel/.0.txt.kate-swp").rename(caption)
        self.screens(len(mended) + 1, "trigger-missing")

    def test_ctrl_c_ends_it(self):
        self.screens(1, "all ready")
        self.program.send_signal(signal.SIGINT)
        self.assertEqual(self.program.wait(60), -signal.SIGINT)


class PreCommit(Repository):
    def test_the_hook_stops_a_commit_and_lets_a_sound_one_pass(self):
        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
        local = [{"repo": "local", "hooks": hooks}]
        self.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": local}))
        self.run_here("pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"), check=True)
        self.run_here("pre-commit", "install", check=True)
        self.run_here("git", "add", ".pre-commit-config.yaml", check=True)
        self.write("kestrel/0.txt", "standing, front view, ink drawing")
        self.run_here("git", "add", "kestrel", check=True)
        refused = self.run_here("git", "commit", "--message", "no trigger")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("trigger-missing", refused.stdout + refused.stderr)
        self.assertNotIn("robin", refused.stdout + refused.stderr)
        self.write("kestrel/0.txt", "krstl, standing, front view, ink drawing, at night")
        self.run_here("git", "add", "kestrel", check=True)
        self.run_here("git", "commit", "--message", "sound", check=True)


class Action(Repository):
    """Runs the steps of `action.yml` as the runner does, but for its expressions, of which it has one kind."""

    def steps(self, **given):
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        inputs = {name: str(one.get("default", "")) for name, one in action["inputs"].items()}
        self.assertLessEqual(given.keys(), inputs.keys())
        inputs.update(given)

        def evaluated(text):
            return re.sub(r"\$\{\{ *inputs\.([a-z-]+) *\}\}", lambda one: inputs[one[1]], text)

        for step in action["runs"]["steps"]:
            self.assertEqual(step["shell"], "bash")
            self.assertNotIn("${{", step["run"], "texts from outside never become part of a script")
            variables = {name: evaluated(value) for name, value in step.get("env", {}).items()}
            script = self.folder / ".cache/step.sh"
            script.parent.mkdir(exist_ok=True)
            script.write_text(step["run"])
            done = self.run_here("bash", "--noprofile", "--norc", "-eo", "pipefail", str(script), **variables,
                                 **self.github)
            if done.returncode != 0:
                break
        return done

    def setUp(self):
        super().setUp()
        self.run_here("git", "update-ref", "refs/remotes/origin/main", "main", check=True)
        self.run_here("git", "switch", "--quiet", "--create", "change", check=True)
        self.github = {
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_BASE_REF": "main",
            "GITHUB_STEP_SUMMARY": str(self.folder / ".cache/step-summary"),
        }

    def test_a_sound_pull_request_passes(self):
        done = self.steps()
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        self.assertIn("no dataset is touched", (self.folder / "onmodel.md").read_text())

    def test_a_fault_is_annotated_summed_up_and_stops_it(self):
        self.write("kestrel/0.txt", "standing, front view, ink drawing")
        self.write("robin/7.png", (self.folder / "kestrel/1.png").read_bytes())
        done = self.steps()
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("::error file=kestrel/0.txt,line=1,", done.stdout)
        summary = (self.folder / ".cache/step-summary").read_text()
        self.assertEqual(summary, (self.folder / "onmodel.md").read_text())
        self.assertIn("image-in-two-sets", summary)
        log = json.loads((self.folder / "onmodel.sarif").read_text())
        self.assertEqual(len(log["runs"]), 1)

    def test_inputs_reach_the_check_and_not_the_shell(self):
        self.write("kestrel/0.txt", "standing, front view, ink drawing")
        self.assertEqual(self.steps(**{"fail-on": "never"}).returncode, 0)
        self.assertEqual(self.steps(paths="robin").returncode, 0)
        self.assertEqual(self.steps(args="--ignore trigger-missing").returncode, 0)
        self.assertEqual(self.steps(**{"fail-on": "never", "min-score": "100", "since": "all"}).returncode, 1)
        self.assertEqual(self.steps(since="nowhere").returncode, 2)
        self.assertEqual(self.steps(since="$(touch hacked); `touch hacked`").returncode, 2)
        self.assertFalse((self.folder / "hacked").exists())


class GitLab(Repository):
    def test_the_job_writes_the_reports_it_promises(self):
        template = yaml.safe_load((DOCS / "ci/gitlab.yml").read_text())
        job = template["onmodel"]
        self.write("kestrel/0.txt", "standing, front view, ink drawing")
        base = self.run_here("git", "rev-parse", "HEAD").stdout.strip()
        variables = {**template["variables"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
        done = self.run_here("sh", "-ec", "\n".join(job["script"]), **variables)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("trigger-missing", done.stdout)
        for report in [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]:
            self.assertTrue((self.folder / report).is_file(), report)
        issues = json.loads((self.folder / job["artifacts"]["reports"]["codequality"]).read_text())
        self.assertIn("kestrel/0.txt", {one["location"]["path"] for one in issues})
        self.assertFalse([one for one in issues if one["location"]["path"].startswith("robin")])


class JUnit(Repository):
    def test_every_report_follows_the_schema(self):
        schema = xmlschema.XMLSchema(str(ROOT / "tests/schemas/junit-10.xsd"))
        self.assertFalse(schema.is_valid("<testsuites><testsuite/></testsuites>"))
        self.run_here(PROGRAM, "check", "--format", "junit=sound.xml", check=True)
        self.write("kestrel/0.txt", 'standing <b>&"\'\x1b</b>\n\tand ]]> more')
        self.write("robin/1.png", b"no picture")
        self.write("wren/onmodel.toml", '[dataset]\nname = "wren"\ntriger = "x"\n')
        done = self.run_here(PROGRAM, "check", "--min-score", "99", "--format", "junit=flawed.xml")
        self.assertEqual(done.returncode, 2)
        for report in ("sound.xml", "flawed.xml"):
            schema.validate(str(self.folder / report))
        counts = schema.to_dict(str(self.folder / "flawed.xml"))
        suites = {suite["@name"]: suite for suite in counts["testsuite"]}
        self.assertEqual(suites.keys(), {"kestrel", "robin", "configuration"})
        for suite in suites.values():
            failures = sum("failure" in case for case in suite["testcase"])
            self.assertEqual(int(suite["@failures"]), failures)
            self.assertEqual(int(suite["@tests"]), len(suite["testcase"]))


class DuckDB(Repository):
    def test_the_queries_of_the_documentation_answer(self):
        self.write("robin/7.png", (self.folder / "kestrel/1.png").read_bytes())
        facts = self.run_here(PROGRAM, "facts", ".", "--format", "jsonl", check=True)
        self.write("facts.jsonl", facts.stdout)
        queries = re.findall(r"```sql\n(.*?)```", (DOCS / "facts.md").read_text(), re.DOTALL)
        self.assertEqual(len(queries), 3)
        before = os.getcwd()
        os.chdir(self.folder)
        self.addCleanup(os.chdir, before)
        shared, near, sizes = [duckdb.sql(query).fetchall() for query in queries]
        self.assertEqual([row[1] for row in shared], [["kestrel/1.png", "robin/7.png"]])
        self.assertIn(("kestrel/1.png", "robin/7.png", 0), near)
        self.assertEqual(sizes, [("kestrel", 3, 128), ("robin", 4, 128)])


class Pages(unittest.TestCase):
    def test_what_the_page_names_is_there(self):
        page = (DOCS / "ci.md").read_text()
        for link in re.findall(r"\]\(((?!https?:)[^)#]+)\)", page):
            self.assertTrue((DOCS / link).exists(), link)
        recipe = (DOCS / "ci/Dockerfile").read_text()
        self.assertIn("cargo build --release --locked -p onmodel", recipe)


if __name__ == "__main__":
    unittest.main()
