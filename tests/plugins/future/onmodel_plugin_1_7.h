/* A header that does not exist: version 1.7, as it might be one day. It is the 1.0 header with fields at
 * the end of its structs, frozen when 1.0 was; future.c is built against it and must run in every host.
 * Never renew it from the shipped header. What follows is the text of 1.0.
 *
 * A plugin is a shared library (.so, .dll, .dylib) with rules in it. It exports one function,
 * onmodel_plugin_entry, links nothing of onmodel's and includes nothing but this file. Rust authors
 * need not read on: the crate onmodel-plugin wraps all of it.
 *
 * THE SHORT OF IT
 *   - onmodel starts one process for each plugin and loads it there; a plugin that crashes or hangs
 *     ends that process, is named, and nothing else suffers.
 *   - The host asks for the table of rules (onmodel_plugin_entry), makes each rule with its options
 *     (create), shows it captions, images or whole datasets (check_item, check_dataset), and the rule
 *     reports what it finds (sink->report). The host does the rest: levels, suppression, positions in
 *     files, applying fixes, showing all of it.
 *   - A plugin only looks: it writes no file. What should change, it proposes as a fix.
 *
 * THREADS
 *   All calls come from one thread, one at a time, always the same one. The sink may be used from that
 *   thread, during the call that got it, and never after. A plugin may use threads of its own inside a
 *   call; they should be done when it returns.
 *
 * MEMORY: everything is borrowed, nobody frees what the other made
 *   - What the host passes (items, texts, pixels, the sink) is valid until the call returns. Copy what
 *     you want to keep.
 *   - What the plugin reports (messages, edits, ...) is copied before report() returns.
 *   - The table, its rules and their texts must stay valid, and unchanged, while the process lives:
 *     make them static. onmodel_plugin_entry may be called more than once and returns the same table.
 *   - What create() returns is the plugin's; it comes back as `rule` and in the end, perhaps, goes to
 *     destroy(). A process may also just end: keep nothing that must be flushed.
 *   - A library is never unloaded.
 *
 * TEXT: om_str is UTF-8 without a terminating zero. ptr may be NULL where len is 0. Texts from the host
 *   are valid UTF-8; the host refuses others. A caption comes without a byte order mark; the host maps
 *   offsets back to the file.
 *
 * OFFSETS into a caption are bytes, from 0, `end` one past the last; both on a character's boundary.
 *
 * GROWTH: this interface only ever grows at the end. A plugin of 1.0 works in every host 1.x, and a
 *   plugin of 1.7 in a host 1.0, which knows nothing of what came later:
 *   - the first 16 bytes of om_plugin never change, in any version;
 *   - a struct with struct_size may get fields at its end. Set struct_size to sizeof. Before you read a
 *     field that is newer than 1.0 of a struct you were given, compare its struct_size;
 *   - an array of such structs comes with its stride: the distance in bytes from one to the next;
 *   - om_str, om_edit and om_op have no struct_size and stay as they are;
 *   - everything named reserved is 0, and so is what you do not use: initialise with { 0 } or by name.
 *
 * PURITY: a rule's answer may depend on what it is shown and on its options only, not on time, files or
 *   what it was shown before: answers are remembered, and captions are shown in any order, by halves,
 *   or again.
 *
 * LIMITS: the host refuses (report returns nonzero, the user is told) a message, title or text of an
 *   edit over 4096 bytes, the 1001st finding on one item, more than 256 edits or operations in a fix,
 *   16 fixes or 64 related places on a finding, 1024 rules in a plugin. It ends a plugin that makes no
 *   progress.
 *
 * For 64-bit little-endian systems. C99 or C++11. License: MIT OR Apache-2.0.
 */
#ifndef ONMODEL_PLUGIN_H
#define ONMODEL_PLUGIN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#define OM_MAGIC 0x4C504D4Fu /* the bytes "OMPL" */
#define OM_ABI_MAJOR 1
#define OM_ABI_MINOR 7

/* ---- Text ------------------------------------------------------------------------------------ */

typedef struct om_str {
    const uint8_t *ptr;
    size_t len;
} om_str;

/* OM_STR("a literal") as a value. In a static table write OM_STR_INIT: strict compilers want it. */
#define OM_STR_INIT(literal) { (const uint8_t *)(literal), sizeof(literal) - 1 }
#ifdef __cplusplus
#define OM_STR(literal) (om_str OM_STR_INIT(literal))
#else
#define OM_STR(literal) ((om_str)OM_STR_INIT(literal))
#endif

