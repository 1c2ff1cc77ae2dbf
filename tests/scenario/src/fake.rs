//! The server: one thread that takes connections, one for each of them.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use crate::{Act, Judge, Seen, World, http, routes};

/// A service in this process, for as long as it is kept.
pub struct Fake {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

struct Shared {
    world: Mutex<World>,
    judge: Mutex<Judge>,
    /// Requests are served one after the other, so that their numbers mean something.
    turn: Mutex<()>,
    is_over: AtomicBool,
}

impl Fake {
    /// Serves a fresh world at a port of this machine; everything asked is served.
    ///
    /// # Panics
    /// No port is free.
    pub fn start() -> Self {
        Self::at(0)
    }

    /// Serves at a port; 0 chooses one.
    ///
    /// # Panics
    /// The port is taken.
    pub fn at(port: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            world: Mutex::new(World::new(&format!("http://{address}"))),
            judge: Mutex::new(Box::new(|_| Act::Serve)),
            turn: Mutex::new(()),
            is_over: AtomicBool::new(false),
        });
        let own = Arc::clone(&shared);
        let listener = std::thread::spawn(move || listen(&listener, &own));
        Self { address, shared, listener: Some(listener) }
    }

    /// What `SCENARIO_BASE_URL` is set to.
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// What the service holds, and what it was asked. Nothing is served meanwhile.
    pub fn world(&self) -> MutexGuard<'_, World> {
        locked(&self.shared.world)
    }

    /// Lets `judge` decide what becomes of each further request.
    pub fn judge(&self, judge: impl FnMut(&Seen) -> Act + Send + 'static) {
        *locked(&self.shared.judge) = Box::new(judge);
    }

    /// Serves everything again.
    pub fn be_kind(&self) {
        self.judge(|_| Act::Serve);
    }

    /// Does `act` with the first request of this name (`POST /models`; an id is written `*`).
    pub fn once(&self, name: &str, act: Act) {
        let (name, mut act) = (name.to_owned(), Some(act));
        self.judge(move |seen| {
            let is_meant = matches(&name, &seen.name());
            is_meant.then(|| act.take()).flatten().unwrap_or(Act::Serve)
        });
    }

    /// The names of the requests so far.
    pub fn asked(&self) -> Vec<String> {
        self.world().log.iter().map(Seen::name).collect()
    }

    /// How many requests of this name came (`PUT /models/*/train`).
    pub fn count(&self, name: &str) -> usize {
        self.asked().iter().filter(|asked| matches(name, asked)).count()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        // Wakes the listener, which then sees that it is over.
        drop(TcpStream::connect(self.address));
        if let Some(listener) = self.listener.take() {
            drop(listener.join());
        }
    }
}

/// Whether a request's name is the one meant; `*` stands for one segment.
pub fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<_>, Vec<_>) =
        (pattern.split('/').collect(), name.split('/').collect());
    pattern.len() == name.len() && pattern.iter().zip(&name).all(|(a, b)| *a == "*" || a == b)
}

/// A test that failed while it held a lock has been reported; others go on.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.is_over.load(Ordering::SeqCst) {
            return;
        }
        let Ok(mut stream) = stream else { continue };
        let shared = Arc::clone(shared);
        // A client that was killed breaks its connection: that is the test, not a fault.
        std::thread::spawn(move || drop(serve(&mut stream, &shared)));
    }
}

fn serve(stream: &mut TcpStream, shared: &Shared) -> std::io::Result<()> {
    let Some(request) = http::read(stream)? else { return Ok(()) };
    let turn = locked(&shared.turn);
    let seen = {
        let mut world = locked(&shared.world);
        let seen = Seen { index: world.log.len(), request };
        world.log.push(seen.clone());
        seen
    };
    let act = (locked(&shared.judge))(&seen);
    let handle = || routes::handle(&mut locked(&shared.world), &seen.request);
    let answer = match act {
        Act::Serve => Some(handle()),
        Act::Answer(answer) => Some(answer),
        Act::LoseRequest => None,
        Act::LoseAnswer => {
            handle();
            None
        }
        Act::ServeBut(answer) => {
            handle();
            Some(answer)
        }
    };
    drop(turn);
    answer.map_or(Ok(()), |answer| http::write(stream, &answer))
}
