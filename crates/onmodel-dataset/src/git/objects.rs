//! The contents of git's objects, from one process.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::{Git, GitError};

/// A `git cat-file --batch` kept running while objects are asked for.
pub struct Objects {
    child: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Git {
    /// Starts reading objects.
    ///
    /// # Errors
    /// Where git cannot be run.
    pub fn objects(&self) -> Result<Objects, GitError> {
        let mut command = self.run.command(&["cat-file", "--batch"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let no_program = |fault: std::io::Error| GitError::NoProgram(crate::words(&fault));
        let mut child = command.spawn().map_err(no_program)?;
        let (Some(ask), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(GitError::NoProgram("it has no input or output".to_owned()));
        };
        Ok(Objects { child, ask: Some(ask), answers: BufReader::new(answers) })
    }
}

impl Objects {
    /// The content of the object of this name; `None` where the repository lacks it, as a partial
    /// clone may.
    pub fn read(&mut self, name: &str) -> Option<Vec<u8>> {
        let ask = self.ask.as_mut()?;
        writeln!(ask, "{name}").and_then(|()| ask.flush()).ok()?;
        let mut head = String::new();
        self.answers.read_line(&mut head).ok()?;
        // `NAME TYPE SIZE`, or `NAME missing`.
        let size: usize = head.split_whitespace().nth(2)?.parse().ok()?;
        let mut content = vec![0; size];
        self.answers.read_exact(&mut content).ok()?;
        self.answers.read_exact(&mut [0]).ok()?;
        Some(content)
    }
}

impl Drop for Objects {
    /// Closes its input, which ends it.
    fn drop(&mut self) {
        self.ask = None;
        let _ = self.child.wait();
    }
}