/* ---- What a rule is shown -------------------------------------------------------------------- */

/* The picture, shrunk so that its longer side is at most 256: upright, what is transparent on white.
 * Row y starts at data + y * stride; stride may exceed 3 * width. Only for rules with OM_RULE_PIXELS. */
typedef struct om_pixels {
    uint32_t struct_size;
    uint32_t format; /* OM_PIXELS_RGB8 */
    uint32_t width;
    uint32_t height;
    size_t stride;       /* bytes from one row to the next */
    const uint8_t *data; /* stride * height bytes */
    uint64_t reserved[2];
    /* since 1.7 */
    const uint8_t *depth;
} om_pixels;

enum { OM_PIXELS_RGB8 = 1 /* red, green, blue, a byte each */ };

enum om_format { /* by content, never by the file's name */
    OM_FORMAT_UNKNOWN = 0,
    OM_FORMAT_PNG = 1,
    OM_FORMAT_JPEG = 2,
    OM_FORMAT_WEBP = 3,
    OM_FORMAT_GIF = 4,
    OM_FORMAT_BMP = 5,
    OM_FORMAT_TIFF = 6,
    OM_FORMAT_AVIF = 7,
    OM_FORMAT_HEIC = 8,
    OM_FORMAT_JXL = 9
};

enum om_colour { /* as stored */
    OM_COLOUR_UNKNOWN = 0,
    OM_COLOUR_GREY = 1,
    OM_COLOUR_GREY_ALPHA = 2,
    OM_COLOUR_RGB = 3,
    OM_COLOUR_RGBA = 4,
    OM_COLOUR_PALETTE = 5,
    OM_COLOUR_CMYK = 6
};

/* What the file's header says, and what was measured on the upright picture. */
typedef struct om_image {
    uint32_t struct_size;
    uint32_t flags; /* OM_IMAGE_... */
    uint32_t format; /* OM_FORMAT_... */
    uint32_t colour; /* OM_COLOUR_... */
    uint32_t bits;        /* per channel: 1, 2, 4, 8, 16, 32 */
    uint32_t orientation; /* the EXIF tag: 1 upright, to 8 */
    uint32_t frames;      /* more than one: an animation */
    uint32_t reserved0;
    uint64_t file_size; /* bytes */
    /* The rest only with OM_IMAGE_DECODED. */
    uint64_t phash;          /* perceptual hash (DCT, 64 bits); compare by the number of bits that differ */
    uint64_t phash_mirrored; /* of the picture in a mirror */
    float texture;     /* how much structure the hashes rest on; a flat picture has nearly none */
    float mean;        /* mean luma, 0 black to 255 white */
    float spread;      /* its standard deviation */
    float dark;        /* share of pixels darker than luma 16, 0 to 1 */
    float bright;      /* share of pixels brighter than luma 239, 0 to 1 */
    float sharpness;   /* strength of the finest detail, in luma levels */
    float blockiness;  /* of the 8-pixel grid heavy JPEG compression leaves; about 1 without it */
    float enlarged;    /* the factor by which the picture looks enlarged; 1: not */
    float transparent; /* share of pixels that are not opaque, 0 to 1 */
    float reserved1;
    uint64_t reserved[4];
    /* since 1.7 */
    double brightness;
    om_str camera;
} om_image;

enum {
    OM_IMAGE_DECODED = 1, /* pixels were seen: hashes and figures are known */
    OM_IMAGE_BROKEN = 2,  /* the file cannot be read as an image */
    OM_IMAGE_ALPHA = 4    /* the file can hold transparency */
};

struct om_dataset;

/* An image with its caption; or a caption that has no image; or an image that has no caption. */
typedef struct om_item {
    uint32_t struct_size;
    uint32_t flags; /* OM_ITEM_... */
    om_str path;    /* the image's, from the dataset's folder, with /; without an image the caption's */
    om_str caption; /* its whole text */
    const om_pixels *pixels; /* or NULL */
    /* NULL or 0 where not known: in scope caption, and of images that could not be read. */
    uint32_t width; /* as shown, upright */
    uint32_t height;
    uint64_t phash; /* as in image */
    const uint8_t *sha256; /* 32 bytes: of the image file's content */
    const om_image *image;
    /* Always known. */
    om_str caption_path; /* the file the caption stands in; empty without a caption */
    om_str trigger;      /* the trigger word that holds for this image; empty without one */
    om_str subset;       /* the configured subset's folder; empty outside of one */
    const struct om_dataset *dataset; /* never NULL; in check_item it has no items */
    uint64_t reserved[4];
    /* since 1.7 */
    om_str language;
    const om_str *words;
    size_t n_words;
} om_item;

