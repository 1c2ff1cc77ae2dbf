//! `/uploads`: large files, in parts.

use std::time::Instant;

use bytes::Bytes;
use serde::Deserialize;
use serde_json::json;

use super::{AssetId, UploadId, lenient};
use crate::client::Call;
use crate::{ApiError, Client, assumptions};

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Upload {
    id: UploadId,
    #[serde(default, deserialize_with = "lenient::or_default")]
    status: String,
    #[serde(default, deserialize_with = "lenient::or_default")]
    parts: Vec<Part>,
    #[serde(default)]
    entity_id: Option<AssetId>,
    #[serde(default)]
    error_message: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Part {
    number: usize,
    url: String,
}

#[derive(Deserialize)]
struct OneUpload {
    upload: Upload,
}

impl Client {
    /// Keeps a picture of any size at the service, in parts. `progress` is told of the bytes sent.
    ///
    /// An upload that broke off leaves nothing behind but its number: it may be begun anew.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn upload(
        &self,
        name: &str,
        content_type: &str,
        bytes: &Bytes,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<AssetId, ApiError> {
        let parts = bytes.len().div_ceil(assumptions::PART_BYTES).max(1);
        let upload = self.begin_upload(name, content_type, bytes.len(), parts).await?;
        self.send_parts(&upload, bytes, progress).await?;
        let path = ["uploads", upload.id.as_str(), "action"];
        let complete = Call::post(&path).repeatable().body(&json!({ "action": "complete" }));
        self.order(complete).await?;
        self.imported(&upload.id).await
    }

    async fn begin_upload(
        &self,
        name: &str,
        content_type: &str,
        size: usize,
        parts: usize,
    ) -> Result<Upload, ApiError> {
        let body = json!({
            "fileName": name, "contentType": content_type, "kind": "image",
            "parts": parts, "fileSize": size,
        });
        // Repeated freely: an upload that is never completed becomes no asset.
        let call = Call::post(&["uploads"]).repeatable().body(&body);
        Ok(self.send::<OneUpload>(call).await?.upload)
    }

    async fn send_parts(
        &self,
        upload: &Upload,
        bytes: &Bytes,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<(), ApiError> {
        let mut parts = upload.parts.clone();
        parts.sort_by_key(|part| part.number);
        let size = part_size(bytes.len(), parts.len());
        for (index, part) in parts.iter().enumerate() {
            let start = (index * size).min(bytes.len());
            let end = (start + size).min(bytes.len());
            self.put_part(&part.url, bytes.slice(start..end)).await?;
            progress(end);
        }
        Ok(())
    }

    /// The asset an upload became, once it has been imported.
    async fn imported(&self, id: &UploadId) -> Result<AssetId, ApiError> {
        let call = || "GET /uploads/…".to_owned();
        let begun = Instant::now();
        while begun.elapsed() < assumptions::LONGEST_IMPORT {
            let upload = self.send::<OneUpload>(Call::get(&["uploads", id.as_str()])).await?.upload;
            match (upload.status.as_str(), upload.entity_id) {
                (_, Some(asset)) => return Ok(asset),
                ("failed", None) => {
                    let why = upload.error_message.unwrap_or_else(|| "no reason given".to_owned());
                    let why = format!("the image was not imported: {why}");
                    return Err(ApiError::Garbled { call: call(), why, body: String::new() });
                }
                _ => tokio::time::sleep(assumptions::IMPORT_POLL.min(self.endpoint().poll())).await,
            }
        }
        Err(ApiError::Lost { call: call(), why: "the image is still being imported".to_owned() })
    }
}

/// Bytes of each part but the last. The service may offer another number of parts than it was asked
/// for; then they are equal.
fn part_size(bytes: usize, parts: usize) -> usize {
    if bytes.div_ceil(assumptions::PART_BYTES) == parts {
        assumptions::PART_BYTES
    } else {
        bytes.div_ceil(parts.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_part_is_small() {
        assert_eq!(part_size(9_000_000, 2), assumptions::PART_BYTES);
        assert_eq!(part_size(9_000_000, 3), 3_000_000);
    }
}
