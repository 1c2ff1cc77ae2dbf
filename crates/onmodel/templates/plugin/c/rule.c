/* @NAME@: a studio's own rules for onmodel. include/onmodel_plugin.h explains everything used here. */
#include "onmodel_plugin.h"

/* @NAME@/banned-tag: a tag that says "todo" was never meant to be trained on. */
static int32_t banned_tag(void *rule, const om_item *item, const om_sink *sink) {
    om_tag tag = { 0 };
    (void)rule; /* what `create` made of the options; this rule has none */
    while (om_next_tag(item->caption, &tag)) {
        om_str text = { item->caption.ptr + tag.start, tag.end - tag.start };
        if (!om_str_is(text, "todo")) continue;
        om_edit edit = om_remove_tag(item->caption, tag);
        om_diag diag = { 0 };
        diag.struct_size = sizeof diag;
        diag.start = tag.start;
        diag.end = tag.end;
        diag.message = OM_STR("a \"todo\" was left here");
        diag.edits = &edit;
        diag.n_edits = 1;
        diag.fix_title = OM_STR("remove \"todo\"");
        diag.fix_flags = OM_FIX_REVIEW;
        sink->report(sink, &diag);
    }
    return 0;
}

static const om_rule rules[] = { {
    .struct_size = sizeof(om_rule),
    .scope = OM_SCOPE_CAPTION,
    .severity = OM_WARNING,
    .flags = OM_RULE_FIX_REVIEW,
    .id = OM_STR_INIT("@NAME@/banned-tag"),
    .summary = OM_STR_INIT("A tag that was left to be filled in"),
    .docs = OM_STR_INIT("The model would learn the word \"todo\" like any other. Write the tag that belongs there, or remove it."),
    .check_item = banned_tag,
} };

static const om_plugin plugin = {
    .magic = OM_MAGIC, .abi_major = OM_ABI_MAJOR, .abi_minor = OM_ABI_MINOR,
    .struct_size = sizeof(om_plugin), .n_rules = sizeof rules / sizeof rules[0],
    .name = OM_STR_INIT("@NAME@"), .version = OM_STR_INIT("0.1.0"),
    .rules = rules, .rule_stride = sizeof(om_rule),
};

const om_plugin *onmodel_plugin_entry(uint16_t host_major, uint16_t host_minor) {
    (void)host_major, (void)host_minor; /* what the host speaks; it reads ours from the table */
    return &plugin;
}
