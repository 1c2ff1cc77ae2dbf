//! Where the key goes, and where it does not.

use bytes::Bytes;
use fake_scenario::{Act, Answer, Fake, KEY, SECRET};
use onmodel_scenario::{Client, Credentials, Endpoint};
use serde_json::json;

use crate::{client, wait_for};

#[test]
fn the_project_is_named_where_one_is_configured() {
    let fake = Fake::start();
    let endpoint = Endpoint::new(&fake.base_url(), Some("proj_1")).unwrap();
    wait_for(Client::new(endpoint, Credentials::new(KEY, SECRET)).unwrap().check()).unwrap();
    assert_eq!(fake.world().log[0].request.parameter("projectId"), Some("proj_1"));
}

#[test]
fn a_redirect_is_not_followed_with_the_key() {
    let (fake, elsewhere) = (Fake::start(), Fake::start());
    let target = format!("{}/models", elsewhere.base_url());
    fake.once("GET /models", Act::Answer(Answer::redirect(&target)));
    let told = wait_for(client(&fake).check()).unwrap_err().to_string();
    assert!(told.contains("SCENARIO_BASE_URL"), "{told}");
    assert!(elsewhere.asked().is_empty());
}

#[test]
fn storage_never_sees_the_key_not_even_after_a_redirect() {
    let fake = Fake::start();
    fake.world().switches.redirects_storage = true;
    let bytes = Bytes::from(vec![7; 17_000_000]);
    let client = client(&fake);
    let asset = wait_for(client.upload("large.png", "image/png", &bytes, &|_| {})).unwrap();
    let world = fake.world();
    assert_eq!(world.asset(asset.as_str()).unwrap().bytes, bytes);
    let stored = world.log.iter().filter(|seen| !seen.request.path.starts_with("/v1"));
    let mut count = 0;
    for seen in stored {
        assert_eq!(seen.request.header("authorization"), None);
        count += 1;
    }
    assert_eq!(count, 6, "three parts, each redirected once");
}

#[test]
fn a_service_that_echoes_the_key_is_not_quoted_on_it() {
    let fake = Fake::start();
    let echo = format!("bad request by {KEY}:{SECRET}");
    fake.judge(move |seen| {
        let header = seen.request.header("authorization").unwrap_or_default();
        let body = json!({ "reason": echo, "headers": { "authorization": header } });
        Act::Answer(Answer::json(400, &body))
    });
    let error = wait_for(client(&fake).check()).unwrap_err();
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(text.contains("bad request by [hidden]"), "{text}");
        assert!(
            !text.contains(SECRET) && !text.contains(KEY) && !text.contains("YXBpX2Zha2"),
            "{text}"
        );
    }
}
