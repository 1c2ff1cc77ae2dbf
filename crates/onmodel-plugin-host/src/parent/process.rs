//! One process of a plugin's: started, asked, watched, killed.

use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsRawFd;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use super::Start;
use super::death::{Death, When, words};
use super::watch::Watch;
use crate::caps;
use crate::page::{Progress, Shared};

/// How often a process that says nothing is looked after, in milliseconds.
const LOOK: i32 = 25;

/// How long an answer is waited for without going to sleep: to be woken takes longer than a plugin
/// needs for one caption.
const AWAKE: Duration = Duration::from_micros(50);

/// A running process.
pub(super) struct Process {
    child: Child,
    requests: ChildStdin,
    answers: ChildStdout,
    stderr: Option<ChildStderr>,
    printed: Vec<u8>,
    pub(super) shared: Shared,
    state: State,
    read: Vec<u8>,
    spare: Vec<u8>,
    /// As large as a pipe: one call empties it.
    buffer: Box<[u8]>,
}

/// What was begun with a process and not brought to its end.
#[derive(Default)]
enum State {
    #[default]
    Idle,
    /// It was asked this and has not answered.
    Asked(Begun),
    /// It was asked this and died.
    Died(Vec<u8>, Death),
}

/// A frame that is being answered.
struct Begun {
    frame: Vec<u8>,
    /// Bytes of it that were sent.
    sent: usize,
    watch: Watch,
}

/// Where there is something to read.
struct Ready {
    answers: bool,
    stderr: bool,
}

impl Process {
    /// Starts one. Its environment is empty and its folder is the root: it finds nothing by accident.
    pub(super) fn start(start: &Start) -> io::Result<Self> {
        let shared = Shared::new()?;
        let mut command = Command::new(&start.program);
        command.arg("plugin-host").arg(&start.copy.library).args(["--page", &shared.path()]);
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
        Ok(Self {
            child,
            requests,
            answers,
            stderr: Some(stderr),
            printed: Vec::new(),
            shared,
            state: State::Idle,
            read: Vec::new(),
            spare: Vec::new(),
            buffer: vec![0; 1 << 16].into(),
        })
    }

