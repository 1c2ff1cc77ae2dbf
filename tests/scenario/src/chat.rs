//! An endpoint that speaks `OpenAI`'s language, as far as drafts of captions need it.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use serde_json::json;

use crate::{Answer, Request, http};

/// Decides on an answer; the number counts the requests, from 0.
type Reply = Box<dyn FnMut(usize, &Request) -> Answer + Send>;

/// An endpoint in this process, for as long as it is kept.
pub struct Chat {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

struct Shared {
    log: Mutex<Vec<Request>>,
    reply: Mutex<Reply>,
    is_over: AtomicBool,
}

impl Chat {
    /// Answers with these captions, one after the other, over and over.
    ///
    /// # Panics
    /// No port is free.
    pub fn saying(captions: &[&str]) -> Self {
        let captions: Vec<String> = captions.iter().map(|text| (*text).to_owned()).collect();
        Self::replying(move |number, _| said(&captions[number % captions.len()]))
    }

    /// Lets `reply` decide on each answer.
    ///
    /// # Panics
    /// No port is free.
    pub fn replying(reply: impl FnMut(usize, &Request) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            log: Mutex::default(),
            reply: Mutex::new(Box::new(reply)),
            is_over: AtomicBool::new(false),
        });
        let own = Arc::clone(&shared);
        let listener = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if own.is_over.load(Ordering::SeqCst) {
                    return;
                }
                // A client that goes away in the middle is the test, not a fault.
                drop(stream.and_then(|mut stream| serve(&mut stream, &own)));
            }
        });
        Self { address, shared, listener: Some(listener) }
    }

    /// What `endpoint` is set to.
    pub fn endpoint(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// The requests so far.
    pub fn log(&self) -> MutexGuard<'_, Vec<Request>> {
        self.shared.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Chat {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        if let Some(listener) = self.listener.take() {
            drop(listener.join());
        }
    }
}

/// An answer with a caption in it.
pub fn said(caption: &str) -> Answer {
    Answer::json(
        200,
        &json!({ "choices": [{ "message": { "role": "assistant", "content": caption } }] }),
    )
}

fn serve(stream: &mut TcpStream, shared: &Shared) -> std::io::Result<()> {
    let Some(request) = http::read(stream)? else { return Ok(()) };
    let number = {
        let mut log = shared.log.lock().unwrap_or_else(PoisonError::into_inner);
        log.push(request.clone());
        log.len() - 1
    };
    let answer = (shared.reply.lock().unwrap_or_else(PoisonError::into_inner))(number, &request);
    http::write(stream, &answer)
}
