//! Messages from the client, each read whole, looked over, and handed on in canonical form.
//!
//! The framework matches `Content-Length` in that spelling only, and stops reading for good at the
//! first message it cannot parse. Here header names are read in any case, what is no message is
//! dropped, and a request that is malformed is turned into one that will be refused.

use serde_json::{Value, json};
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader,
};

/// The method a malformed request is given, so that it is refused under its own id.
pub(crate) const MALFORMED: &str = "$/malformed";

/// Longest header line and longest body taken, in bytes. Captions are small; a length beyond this is
/// a mistake, not a message.
const LONGEST_LINE: u64 = 4096;
const LONGEST_BODY: u64 = 256 << 20;

/// Hands every sound message of `input` on to `output`; returns at the end of either.
pub(crate) async fn forward(
    input: impl AsyncRead + Unpin,
    mut output: impl AsyncWrite + Unpin,
) -> std::io::Result<()> {
    let mut input = BufReader::new(input);
    while let Some(length) = header(&mut input).await? {
        let Some(body) = body(&mut input, length).await? else { continue };
        if let Some(message) = sound(&body) {
            output
                .write_all(format!("Content-Length: {}\r\n\r\n", message.len()).as_bytes())
                .await?;
            output.write_all(&message).await?;
            output.flush().await?;
        }
    }
    Ok(())
}

/// The length a message's headers tell; `None` at the end of the input. Headers without a length are
/// passed over.
async fn header(input: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<Option<u64>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if (&mut *input).take(LONGEST_LINE).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            match length {
                Some(length) => return Ok(Some(length)),
                None => continue,
            }
        }
        length = content_length(&text).or(length);
    }
}

/// The number after `content-length:`, whatever its case and whatever garbage stands before it.
fn content_length(line: &str) -> Option<u64> {
    const NAME: &str = "content-length:";
    let at = line.to_ascii_lowercase().find(NAME)?;
    line.get(at + NAME.len()..)?.trim().parse().ok()
}

/// The next `length` bytes; `None` where that is more than any message has: they are skipped.
async fn body(
    input: &mut (impl AsyncBufRead + Unpin),
    length: u64,
) -> std::io::Result<Option<Vec<u8>>> {
    let mut part = (&mut *input).take(length);
    if length > LONGEST_BODY {
        tokio::io::copy(&mut part, &mut tokio::io::sink()).await?;
        return Ok(None);
    }
    let mut body = Vec::new();
    part.read_to_end(&mut body).await?;
    Ok((body.len() as u64 == length).then_some(body))
}

/// The message in the form the framework reads, if it is one.
fn sound(body: &[u8]) -> Option<Vec<u8>> {
    let Ok(Value::Object(message)) = serde_json::from_slice::<Value>(body) else { return None };
    let id = message.get("id").filter(|id| id.is_i64() || id.is_string());
    let is_current = message.get("jsonrpc").is_some_and(|version| version == "2.0");
    let has_right_id = id.is_some() || !message.contains_key("id");
    match message.get("method") {
        Some(Value::String(_)) if is_current && has_right_id => Some(body.to_vec()),
        Some(_) => {
            let refused = json!({ "jsonrpc": "2.0", "id": id?, "method": MALFORMED });
            Some(refused.to_string().into_bytes())
        }
        None => {
            let is_error = |error: &Value| {
                error.get("code").is_some_and(Value::is_i64)
                    && error.get("message").is_some_and(Value::is_string)
            };
            let is_answer = match (message.get("result"), message.get("error")) {
                (Some(_), None) => true,
                (None, Some(error)) => is_error(error),
                _ => false,
            };
            (is_current && id.is_some() && is_answer).then(|| body.to_vec())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn forwarded(input: &str) -> String {
        let mut output = Vec::new();
        forward(input.as_bytes(), &mut output).await.unwrap();
        String::from_utf8(output).unwrap()
    }

    const NOTE: &str = r#"{"jsonrpc":"2.0","method":"a"}"#;
    const FRAMED: &str = "Content-Length: 30\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"a\"}";

    #[tokio::test]
    async fn header_names_are_read_in_any_case_and_company() {
        for headers in [
            "Content-Length: 30\r\n\r\n",
            "content-length: 30\r\n\r\n",
            "CONTENT-LENGTH:30\n\n",
            "content-type: x\r\nContent-length: 30\r\nX-More: y\r\nX-Even-More: z\r\n\r\n",
            "garbageContent-Length: 30\r\n\r\n",
            "no header at all\r\n\r\ncontent-length: 30\r\n\r\n",
        ] {
            assert_eq!(forwarded(&format!("{headers}{NOTE}")).await, FRAMED, "{headers:?}");
        }
    }

    #[tokio::test]
    async fn what_is_no_message_is_dropped_and_the_next_one_read() {
        for broken in ["{", "[]", "7", "\"\"", "{}", r#"{"jsonrpc":"2.0","method":1}"#, "\u{fffd}"]
        {
            let frame = format!("Content-Length: {}\r\n\r\n{broken}", broken.len());
            assert_eq!(forwarded(&format!("{frame}{FRAMED}")).await, FRAMED, "{broken}");
        }
    }

    #[tokio::test]
    async fn a_malformed_request_keeps_its_id_to_be_refused_under() {
        for broken in [
            r#"{"jsonrpc":"2.0","id":7,"method":5}"#,
            r#"{"id":7,"method":"hover"}"#,
            r#"{"jsonrpc":"1.0","id":7,"method":"hover"}"#,
        ] {
            let frame = format!("Content-Length: {}\r\n\r\n{broken}", broken.len());
            let out = forwarded(&frame).await;
            assert!(out.ends_with(r#"{"jsonrpc":"2.0","id":7,"method":"$/malformed"}"#), "{out}");
        }
    }

    #[tokio::test]
    async fn a_message_cut_short_by_the_end_is_dropped() {
        assert_eq!(forwarded("Content-Length: 99\r\n\r\n{\"jsonrpc\"").await, "");
    }

    #[tokio::test]
    async fn answers_pass_and_what_only_looks_like_one_does_not() {
        for (body, passes) in [
            (r#"{"jsonrpc":"2.0","id":1,"result":null}"#, true),
            (r#"{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}"#, true),
            (r#"{"jsonrpc":"2.0","id":1,"error":{}}"#, false),
            (r#"{"jsonrpc":"2.0","result":null}"#, false),
            (r#"{"jsonrpc":"2.0","id":1}"#, false),
        ] {
            assert_eq!(sound(body.as_bytes()).is_some(), passes, "{body}");
        }
    }
}
