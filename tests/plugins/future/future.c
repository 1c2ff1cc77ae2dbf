/* A plugin built against the header of a version to come, 1.7, in which every struct has grown. A host
 * of 1.0 must run it: it finds the second rule by the stride, and ignores what it does not know. */
#include "onmodel_plugin_1_7.h"

/* Uses what is new only where the host has it. */
static void log_line(const om_sink *sink, om_str line) {
    if (sink->struct_size >= offsetof(om_sink, log) + sizeof sink->log) sink->log(sink, line);
}

static int32_t night(void *rule, const om_item *item, const om_sink *sink) {
    om_tag tag = { 0 };
    (void)rule;
    log_line(sink, item->path);
    while (om_next_tag(item->caption, &tag)) {
        om_str text = { item->caption.ptr + tag.start, tag.end - tag.start };
        om_edit out = om_remove_tag(item->caption, tag);
        om_edit day = { tag.start, tag.end, OM_STR_INIT("day"), 0, 0, 0 };
        om_fix fixes[2] = { { .struct_size = sizeof(om_fix), .title = OM_STR_INIT("remove \"night\""),
                                .edits = &out, .n_edits = 1, .why = OM_STR_INIT("new") },
            { .struct_size = sizeof(om_fix), .flags = OM_FIX_ASSIST, .title = OM_STR_INIT("write \"day\""),
                .edits = &day, .n_edits = 1, .priority = 3 } };
        om_related related[2] = {
            { .struct_size = sizeof(om_related), .place = OM_PLACE_CAPTION, .start = tag.start, .end = tag.end,
                .message = OM_STR_INIT("first"), .colour = 1 },
            { .struct_size = sizeof(om_related), .place = OM_PLACE_CAPTION, .start = tag.start, .end = tag.end,
                .message = OM_STR_INIT("second"), .colour = 2 } };
        om_diag diag = { .struct_size = sizeof(om_diag), .start = tag.start, .end = tag.end,
            .message = OM_STR_INIT("night is banned"), .related = related, .n_related = 2,
            .related_stride = sizeof(om_related), .fixes = fixes, .n_fixes = 2, .fix_stride = sizeof(om_fix),
            .code = OM_STR_INIT("N1"), .n_tags = 9 };
        if (om_str_is(text, "night")) sink->report(sink, &diag);
    }
    return 0;
}

static int32_t empty(void *rule, const om_item *item, const om_sink *sink) {
    om_diag diag = { .struct_size = sizeof(om_diag), .message = OM_STR_INIT("says nothing") };
    (void)rule;
    if (item->caption.len == 0) sink->report(sink, &diag);
    return 0;
}

static const om_rule rules[] = {
    { .struct_size = sizeof(om_rule), .scope = OM_SCOPE_CAPTION, .severity = OM_ERROR,
        .flags = OM_RULE_FIX_REVIEW, .id = OM_STR_INIT("future/night"), .summary = OM_STR_INIT("Night"),
        .check_item = night, .category = OM_STR_INIT("words"), .check_words = night },
    { .struct_size = sizeof(om_rule), .scope = OM_SCOPE_CAPTION, .severity = OM_HINT,
        .id = OM_STR_INIT("future/empty"), .summary = OM_STR_INIT("Empty"), .check_item = empty,
        .category = OM_STR_INIT("words") },
};

static const om_plugin plugin = { .magic = OM_MAGIC, .abi_major = OM_ABI_MAJOR, .abi_minor = OM_ABI_MINOR,
    .struct_size = sizeof(om_plugin), .n_rules = 2, .name = OM_STR_INIT("future"),
    .version = OM_STR_INIT("9.9.9"), .rules = rules, .rule_stride = sizeof(om_rule),
    .homepage = OM_STR_INIT("https://example.org") };

const om_plugin *onmodel_plugin_entry(uint16_t host_major, uint16_t host_minor) {
    (void)host_minor;
    return host_major == 1 ? &plugin : NULL;
}
