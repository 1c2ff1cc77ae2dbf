//! `fake-scenario [PORT]`: the fake as a process, for trying `onmodel submit` by hand. It prints what
//! to set in the environment, and every request it serves, until it is stopped.

use std::time::Duration;

use fake_scenario::{Act, Fake, KEY, SECRET};

fn main() {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(0);
    let fake = Fake::at(port);
    fake.world().switches.steps = 8;
    println!("export SCENARIO_BASE_URL={}", fake.base_url());
    println!("export SCENARIO_SDK_API_KEY={KEY} SCENARIO_SDK_API_SECRET={SECRET}");
    fake.judge(|seen| {
        eprintln!("{:>4} {}", seen.index, seen.name());
        Act::Serve
    });
    loop {
        std::thread::sleep(Duration::from_secs(3600));
    }
}
