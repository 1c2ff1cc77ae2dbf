/* Plugins that misbehave while they are loaded: `cc -DHOW_WRONG_MAGIC ...` makes one of them. All are
 * called "hostile", and would have the rule hostile/rule, were they sound; without a HOW it is. */
#define _GNU_SOURCE
#include "onmodel_plugin.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#define WILD ((void *)(uintptr_t)0x10)

#ifdef HOW_CONSTRUCTOR_SEGV
__attribute__((constructor)) static void early(void) { *(volatile int *)WILD = 1; }
#endif
#ifdef HOW_CONSTRUCTOR_HANGS
__attribute__((constructor)) static void early(void) { for (;;) sleep(1000); }
#endif
#ifdef HOW_CONSTRUCTOR_EXITS
__attribute__((constructor)) static void early(void) { _exit(0); }
#endif
#ifdef HOW_CONSTRUCTOR_PRINTS
#include <stdio.h>
__attribute__((constructor)) static void early(void) { puts("{\"ready\": true}"); fflush(stdout); }
#endif
#ifdef HOW_UNDEFINED_SYMBOL
extern int onmodel_no_such_function(void);
int onmodel_needs_it(void) { return onmodel_no_such_function(); }
#endif

static int32_t check(void *rule, const om_item *item, const om_sink *sink) {
    (void)rule, (void)item, (void)sink;
    return 0;
}

#if defined(HOW_CREATE_SEGV) || defined(HOW_CREATE_HANGS) || defined(HOW_CREATE_FAILS) || defined(HOW_CREATE_NULL)
#define CREATE create
static void *create(om_str options, const om_sink *sink) {
    (void)options, (void)sink;
#ifdef HOW_CREATE_SEGV
    *(volatile int *)WILD = 1;
#endif
#ifdef HOW_CREATE_HANGS
    for (;;) sleep(1000);
#endif
#ifdef HOW_CREATE_FAILS
    sink->fail(sink, OM_STR("banned[2]: is empty"));
#endif
    return NULL;
}
#else
#define CREATE NULL
#endif

#ifdef HOW_ID_FOREIGN
#define ID "caption-empty"
#elif defined(HOW_ID_OTHER_PREFIX)
#define ID "studio/rule"
#elif defined(HOW_ID_EMPTY)
#define ID ""
#elif defined(HOW_ID_NOT_UTF8)
#define ID "hostile/\xff"
#else
#define ID "hostile/rule"
#endif

#ifdef HOW_SCOPE_UNKNOWN
#define SCOPE 99
#else
#define SCOPE OM_SCOPE_CAPTION
#endif

#ifdef HOW_NO_CHECK
#define CHECK NULL
#else
#define CHECK check
#endif

#ifdef HOW_SCHEMA_NONSENSE
#define SCHEMA "{\"type\": "
#else
#define SCHEMA ""
#endif

#ifdef HOW_RULE_SMALL
#define RULE_SIZE 8
#else
#define RULE_SIZE sizeof(om_rule)
#endif

#define RULE { .struct_size = RULE_SIZE, .scope = SCOPE, .severity = OM_WARNING, .id = OM_STR_INIT(ID), \
    .summary = OM_STR_INIT("Would be sound"), .options_schema = OM_STR_INIT(SCHEMA), .create = CREATE, \
    .check_item = CHECK }

static const om_rule rules[] = { RULE,
#ifdef HOW_DUPLICATE_ID
    RULE,
#endif
};

static om_plugin plugin = {
    .magic = OM_MAGIC, .abi_major = 1, .abi_minor = 0, .struct_size = sizeof(om_plugin),
    .n_rules = sizeof rules / sizeof rules[0], .name = OM_STR_INIT("hostile"), .version = OM_STR_INIT("6.6.6"),
    .rules = rules, .rule_stride = sizeof(om_rule),
};

#ifndef HOW_NO_SYMBOL
const om_plugin *onmodel_plugin_entry(uint16_t host_major, uint16_t host_minor) {
    (void)host_major, (void)host_minor;
#ifdef HOW_ENTRY_NULL
    return NULL;
#endif
#ifdef HOW_ENTRY_WILD
    return (const om_plugin *)WILD;
#endif
#ifdef HOW_ENTRY_SEGV
    *(volatile int *)WILD = 1;
#endif
#ifdef HOW_ENTRY_HANGS
    for (;;) sleep(1000);
#endif
#ifdef HOW_WRONG_MAGIC
    plugin.magic = 0x464C457Fu;
#endif
#ifdef HOW_ABI_2
    plugin.abi_major = 2;
#endif
#ifdef HOW_ABI_0
    plugin.abi_major = 0;
#endif
#ifdef HOW_SMALL_TABLE
    plugin.struct_size = 16;
#endif
#ifdef HOW_MANY_RULES
    plugin.n_rules = UINT32_MAX;
#endif
#ifdef HOW_NO_RULES
    plugin.n_rules = 0;
#endif
#ifdef HOW_RULES_WILD
    plugin.rules = (const om_rule *)WILD;
#endif
#ifdef HOW_RULES_NULL
    plugin.rules = NULL;
#endif
#ifdef HOW_STRIDE_ZERO
    plugin.rule_stride = 0;
#endif
#ifdef HOW_STRIDE_HUGE
    plugin.rule_stride = SIZE_MAX;
#endif
#ifdef HOW_NAME_EMPTY
    plugin.name.len = 0;
#endif
#ifdef HOW_NAME_WILD
    plugin.name.ptr = WILD;
#endif
#ifdef HOW_NAME_ENDLESS
    plugin.name.len = SIZE_MAX;
#endif
#ifdef HOW_NAME_OTHER
    plugin.name.ptr = (const uint8_t *)"another";
#endif
    return &plugin;
}
#endif