enum {
    OM_ITEM_IMAGE = 1,  /* there is an image */
    OM_ITEM_CAPTION = 2 /* there is a caption, be it empty */
};

typedef struct om_dataset {
    uint32_t struct_size;
    uint32_t flags;       /* 0 */
    const om_item *items; /* ordered by path; use om_item_at */
    size_t n_items;
    size_t item_stride;
    om_str name;       /* as configured, else the folder's */
    om_str path;       /* as a person would write it; not to be opened */
    om_str trigger;    /* the set's trigger word, class word, trainer ("kohya") and base model; */
    om_str class_word; /* empty where none is set */
    om_str trainer;
    om_str base;
    uint64_t reserved[4];
    /* since 1.7 */
    om_str owner;
} om_dataset;

/* ---- What a rule reports --------------------------------------------------------------------- */

/* Put `text` in place of bytes start..end of a caption. Edits of one fix must not overlap. */
typedef struct om_edit {
    uint32_t start;
    uint32_t end;
    om_str text;    /* empty: remove */
    uint32_t flags; /* 0: in the finding's own caption. OM_EDIT_ITEM: in that of dataset item `item` */
    uint32_t reserved;
    uint64_t item;
} om_edit;

enum { OM_EDIT_ITEM = 1 };

/* A change of files. A fix with one is never applied without review. */
typedef struct om_op {
    uint32_t kind;  /* OM_OP_... */
    uint32_t flags; /* 0: for the finding's own item. OM_OP_ITEM: for dataset item `item` */
    uint64_t item;
    om_str text;
} om_op;

enum {
    OM_OP_RENAME = 1,         /* give image and caption file this new stem; they keep folder and extension */
    OM_OP_CREATE_CAPTION = 2, /* write this text as the caption of an image that has none */
    OM_OP_MOVE_ASIDE = 3      /* move image and caption out of the set, into .onmodel-aside/ */
};
enum { OM_OP_ITEM = 1 };

/* How freely a fix may be applied. */
enum {
    OM_FIX_REVIEW = 0, /* it changes what the caption says: someone looks first */
    OM_FIX_SAFE = 1,   /* may run on save. Promises: only the finding's own caption, and the same between its
                        * commas, line breaks and sentence ends, but for order, case and blanks; what is there
                        * twice may go, the trigger may come and moves no further back, no line break comes.
                        * The host checks that, and takes a broken promise for REVIEW */
    OM_FIX_ASSIST = 2  /* one of several choices only a person can make */
};

typedef struct om_fix {
    uint32_t struct_size;
    uint32_t flags;  /* OM_FIX_... */
    om_str title;    /* in the imperative: remove "night" */
    const om_edit *edits;
    size_t n_edits;
    const om_op *ops; /* done after the edits */
    size_t n_ops;
    uint64_t reserved[2];
    /* since 1.7 */
    om_str why;
    uint64_t priority;
} om_fix;

/* Where a finding is. */
enum {
    OM_PLACE_DEFAULT = 0, /* scope caption: bytes start..end of it. Scope image: the image. Scope dataset:
                           * the caption of `item` where start < end, else the set as a whole */
    OM_PLACE_CAPTION = 1, /* bytes start..end of the caption */
    OM_PLACE_IMAGE = 2,   /* the image */
    OM_PLACE_SET = 3      /* the dataset as a whole; only in scope dataset */
};

/* Another place that matters for a finding. */
typedef struct om_related {
    uint32_t struct_size;
    uint32_t place; /* as in om_diag */
    uint32_t start;
    uint32_t end;
    uint64_t item; /* its index in the dataset; ignored in check_item: the item itself */
    om_str message;
    uint64_t reserved[2];
    /* since 1.7 */
    uint32_t colour;
    uint32_t reserved2;
} om_related;

enum {
    OM_LEVEL_DEFAULT = 0, /* in om_rule: warning. In om_diag: the rule's */
    OM_HINT = 1,          /* worth knowing */
    OM_WARNING = 2,       /* likely to make the model worse */
    OM_ERROR = 3,         /* will spoil or stop the run */
    OM_OFF = 4            /* in om_rule only: off unless the configuration wakes it */
};

