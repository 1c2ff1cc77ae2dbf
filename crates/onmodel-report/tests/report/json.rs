//! The report for machines.

use std::path::PathBuf;

use expect_test::expect;
use onmodel_report::json;

use crate::made::{FLAWED, everything};
use crate::studio::{GATE, Studio, check, judged};

fn document() -> String {
    let studio = Studio::with(&FLAWED);
    studio.write("broken/onmodel.toml", b"[dataset]\nname = 1\n");
    studio.write("broken/01.png", b"");
    let (mut sets, errors) = studio.open(&["kestrel", "broken"]);
    let set = sets.remove(0);
    let findings = everything(&set).split_off(2);
    let mut check = check(vec![judged(set, findings, [100.0, 62.5, 75.0, 57.1, 42.0])]);
    check.errors = errors;
    json::render(&check, &GATE, &studio.style())
}

#[test]
fn the_document_has_the_shape_promised() {
    expect![[r#"
        {
          "schema_version": 1,
          "tool": {
            "name": "onmodel",
            "version": "0.1.0"
          },
          "datasets": [
            {
              "path": "kestrel",
              "name": "kestrel",
              "trainer": "scenario",
              "base": "flux.2-dev",
              "images": 4,
              "captions": 3,
              "ready": false,
              "score": {
                "total": 65.53999999999999,
                "parts": [
                  {
                    "name": "resolution",
                    "score": 100.0,
                    "weight": 0.2,
                    "detail": "7 of 7 images are at least 1024 px on the short side"
                  },
                  {
                    "name": "format",
                    "score": 62.5,
                    "weight": 0.15,
                    "detail": "7 of 7 images are as the trainer wants its file"
                  },
                  {
                    "name": "diversity",
                    "score": 75.0,
                    "weight": 0.2,
                    "detail": "7 images show about 5.3 distinct pictures",
                    "distinct_pictures": 5.3
                  },
                  {
                    "name": "size",
                    "score": 57.1,
                    "weight": 0.15,
                    "detail": "7 distinct pictures; 7 to 15 make a good set"
                  },
                  {
                    "name": "captions",
                    "score": 42.0,
                    "weight": 0.3,
                    "detail": "7 of 7 images are captioned without a fault"
                  }
                ]
              },
              "findings": [
                {
                  "rule": "image-extension-mismatch",
                  "severity": "warning",
                  "path": "kestrel/02.JPG",
                  "message": "named .JPG, but it is a PNG",
                  "consequence": null,
                  "range": null,
                  "related": [],
                  "fixes": [
                    {
                      "title": "rename it to 02.png",
                      "safety": "unsafe",
                      "edits": [],
                      "operations": [
                        {
                          "op": "rename",
                          "from": "kestrel/02.JPG",
                          "to": "kestrel/02.png"
                        }
                      ]
                    }
                  ],
                  "fingerprint": "0011223344556677",
                  "source": "onmodel"
                },
                {
                  "rule": "trigger-missing",
                  "severity": "error",
                  "path": "kestrel/03.txt",
                  "message": "the trigger \"krstl\" is not in this caption",
                  "consequence": "Scenario trains this image without tying it to the character",
                  "range": {
                    "start": {
                      "line": 0,
                      "character": 0,
                      "offset": 0
                    },
                    "end": {
                      "line": 0,
                      "character": 5,
                      "offset": 5
                    }
                  },
                  "related": [],
                  "fixes": [
                    {
                      "title": "insert \"krstl, \" at the start",
                      "safety": "safe",
                      "edits": [
                        {
                          "path": "kestrel/03.txt",
                          "start": 0,
                          "end": 0,
                          "text": "krstl, "
                        }
                      ],
                      "operations": []
                    }
                  ],
                  "fingerprint": "0011223344556677",
                  "source": "onmodel"
                },
                {
                  "rule": "image-near-duplicate",
                  "severity": "hint",
                  "path": "kestrel/04.png",
                  "message": "much like 03.png",
                  "consequence": null,
                  "range": null,
                  "related": [
                    {
                      "path": "kestrel/03.png",
                      "message": "6 of 64 bits differ",
                      "range": null
                    }
                  ],
                  "fixes": [
                    {
                      "title": "move 04.png aside",
                      "safety": "unsafe",
                      "edits": [],
                      "operations": [
                        {
                          "op": "move-aside",
                          "path": "kestrel/04.png"
                        }
                      ]
                    }
                  ],
                  "fingerprint": "0011223344556677",
                  "source": "onmodel"
                },
                {
                  "rule": "caption-contradiction",
                  "severity": "warning",
                  "path": "kestrel/04.txt",
                  "message": "smiling and frowning at once",
                  "consequence": null,
                  "range": {
                    "start": {
                      "line": 1,
                      "character": 13,
                      "offset": 46
                    },
                    "end": {
                      "line": 1,
                      "character": 21,
                      "offset": 54
                    }
                  },
                  "related": [],
                  "fixes": [
                    {
                      "title": "keep \"smiling\"",
                      "safety": "assist",
                      "edits": [],
                      "operations": []
                    },
                    {
                      "title": "keep \"frowning\"",
                      "safety": "assist",
                      "edits": [],
                      "operations": []
                    }
                  ],
                  "fingerprint": "0011223344556677",
                  "source": "onmodel"
                }
              ]
            }
          ],
          "errors": [
            {
              "path": "broken/onmodel.toml",
              "line": 1,
              "character": 7,
              "message": "`dataset.name` must be text, not a whole number",
              "help": null
            }
          ],
          "problems": [],
          "summary": {
            "errors": 1,
            "warnings": 2,
            "hints": 1,
            "suppressed": 0,
            "baselined": 0
          }
        }
    "#]]
    .assert_eq(&document());
}

#[test]
fn a_real_document_follows_the_schema() {
    let schema = jsonschema::validator_for(&json::schema()).unwrap();
    let document = serde_json::from_str(&document()).unwrap();
    let faults: Vec<String> =
        schema.iter_errors(&document).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(!schema.is_valid(&serde_json::json!({ "schema_version": 1 })));
}

#[test]
fn the_schema_checked_in_is_the_one_made() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../onmodel/docs/report.schema.json");
    let made = format!("{:#}\n", json::schema());
    if std::env::var_os("ONMODEL_ACCEPT").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &made).unwrap();
    }
    let checked_in = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(checked_in == made, "{} has drifted; accept it with ONMODEL_ACCEPT=1", file.display());
}
