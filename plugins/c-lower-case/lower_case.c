/* c-lower-case/capitals: tags are written in lower case, but for the trigger word. */
#include "onmodel_plugin.h"

static int32_t capitals(void *rule, const om_item *item, const om_sink *sink) {
    om_tag tag = { 0 };
    (void)rule;
    while (om_next_tag(item->caption, &tag)) {
        uint8_t lower[256];
        om_str text = { item->caption.ptr + tag.start, tag.end - tag.start };
        int is_trigger = text.len == item->trigger.len && text.len && !memcmp(text.ptr, item->trigger.ptr, text.len);
        if (is_trigger || text.len > sizeof lower) continue;
        for (size_t at = 0; at < text.len; at++)
            lower[at] = (uint8_t)(text.ptr[at] | (text.ptr[at] >= 'A' && text.ptr[at] <= 'Z' ? 0x20 : 0));
        if (text.len == 0 || !memcmp(lower, text.ptr, text.len)) continue;
        om_edit edit = { .start = tag.start, .end = tag.end, .text = { lower, text.len } };
        om_diag diag = { .struct_size = sizeof diag, .start = tag.start, .end = tag.end,
            .message = OM_STR("this tag has capitals; Danbooru's tags have none"), .edits = &edit, .n_edits = 1,
            .fix_title = OM_STR("write it in lower case"), .fix_flags = OM_FIX_REVIEW };
        sink->report(sink, &diag);
    }
    return 0;
}

static const om_rule rules[] = { { .struct_size = sizeof(om_rule), .scope = OM_SCOPE_CAPTION, .severity = OM_HINT,
    .flags = OM_RULE_FIX_REVIEW, .id = OM_STR_INIT("c-lower-case/capitals"),
    .summary = OM_STR_INIT("A tag is written with capitals"), .check_item = capitals } };

static const om_plugin plugin = { .magic = OM_MAGIC, .abi_major = OM_ABI_MAJOR, .abi_minor = OM_ABI_MINOR,
    .struct_size = sizeof(om_plugin), .n_rules = 1, .name = OM_STR_INIT("c-lower-case"),
    .version = OM_STR_INIT("0.1.0"), .rules = rules, .rule_stride = sizeof(om_rule) };

const om_plugin *onmodel_plugin_entry(uint16_t major, uint16_t minor) { return (void)major, (void)minor, &plugin; }