/* A finding. The level a user configured wins over `severity`. */
typedef struct om_diag {
    uint32_t struct_size;
    uint32_t severity; /* OM_LEVEL_DEFAULT, OM_HINT, OM_WARNING or OM_ERROR */
    uint32_t start;
    uint32_t end;
    uint64_t item;  /* its index in the dataset; ignored in check_item: the item itself */
    om_str message; /* what is wrong: one line, plain words */
    /* The one fix most findings have; none where n_edits is 0. Several, or files: use `fixes`. */
    const om_edit *edits;
    size_t n_edits;
    om_str fix_title;   /* empty: the host makes one up */
    uint32_t fix_flags; /* OM_FIX_... */
    uint32_t place;     /* OM_PLACE_... */
    om_str consequence; /* what it does to the trained model; may be empty */
    const om_related *related;
    size_t n_related;
    size_t related_stride; /* sizeof(om_related) */
    const om_fix *fixes;   /* the best first, after the one above */
    size_t n_fixes;
    size_t fix_stride; /* sizeof(om_fix) */
    uint64_t reserved[2];
    /* since 1.7 */
    om_str code;
    const om_str *tags;
    size_t n_tags;
    uint64_t more[5];
} om_diag;

/* Where a call puts what it finds. The host's: never keep it. */
typedef struct om_sink om_sink;
struct om_sink {
    uint32_t struct_size;
    uint32_t reserved;
    void *ctx; /* the host's */
    /* Takes a finding. 0: taken. Otherwise refused, and the user is told why: go on, or return. */
    int32_t (*report)(const om_sink *sink, const om_diag *diag);
    /* Says why the call is about to fail: one line. create() may begin it with the place in the options:
     * "banned[2]: is empty". */
    void (*fail)(const om_sink *sink, om_str why);
    /* Nonzero when nobody waits for the answer any more: return soon, with anything. Worth asking in
     * long loops: the host takes the question, within limits, for a sign of life. */
    int32_t (*cancelled)(const om_sink *sink);
    /* since 1.7 */
    void (*log)(const om_sink *sink, om_str line);
};

/* ---- What a plugin is ------------------------------------------------------------------------ */

enum {
    OM_SCOPE_CAPTION = 1, /* check_item for every caption, before anyone looks at its image */
    OM_SCOPE_IMAGE = 2,   /* check_item for every image, caption included where there is one */
    OM_SCOPE_DATASET = 3  /* check_dataset for the set, with all items, without pixels */
};

enum { /* flags of a rule */
    OM_RULE_PIXELS = 1,     /* scope image: wants om_item.pixels */
    OM_RULE_FIX_REVIEW = 2, /* offers fixes of this kind; only told to users, in lists */
    OM_RULE_FIX_SAFE = 4,
    OM_RULE_FIX_ASSIST = 8
};

typedef struct om_rule {
    uint32_t struct_size;
    uint32_t scope;    /* OM_SCOPE_... */
    uint32_t severity; /* by default: OM_LEVEL_DEFAULT, OM_HINT, OM_WARNING, OM_ERROR or OM_OFF */
    uint32_t flags;    /* OM_RULE_... */
    om_str id;       /* "studio/banned-tag": the plugin's name, /, and a-z 0-9 - */
    om_str summary;  /* one line: what is wrong when it fires */
    om_str docs_url; /* or empty */
    /* A JSON Schema of the options, an object: type, properties, items, enum, minimum, maximum, default,
     * description. Empty: the rule takes no options if create is NULL, else any. */
    om_str options_schema;
    /* Makes the rule with its options, a JSON object ("{}" without any). NULL: refused; call fail() first.
     * May itself be NULL: then `rule` below is NULL. May be called several times, with other options. */
    void *(*create)(om_str options_json, const om_sink *sink);
    /* Frees it. May be NULL. */
    void (*destroy)(void *rule);
    /* Looks at one item, or at the set. 0: done. Otherwise the rule failed; fail() says why. One of the
     * two is NULL, by scope. */
    int32_t (*check_item)(void *rule, const om_item *item, const om_sink *sink);
    int32_t (*check_dataset)(void *rule, const om_dataset *dataset, const om_sink *sink);
    om_str docs; /* Markdown for `onmodel explain` and the editor's hover; may be empty */
    uint64_t reserved[4];
    /* since 1.7 */
    om_str category;
    int32_t (*check_words)(void *rule, const om_item *item, const om_sink *sink);
    uint64_t more[3];
} om_rule;

