//! One process of a plugin's: started, asked, watched, killed.

use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsRawFd;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use super::Start;
use super::death::{Death, words};
use super::watch::Watch;
use crate::caps;
use crate::page::Shared;

/// How often a process that says nothing is looked after, in milliseconds.
const LOOK: i32 = 25;

/// A running process.
pub(super) struct Process {
    child: Child,
    requests: ChildStdin,
    answers: ChildStdout,
    stderr: Option<ChildStderr>,
    printed: Vec<u8>,
    pub(super) shared: Shared,
    read: Vec<u8>,
    /// As large as a pipe: one call empties it.
    buffer: Box<[u8]>,
}

impl Process {
    /// Starts one. Its environment is empty and its folder is the root: it finds nothing by accident.
    pub(super) fn start(start: &Start) -> io::Result<Self> {
        let shared = Shared::new()?;
        let mut command = Command::new(&start.program);
        command.arg("plugin-host").arg(&start.library).args(["--page", &shared.path()]);
        if start.permissions.write {
            command.arg("--allow-write");
        }
        if start.permissions.network {
            command.arg("--allow-network");
        }
        let mut child = command
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(requests), Some(answers), Some(stderr)) = pipes else {
            return Err(io::Error::other("it has no pipes"));
        };
        for descriptor in [requests.as_raw_fd(), answers.as_raw_fd(), stderr.as_raw_fd()] {
            // SAFETY: the descriptor is open; numbers otherwise.
            unsafe { libc::fcntl(descriptor, libc::F_SETFL, libc::O_NONBLOCK) };
        }
        let (printed, read) = (Vec::new(), Vec::new());
        Ok(Self {
            child,
            requests,
            answers,
            stderr: Some(stderr),
            printed,
            shared,
            read,
            buffer: vec![0; 1 << 16].into(),
        })
    }

    /// Sends a frame, if there is one, and waits for one.
    pub(super) fn exchange(&mut self, frame: &[u8], patience: Duration) -> Result<Vec<u8>, Death> {
        let mut watch = Watch::new(self.child.id(), patience, self.shared.progress());
        let mut unsent = frame;
        self.read.clear();
        loop {
            self.wait(!unsent.is_empty());
            self.take_printed();
            if !unsent.is_empty() {
                match self.requests.write(unsent) {
                    Ok(sent) => {
                        unsent = &unsent[sent..];
                        watch.alive();
                    }
                    Err(error) if is_later(&error) => {}
                    Err(_) => return Err(self.ended()),
                }
            }
            match self.receive() {
                Ok(0) => {}
                Ok(_) => watch.alive(),
                Err(()) => return Err(self.ended()),
            }
            if let Some(length) = self.length() {
                if length > caps::FRAME {
                    return Err(self.nonsense("an answer too long"));
                }
                if self.read.len() > length + 4 {
                    return Err(self.nonsense("more than it was asked"));
                }
                if self.read.len() == length + 4 {
                    return Ok(std::mem::take(&mut self.read));
                }
            }
            if let Some(how) = watch.verdict(self.shared.progress()) {
                let during = self.during();
                self.kill();
                return Err(Death { how, during });
            }
        }
    }

    /// It said something that means nothing: it is killed, and whose fault it was is unclear.
    pub(super) fn nonsense(&mut self, what: &str) -> Death {
        self.kill();
        Death { how: format!("answered nonsense ({what})"), during: None }
    }

    /// Gives a frame's memory back.
    pub(super) fn reuse(&mut self, frame: Vec<u8>) {
        self.read = frame;
    }

    /// Waits until there is something to do, or to look after.
    fn wait(&self, wants_to_send: bool) {
        let poll = |descriptor, events| libc::pollfd { fd: descriptor, events, revents: 0 };
        let stderr = self.stderr.as_ref().map_or(-1, AsRawFd::as_raw_fd);
        let requests = if wants_to_send { self.requests.as_raw_fd() } else { -1 };
        let mut all = [
            poll(self.answers.as_raw_fd(), libc::POLLIN),
            poll(stderr, libc::POLLIN),
            poll(requests, libc::POLLOUT),
        ];
        // SAFETY: the array lives through the call and has so many members.
        unsafe { libc::poll(all.as_mut_ptr(), all.len() as libc::nfds_t, LOOK) };
    }

    /// Reads what is there: how much, or that the other end is closed.
    fn receive(&mut self) -> Result<usize, ()> {
        match self.answers.read(&mut self.buffer) {
            Ok(0) => Err(()),
            Ok(read) => {
                self.read.extend_from_slice(&self.buffer[..read]);
                Ok(read)
            }
            Err(error) if is_later(&error) => Ok(0),
            Err(_) => Err(()),
        }
    }

    /// The length of the frame that comes, once it is known.
    fn length(&self) -> Option<usize> {
        let head = self.read.first_chunk::<4>()?;
        Some(u32::from_le_bytes(*head) as usize)
    }

    /// Keeps the end of what the plugin prints.
    fn take_printed(&mut self) {
        let mut buffer = [0; 4096];
        while let Some(stderr) = &mut self.stderr {
            match stderr.read(&mut buffer) {
                Ok(0) => self.stderr = None,
                Ok(read) => {
                    self.printed.extend_from_slice(&buffer[..read]);
                    let surplus = self.printed.len().saturating_sub(caps::STDERR);
                    self.printed.drain(..surplus);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    if error.kind() != ErrorKind::WouldBlock {
                        self.stderr = None;
                    }
                    return;
                }
            }
        }
    }

    /// How it ended, having closed its end.
    fn ended(&mut self) -> Death {
        let deadline = Instant::now() + caps::PATIENCE;
        let mut status = None;
        while status.is_none() && Instant::now() < deadline {
            status = self.child.try_wait().ok().flatten();
            if status.is_none() {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        self.take_printed();
        let during = self.during();
        self.kill();
        Death { how: words(status, &self.printed), during }
    }

    fn during(&self) -> Option<(u32, u32)> {
        let progress = self.shared.progress();
        progress.is_inside.then_some(progress.at)
    }

    fn kill(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

fn is_later(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}
