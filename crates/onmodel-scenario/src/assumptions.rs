//! What onmodel takes for granted about the service without being able to prove it, in one place.
//!
//! Each constant says where it comes from: *documented* by the service, *seen* in its own programs,
//! or *assumed* by us. When the service turns out to differ, this is the file to change.

use std::time::Duration;

/// The service's address. Documented.
pub const BASE_URL: &str = "https://api.cloud.scenario.com/v1";

/// Images attached by one call. Documented.
pub const ATTACHED_AT_ONCE: usize = 10;

/// Images a training takes. Documented in the training guide.
pub const MOST_IMAGES: usize = 50;

/// Bytes of an image sent inside one request; larger ones go up in parts. The gateway takes bodies of
/// 10 MB, base64 adds a third, and the service's own plug-in for Blender draws the line here. Seen.
pub const INLINE_BYTES: usize = 3_500_000;

/// Bytes of a part of a large upload. At least 5 MB, except the last. Documented.
pub const PART_BYTES: usize = 8_000_000;

/// Characters of a model's name. Documented.
pub const NAME_CHARS: usize = 64;

/// Characters of a model's short description. Documented.
pub const DESCRIPTION_CHARS: usize = 256;

/// Models on a page of the list. Documented: at most 500.
pub const PAGE_OF_MODELS: usize = 100;

/// Assets on a page of the list. Documented: at most 100.
pub const PAGE_OF_ASSETS: usize = 100;

/// A cooldown the client sits out; a longer one is reported. The service's own client caps such waits
/// at about this. Assumed.
pub const LONGEST_COOLDOWN: Duration = Duration::from_secs(60);

/// How often a training or an upload is looked at. The training guide's samples do so. Documented.
pub const POLL: Duration = Duration::from_secs(10);

/// How often an upload is looked at that is being imported. The service's own helper does so.
/// Documented.
pub const IMPORT_POLL: Duration = Duration::from_secs(2);

/// How long an upload may take to be imported once it is complete. Documented as the default of the
/// service's own helper.
pub const LONGEST_IMPORT: Duration = Duration::from_secs(300);

/// How long one call may take before it counts as lost. The service's own client waits this long.
/// Seen.
pub const LONGEST_CALL: Duration = Duration::from_secs(60);

/// Whether a 429 that names an action is a plan's ceiling (tried once, reported) and one that names
/// seconds a cooldown (waited for). Seen in the service's own programs; its nesting is assumed, so the
/// fields are looked for at the top level and under `details`.
pub const NESTED_UNDER: &str = "details";

/// Jobs on a page of the list. Documented: at most 100.
pub const PAGE_OF_JOBS: usize = 100;

/// How long a picture is waited for. Most take seconds, large upscales minutes. Assumed.
pub const LONGEST_GENERATION: Duration = Duration::from_secs(900);

/// The upscaler used where none is named: it enlarges what there is, by a factor it is given. Seen in
/// use; its price was quoted to others as 10 CU.
pub const UPSCALER: &str = "model_upscale-v3";

/// The models a `LoRA` of each type is run with: by itself it is refused ("Custom models only are
/// supported for this endpoint"). Seen for these two; for others the model's own list is asked.
pub const BASES: [(&str, &str); 2] =
    [("flux.1-lora", "model_bfl-flux-1-dev"), ("flux.2-dev-lora", "model_bfl-flux-2-dev")];

/// Pictures pinned to a model as its examples. Documented: at most 150.
pub const MOST_EXAMPLES: usize = 150;