typedef struct om_plugin {
    uint32_t magic;     /* OM_MAGIC */
    uint16_t abi_major; /* OM_ABI_MAJOR */
    uint16_t abi_minor; /* OM_ABI_MINOR */
    uint32_t struct_size;
    uint32_t n_rules; /* to here: 16 bytes, the same in every version */
    om_str name;      /* a-z 0-9 -: "studio" */
    om_str version;   /* "0.3.1" */
    om_str sdk;       /* what it was made with, for error messages; may be empty */
    const om_rule *rules;
    size_t rule_stride; /* sizeof(om_rule) */
    uint64_t reserved[4];
    /* since 1.7 */
    om_str homepage;
    void (*goodbye)(void);
} om_plugin;

#if defined(_WIN32)
#define ONMODEL_VISIBLE __declspec(dllexport)
#else
#define ONMODEL_VISIBLE __attribute__((visibility("default")))
#endif
#ifdef __cplusplus
#define ONMODEL_EXPORT extern "C" ONMODEL_VISIBLE
#else
#define ONMODEL_EXPORT ONMODEL_VISIBLE
#endif

/* The one function a plugin exports. The host says which version it speaks. Return the table; or NULL if
 * you cannot work with that host. A plugin that needs 1.2 and finds 1.0 may return a smaller table. */
ONMODEL_EXPORT const om_plugin *onmodel_plugin_entry(uint16_t host_major, uint16_t host_minor);

#ifdef __cplusplus
} /* extern "C" */
#endif

/* ---- Help for authors in C; not part of the interface ---------------------------------------- */

/* Whether a text is this one, byte for byte. */
static inline int om_str_is(om_str text, const char *other) {
    return text.len == strlen(other) && (text.len == 0 || memcmp(text.ptr, other, text.len) == 0);
}

/* The item at an index below n_items. */
static inline const om_item *om_item_at(const om_dataset *dataset, size_t index) {
    return (const om_item *)(const void *)((const uint8_t *)dataset->items + index * dataset->item_stride);
}

/* A tag's place: bytes start..end without the blanks round it, in the field from..to between its
 * separators. Begin with { 0 }. */
typedef struct om_tag {
    uint32_t start, end, from, to, next;
} om_tag;

static inline int om_is_separator(uint8_t byte) { return byte == ',' || byte == '\n' || byte == '\r'; }
static inline int om_is_blank(uint8_t byte) { return byte == ' ' || byte == '\t'; }

/* Goes to the next tag of a caption; 0 when there is none. A tag ends at a comma or a line's end; one
 * of blanks alone is a tag too (start == end). */
static inline int om_next_tag(om_str caption, om_tag *tag) {
    uint32_t at = tag->next, len = (uint32_t)caption.len;
    if (at > len || len == 0) return 0;
    tag->from = at;
    while (at < len && !om_is_separator(caption.ptr[at])) at++;
    tag->to = at;
    tag->next = at + 1;
    if (at + 1 < len && caption.ptr[at] == '\r' && caption.ptr[at + 1] == '\n') tag->next++;
    tag->start = tag->from;
    while (tag->start < at && om_is_blank(caption.ptr[tag->start])) tag->start++;
    tag->end = at;
    while (tag->end > tag->start && om_is_blank(caption.ptr[tag->end - 1])) tag->end--;
    return 1;
}

/* The edit that takes a tag out with one comma: the one before it, or for the first tag of a line the
 * one after it. A line that holds nothing else goes with its line end. */
static inline om_edit om_remove_tag(om_str caption, om_tag tag) {
    om_edit edit = { 0, 0, { NULL, 0 }, 0, 0, 0 };
    edit.start = tag.start;
    edit.end = tag.end;
    if (tag.from > 0 && caption.ptr[tag.from - 1] == ',') {
        edit.start = tag.from - 1;
        while (edit.start > 0 && om_is_blank(caption.ptr[edit.start - 1])) edit.start--;
    } else if (tag.to < caption.len && caption.ptr[tag.to] == ',') {
        edit.end = tag.to + 1;
        while (edit.end < caption.len && om_is_blank(caption.ptr[edit.end])) edit.end++;
    } else if (tag.to < caption.len) {
        edit.start = tag.from;
        edit.end = tag.next;
    } else {
        edit.start = tag.from;
        if (edit.start > 0) edit.start--;
        if (edit.start > 0 && caption.ptr[edit.start] == '\n' && caption.ptr[edit.start - 1] == '\r') edit.start--;
    }
    return edit;
}

#endif /* ONMODEL_PLUGIN_H */