    /// Memory for a frame.
    pub(super) fn spare(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.spare)
    }

    /// Sends a frame, if there is one, and waits for its answer. One that was begun already is gone
    /// on with.
    pub(super) fn exchange(
        &mut self,
        frame: Vec<u8>,
        patience: Duration,
    ) -> Result<Vec<u8>, Death> {
        let mut begun = match std::mem::take(&mut self.state) {
            State::Idle => self.begin(frame, patience),
            State::Asked(begun) if begun.frame == frame => begun,
            State::Asked(mut begun) => {
                // Nobody waits for that answer any more, nor asks again what it was about.
                let answer = self.go_on(&mut begun, None);
                answer.map_err(|death| Death { when: When::Idle, ..death })?;
                self.begin(frame, patience)
            }
            State::Died(asked, death) if asked == frame => return Err(death),
            State::Died(_, death) => return Err(Death { when: When::Idle, ..death }),
        };
        loop {
            if let Some(answer) = self.go_on(&mut begun, None)? {
                self.spare = begun.frame;
                return Ok(answer);
            }
        }
    }

    /// The answer to a frame, if it comes in time; else the frame is to be exchanged, which goes on
    /// from here, be it with a death.
    pub(super) fn attempt(
        &mut self,
        frame: Vec<u8>,
        patience: Duration,
        until: Instant,
    ) -> Option<Vec<u8>> {
        if !matches!(self.state, State::Idle) || self.has_ended() {
            return None;
        }
        let mut begun = self.begin(frame, patience);
        match self.go_on(&mut begun, Some(until)) {
            Ok(Some(answer)) => {
                self.spare = begun.frame;
                return Some(answer);
            }
            Ok(None) => self.state = State::Asked(begun),
            Err(death) => self.state = State::Died(begun.frame, death),
        }
        None
    }

    fn begin(&mut self, frame: Vec<u8>, patience: Duration) -> Begun {
        self.read.clear();
        Begun {
            frame,
            sent: 0,
            watch: Watch::new(self.child.id(), patience, self.shared.progress()),
        }
    }

    /// Sends what is left of a frame and waits for its answer, or until it is time for something
    /// else.
    fn go_on(
        &mut self,
        begun: &mut Begun,
        until: Option<Instant>,
    ) -> Result<Option<Vec<u8>>, Death> {
        let Begun { frame, sent, watch } = begun;
        loop {
            if *sent < frame.len() {
                match self.requests.write(&frame[*sent..]) {
                    Ok(more) => {
                        *sent += more;
                        watch.alive();
                    }
                    Err(error) if is_later(&error) => {}
                    Err(_) => return Err(self.ended()),
                }
            }
            let ready = self.wait(*sent < frame.len(), until);
            if ready.stderr {
                self.take_printed();
            }
            if ready.answers {
                match self.receive() {
                    Ok(0) => {}
                    Ok(_) => watch.alive(),
                    Err(()) => return Err(self.ended()),
                }
            }
            if let Some(length) = self.length() {
                if length > caps::FRAME {
                    return Err(self.nonsense("an answer too long"));
                }
                if self.read.len() > length + 4 {
                    return Err(self.nonsense("more than it was asked"));
                }
                if self.read.len() == length + 4 {
                    return Ok(Some(std::mem::take(&mut self.read)));
                }
            }
            if let Some(how) = watch.verdict(self.shared.progress()) {
                let when = self.when();
                self.kill();
                return Err(Death { how, when });
            }
            if until.is_some_and(|until| Instant::now() >= until) {
                return Ok(None);
            }
        }
    }

    /// It said something that means nothing: it is killed, and whose fault it was is unclear.
    pub(super) fn nonsense(&mut self, what: &str) -> Death {
        self.kill();
        Death { how: format!("answered nonsense ({what})"), when: When::Asked }
    }

    /// Gives a frame's memory back.
    pub(super) fn reuse(&mut self, frame: Vec<u8>) {
        self.read = frame;
    }

    /// Waits until there is something to do, or to look after; what there is to read.
    fn wait(&self, wants_to_send: bool, until: Option<Instant>) -> Ready {
        let begun = Instant::now();
        while !wants_to_send && begun.elapsed() < AWAKE {
            let ready = self.poll(false, 0);
            if ready.answers || ready.stderr {
                return ready;
            }
            std::thread::yield_now();
        }
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        self.poll(wants_to_send, left.map_or(LOOK, |left| LOOK.min(left.as_millis() as i32 + 1)))
    }

    /// What there is to read, if need be after so many milliseconds.
    fn poll(&self, wants_to_send: bool, most: i32) -> Ready {
        let poll = |descriptor, events| libc::pollfd { fd: descriptor, events, revents: 0 };
        let stderr = self.stderr.as_ref().map_or(-1, AsRawFd::as_raw_fd);
        let requests = if wants_to_send { self.requests.as_raw_fd() } else { -1 };
        let mut all = [
            poll(self.answers.as_raw_fd(), libc::POLLIN),
            poll(stderr, libc::POLLIN),
            poll(requests, libc::POLLOUT),
        ];
        // SAFETY: the array lives through the call and has so many members.
        unsafe { libc::poll(all.as_mut_ptr(), all.len() as libc::nfds_t, most) };
        // An end that was closed is something to read too.
        Ready { answers: all[0].revents != 0, stderr: all[1].revents != 0 }
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

    /// Keeps the end of what the plugin prints. One call empties a pipe; one that is filled as fast
    /// is left, for there are other things to do.
    fn take_printed(&mut self) {
        let Some(stderr) = &mut self.stderr else { return };
        match stderr.read(&mut self.buffer) {
            Ok(0) => self.stderr = None,
            Ok(read) => {
                let last = read.saturating_sub(caps::STDERR);
                self.printed.extend_from_slice(&self.buffer[last..read]);
                let surplus = self.printed.len().saturating_sub(caps::STDERR);
                self.printed.drain(..surplus);
            }
            Err(error) if is_later(&error) => {}
            Err(_) => self.stderr = None,
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
        let when = self.when();
        self.kill();
        Death { how: words(status, &self.printed), when }
    }

    fn when(&self) -> When {
        let Progress { is_inside, at: (item, rule), .. } = self.shared.progress();
        if is_inside { When::During(item, rule) } else { When::Asked }
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// How it ended while it was asked nothing, if it did: nothing shown to it is to be blamed.
    pub(super) fn ended_idle(&mut self) -> Option<Death> {
        let is_idle = matches!(self.state, State::Idle);
        (is_idle && self.has_ended()).then(|| Death { when: When::Idle, ..self.ended() })
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
