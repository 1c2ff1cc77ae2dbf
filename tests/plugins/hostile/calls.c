/* Plugins that misbehave while a rule looks at a caption: `cc -DHOW=segv ...` makes one of them.
 *
 * All are called "hostile" and have the rule hostile/rule, which reports every tag "night". On the item
 * whose path has "img04" in it, it does what HOW says; with -DEVERYWHERE on every item. */
#define _GNU_SOURCE
#include "onmodel_plugin.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define WILD ((void *)(uintptr_t)0x10)

static om_diag night(uint32_t start, uint32_t end) {
    om_diag diag = { 0 };
    diag.struct_size = sizeof diag;
    diag.start = start;
    diag.end = end;
    diag.message = OM_STR("night is banned");
    return diag;
}

/* ---- Ends ---- */
static int32_t segv(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    *(volatile int *)WILD = 1;
    return 0;
}
static int32_t jump(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    ((void (*)(void))WILD)();
    return 0;
}
static int32_t divide(const om_item *item, const om_sink *sink) {
    volatile int many = 100, none = 0;
    (void)item, (void)sink;
    return many / none;
}
static int32_t aborts(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    fputs("hostile: cannot go on\n", stderr);
    abort();
}
static int32_t exits(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    exit(0);
}
static int32_t exits_at_once(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    _exit(0);
}
static int32_t kills_itself(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    kill(getpid(), SIGKILL);
    return 0;
}
static int32_t stops_itself(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    kill(getpid(), SIGSTOP);
    return 0;
}
static volatile int sink_hole;
static int deeper(int depth) {
    volatile char room[4096];
    room[0] = (char)depth;
    sink_hole = deeper(depth + 1) + room[0];
    return sink_hole;
}
static int32_t overflows_stack(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    return deeper(0);
}
static void *crash_later(void *unused) {
    (void)unused;
    usleep(20 * 1000);
    *(volatile int *)WILD = 1;
    return NULL;
}
static int32_t crashes_while_idle(const om_item *item, const om_sink *sink) {
    pthread_t thread;
    (void)item, (void)sink;
    pthread_create(&thread, NULL, crash_later, NULL);
    return 0;
}

/* ---- Never ends ---- */
static int32_t loops(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    for (volatile unsigned turn = 0;; turn++) { }
}
static int32_t sleeps(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    for (;;) sleep(1000);
}
static int32_t ignores_sigterm(const om_item *item, const om_sink *sink) {
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    return loops(item, sink);
}
/* Seems alive: asks all the time whether it may stop, and does not. */
static int32_t asks_for_ever(const om_item *item, const om_sink *sink) {
    (void)item;
    for (;;) (void)sink->cancelled(sink);
}
static int32_t reports_for_ever(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 0);
    (void)item;
    for (;;) sink->report(sink, &diag);
}
static int32_t eats_memory(const om_item *item, const om_sink *sink) {
    const size_t step = (size_t)64 << 20;
    (void)item, (void)sink;
    for (;;) {
        char *room = malloc(step);
        if (room == NULL) abort();
        for (size_t at = 0; at < step; at += 4096) room[at] = 1;
    }
}
/* Takes room and touches none of it: only a limit stops that before the watchdog would. */
static int32_t reserves_memory(const om_item *item, const om_sink *sink) {
    const size_t step = (size_t)64 << 20, most = (size_t)64 << 30;
    size_t taken = 0;
    (void)item;
    while (taken < most && malloc(step) != NULL) taken += step;
    if (taken < (size_t)1 << 30 || taken >= (size_t)2 << 30) return 0;
    sink->fail(sink, OM_STR("there is room for less than 2 GiB"));
    return 1;
}
static int32_t sleeps_a_little(const om_item *item, const om_sink *sink) { /* slow, but well */
    (void)item, (void)sink;
    usleep(20 * 1000);
    return 0;
}

/* Does as it is told, having done nothing. */
static int32_t stops_when_told(const om_item *item, const om_sink *sink) {
    (void)item;
    while (!sink->cancelled(sink)) usleep(1000);
    return 0;
}
static int32_t hangs_after_five(const om_item *item, const om_sink *sink) {
    static int calls;
    om_diag diag = night(0, 1);
    if (++calls > 5) return sleeps(item, sink);
    sink->report(sink, &diag);
    return 0;
}

/* ---- Lies ---- */
static int32_t message_wild(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.message.ptr = WILD;
    diag.message.len = 10;
    sink->report(sink, &diag);
    return 0;
}
static int32_t message_null(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.message.ptr = NULL;
    diag.message.len = 10;
    sink->report(sink, &diag);
    return 0;
}
static int32_t message_endless(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.message.len = SIZE_MAX;
    sink->report(sink, &diag);
    return 0;
}
static int32_t message_long(const om_item *item, const om_sink *sink) {
    static uint8_t text[1 << 20];
    om_diag diag = night(0, 1);
    (void)item;
    memset(text, 'a', sizeof text);
    diag.message.ptr = text;
    diag.message.len = sizeof text;
    sink->report(sink, &diag);
    return 0;
}
static int32_t message_empty(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.message.len = 0;
    sink->report(sink, &diag);
    return 0;
}
static int32_t message_not_utf8(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.message = OM_STR("\xff\xfe night");
    sink->report(sink, &diag);
    return 0;
}
/* Would clear the screen and colour what follows, were it shown as it is. */
static int32_t message_escapes(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.message = OM_STR("\x1b[2J\x1b[31mnight\r\nerror: all is lost\x07");
    sink->report(sink, &diag);
    return 0;
}
static int32_t span_past_end(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, (uint32_t)item->caption.len + 1);
    sink->report(sink, &diag);
    return 0;
}
static int32_t span_huge(const om_item *item, const om_sink *sink) {
    om_diag diag = night(UINT32_MAX - 1, UINT32_MAX);
    (void)item;
    sink->report(sink, &diag);
    return 0;
}
static int32_t span_reversed(const om_item *item, const om_sink *sink) {
    om_diag diag = night(3, 1);
    (void)item;
    sink->report(sink, &diag);
    return 0;
}
/* The caption has to have a character of several bytes in it. */
static int32_t span_in_character(const om_item *item, const om_sink *sink) {
    for (uint32_t at = 0; at < item->caption.len; at++) {
        om_diag diag = night(at, at + 1);
        if ((item->caption.ptr[at] & 0xC0) != 0x80) continue;
        sink->report(sink, &diag);
        break;
    }
    return 0;
}
static int32_t floods(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    for (int turn = 0; turn < 2000000; turn++) sink->report(sink, &diag);
    return 0;
}
static int32_t returns_nonsense(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    return -77;
}
static int32_t fails(const om_item *item, const om_sink *sink) {
    (void)item;
    sink->fail(sink, OM_STR("the tag list is not there"));
    return 1;
}
static int32_t fails_and_returns_0(const om_item *item, const om_sink *sink) {
    (void)item;
    sink->fail(sink, OM_STR("the tag list is not there"));
    return 0;
}
static int32_t fails_wild(const om_item *item, const om_sink *sink) {
    om_str why = { (const uint8_t *)WILD, SIZE_MAX };
    (void)item;
    sink->fail(sink, why);
    return 1;
}
static int32_t diag_null(const om_item *item, const om_sink *sink) {
    (void)item;
    sink->report(sink, NULL);
    return 0;
}
static int32_t diag_wild(const om_item *item, const om_sink *sink) {
    (void)item;
    sink->report(sink, (const om_diag *)WILD);
    return 0;
}
static int32_t diag_small(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.struct_size = 8;
    sink->report(sink, &diag);
    return 0;
}
static int32_t diag_huge(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.struct_size = UINT32_MAX;
    sink->report(sink, &diag);
    return 0;
}
static int32_t severity_unknown(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.severity = 99;
    sink->report(sink, &diag);
    return 0;
}
static int32_t place_unknown(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.place = 99;
    sink->report(sink, &diag);
    return 0;
}
static int32_t edits_wild(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.edits = (const om_edit *)WILD;
    diag.n_edits = 3;
    sink->report(sink, &diag);
    return 0;
}
static int32_t edits_null(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.n_edits = 3;
    sink->report(sink, &diag);
    return 0;
}
static int32_t edits_endless(const om_item *item, const om_sink *sink) {
    om_edit edit = { 0, 1, OM_STR_INIT(""), 0, 0, 0 };
    om_diag diag = night(0, 1);
    (void)item;
    diag.edits = &edit;
    diag.n_edits = SIZE_MAX / 2;
    sink->report(sink, &diag);
    return 0;
}
static int32_t edits_overlap(const om_item *item, const om_sink *sink) {
    om_edit edits[] = { { 0, 3, OM_STR_INIT("x"), 0, 0, 0 }, { 2, 4, OM_STR_INIT("y"), 0, 0, 0 } };
    om_diag diag = night(0, 1);
    (void)item;
    diag.edits = edits;
    diag.n_edits = 2;
    sink->report(sink, &diag);
    return 0;
}
static int32_t edits_past_end(const om_item *item, const om_sink *sink) {
    om_edit edit = { 0, UINT32_MAX, OM_STR_INIT(""), 0, 0, 0 };
    om_diag diag = night(0, 1);
    (void)item;
    diag.edits = &edit;
    diag.n_edits = 1;
    sink->report(sink, &diag);
    return 0;
}
/* Says that it is safe, and would leave nothing of the caption. */
static int32_t fix_not_safe(const om_item *item, const om_sink *sink) {
    om_edit edit = { 0, (uint32_t)item->caption.len, OM_STR_INIT("ruined"), 0, 0, 0 };
    om_diag diag = night(0, 1);
    diag.edits = &edit;
    diag.n_edits = 1;
    diag.fix_flags = OM_FIX_SAFE;
    diag.fix_title = OM_STR("ruin it");
    sink->report(sink, &diag);
    return 0;
}
static int32_t fixes_without_stride(const om_item *item, const om_sink *sink) {
    om_fix fix = { 0 };
    om_diag diag = night(0, 1);
    (void)item;
    fix.struct_size = sizeof fix;
    diag.fixes = &fix;
    diag.n_fixes = 3;
    diag.fix_stride = 0;
    sink->report(sink, &diag);
    return 0;
}
static int32_t related_wild(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    diag.related = (const om_related *)WILD;
    diag.n_related = SIZE_MAX;
    diag.related_stride = SIZE_MAX;
    sink->report(sink, &diag);
    return 0;
}
/* Mends a caption safely, and then what it made of it: takes "night" out where it is there twice, then
 * writes it in capitals. */
static int32_t mends(const om_item *item, const om_sink *sink) {
    static const char twice[] = ", night, night";
    om_str caption = item->caption;
    const uint8_t *two = memmem(caption.ptr, caption.len, twice, sizeof twice - 1);
    const uint8_t *one = memmem(caption.ptr, caption.len, "night", 5);
    om_edit edit = { 0 };
    om_diag diag = night(0, 1);
    if (one == NULL) return 0;
    edit.start = (uint32_t)((two != NULL ? two : one) - caption.ptr);
    edit.end = edit.start + (two != NULL ? 7 : 5);
    edit.text = two != NULL ? OM_STR("") : OM_STR("NIGHT");
    diag.edits = &edit;
    diag.n_edits = 1;
    diag.fix_flags = OM_FIX_SAFE;
    sink->report(sink, &diag);
    return 0;
}
/* Finds the same again in what its fix left, for ever. */
static int32_t inserts(const om_item *item, const om_sink *sink, const char *text, uint32_t flags) {
    uint32_t end = (uint32_t)item->caption.len;
    om_edit edit = { end, end, { (const uint8_t *)text, strlen(text) }, 0, 0, 0 };
    om_diag diag = night(0, 1);
    diag.edits = &edit;
    diag.n_edits = 1;
    diag.fix_flags = flags;
    sink->report(sink, &diag);
    return 0;
}
static int32_t grows(const om_item *item, const om_sink *sink) {
    return inserts(item, sink, " more", OM_FIX_REVIEW);
}
static int32_t grows_blanks(const om_item *item, const om_sink *sink) { /* no word comes: it is safe */
    return inserts(item, sink, " ", OM_FIX_SAFE);
}
static int32_t adds_words(const om_item *item, const om_sink *sink) { /* and says that it is safe */
    return inserts(item, sink, ", more", OM_FIX_SAFE);
}
static int32_t inserts_unseen(const om_item *item, const om_sink *sink) {
    return inserts(item, sink, "\xe2\x80\xae", OM_FIX_REVIEW);
}
/* Wants to rename the file out of the set. */
static int32_t rename_out(const om_item *item, const om_sink *sink) {
    om_op op = { OM_OP_RENAME, 0, 0, OM_STR_INIT("../../stolen") };
    om_fix fix = { 0 };
    om_diag diag = night(0, 1);
    (void)item;
    fix.struct_size = sizeof fix;
    fix.title = OM_STR("rename it");
    fix.ops = &op;
    fix.n_ops = 1;
    diag.fixes = &fix;
    diag.n_fixes = 1;
    diag.fix_stride = sizeof fix;
    sink->report(sink, &diag);
    return 0;
}
static int32_t edits_unknown_item(const om_item *item, const om_sink *sink) {
    om_edit edit = { 0, 1, OM_STR_INIT(""), OM_EDIT_ITEM, 0, UINT64_MAX };
    om_diag diag = night(0, 1);
    (void)item;
    diag.edits = &edit;
    diag.n_edits = 1;
    sink->report(sink, &diag);
    return 0;
}

/* ---- Disturbs the host ---- */
static int32_t prints(const om_item *item, const om_sink *sink) { /* does no harm, and is no fault */
    (void)item, (void)sink;
    for (int byte = 0; byte < 4096; byte++) putchar(byte & 0xFF);
    puts("hello from a plugin");
    fflush(stdout);
    return 0;
}
static void *print_on(void *unused) {
    static const char text[4096] = "la la la ";
    (void)unused;
    while (write(2, text, sizeof text) > 0) { }
    return NULL;
}
static int32_t prints_for_ever(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    print_on(NULL);
    return 0;
}
static int32_t prints_in_the_background(const om_item *item, const om_sink *sink) {
    pthread_t thread;
    (void)item, (void)sink;
    pthread_create(&thread, NULL, print_on, NULL);
    return 0;
}
static int32_t closes_everything(const om_item *item, const om_sink *sink) {
    (void)item, (void)sink;
    for (int fd = 0; fd < 64; fd++) close(fd);
    return 0;
}
static int32_t garbles_channels(const om_item *item, const om_sink *sink) {
    static const char garbage[] = "\xff\xff\xff\xff\xff\xff\xff\x7f garbage garbage garbage garbage";
    (void)item, (void)sink;
    for (int fd = 3; fd < 16; fd++) {
        if (write(fd, garbage, sizeof garbage) < 0) continue;
    }
    return 0;
}
static int32_t smashes_sink(const om_item *item, const om_sink *sink) {
    om_diag diag = night(0, 1);
    (void)item;
    memset((void *)(uintptr_t)sink, 0x41, sizeof *sink);
    sink->report(sink, &diag);
    return 0;
}
static int32_t writes_into_caption(const om_item *item, const om_sink *sink) {
    (void)sink;
    memset((void *)(uintptr_t)item->caption.ptr, 'X', item->caption.len);
    return 0;
}
static const om_sink *kept;
static void *report_late(void *unused) {
    om_diag diag = night(0, 1);
    (void)unused;
    usleep(50 * 1000);
    kept->report(kept, &diag);
    return NULL;
}
static int32_t reports_late(const om_item *item, const om_sink *sink) {
    pthread_t thread;
    (void)item;
    kept = sink;
    pthread_create(&thread, NULL, report_late, NULL);
    return 0;
}
static void *report_now(void *sink) {
    om_diag diag = night(0, 1);
    ((const om_sink *)sink)->report(sink, &diag);
    return NULL;
}
static int32_t reports_by_threads(const om_item *item, const om_sink *sink) {
    pthread_t thread;
    (void)item;
    pthread_create(&thread, NULL, report_now, (void *)(uintptr_t)sink);
    pthread_join(thread, NULL);
    return 0;
}
static int32_t throws_signals(const om_item *item, const om_sink *sink) { /* at its parent */
    (void)item, (void)sink;
    kill(getppid(), SIGTERM);
    return 0;
}

/* ---- Reaches out: says what it could do ---- */
static void say(const om_sink *sink, const char *text) {
    om_diag diag = night(0, 1);
    diag.message.ptr = (const uint8_t *)text;
    diag.message.len = strlen(text);
    sink->report(sink, &diag);
}
static int32_t writes_a_file(const om_item *item, const om_sink *sink) {
    const char *places[] = { "written-by-plugin", "/tmp/onmodel-written-by-plugin" };
    int done = 0;
    (void)item;
    for (int place = 0; place < 2; place++) {
        int fd = open(places[place], O_CREAT | O_WRONLY, 0600);
        if (fd >= 0) done = 1, close(fd), unlink(places[place]);
    }
    say(sink, done ? "wrote a file" : "could not write");
    return 0;
}
static int32_t reads_a_file(const om_item *item, const om_sink *sink) {
    int fd = open("/etc/passwd", O_RDONLY);
    (void)item;
    say(sink, fd >= 0 ? "read a file" : "could not read");
    return 0;
}
static int32_t connects(const om_item *item, const om_sink *sink) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    (void)item;
    say(sink, fd >= 0 ? "made a socket" : "no network");
    return 0;
}
static int32_t starts_a_program(const om_item *item, const om_sink *sink) {
    pid_t child = fork();
    (void)item;
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", "exit 0", (char *)NULL);
        _exit(1);
    }
    say(sink, child > 0 ? "started a program" : "could not start a program");
    return 0;
}

/* Has a pipe send a signal to its parent. */
static int32_t signals_by_a_pipe(const om_item *item, const om_sink *sink) {
    int ends[2];
    (void)item;
    if (pipe(ends) != 0) return 1;
    int is_owned = fcntl(ends[0], F_SETOWN, getppid()) == 0;
    is_owned = fcntl(ends[0], F_SETSIG, SIGKILL) == 0 || is_owned;
    fcntl(ends[0], F_SETFL, O_ASYNC);
    if (write(ends[1], "x", 1) != 1) return 1;
    say(sink, is_owned ? "owns its signals" : "sends no signals");
    return 0;
}
static int32_t limits_its_parent(const om_item *item, const om_sink *sink) {
    struct rlimit limit = { 1 << 20, 1 << 20 };
    (void)item;
    int done = prlimit(getppid(), RLIMIT_AS, &limit, NULL) == 0;
    limit.rlim_cur = limit.rlim_max = RLIM_INFINITY;
    done = prlimit(0, RLIMIT_AS, &limit, NULL) == 0 || setpriority(PRIO_PGRP, 0, 19) == 0 || done;
    say(sink, done ? "set a limit" : "sets no limit");
    return 0;
}
#ifndef FILE_OF_THE_SET
#define FILE_OF_THE_SET "/nowhere"
#endif
static int32_t changes_metadata(const om_item *item, const om_sink *sink) {
    const char *file = FILE_OF_THE_SET;
    struct timespec times[2] = { { 0, 0 }, { 0, 0 } };
    (void)item;
    int fd = open(file, O_RDONLY);
    int done = fd < 0 || chmod(file, 0777) == 0 || fchmod(fd, 0777) == 0
        || fchmodat(AT_FDCWD, file, 0777, 0) == 0 || chown(file, 1, 1) == 0
        || utimensat(AT_FDCWD, file, times, 0) == 0 || futimens(fd, times) == 0
        || setxattr(file, "user.a", "b", 1, 0) == 0;
    say(sink, done ? "changed a file" : "changes no file");
    return 0;
}

#ifndef HOW
#define HOW segv
#endif

static int32_t check(void *rule, const om_item *item, const om_sink *sink) {
    om_tag tag = { 0 };
    int here = memmem(item->path.ptr, item->path.len, "img04", 5) != NULL;
    (void)rule;
#ifdef EVERYWHERE
    here = 1;
#endif
    if (here) return HOW(item, sink);
    while (om_next_tag(item->caption, &tag)) {
        om_str text = { item->caption.ptr + tag.start, tag.end - tag.start };
        om_diag diag = night(tag.start, tag.end);
        if (om_str_is(text, "night")) sink->report(sink, &diag);
    }
    return 0;
}

/* All of them, so that no compiler says they are unused. */
int32_t (*const onmodel_hostile_ways[])(const om_item *, const om_sink *) = {
    segv, jump, divide, aborts, exits, exits_at_once, kills_itself, stops_itself, overflows_stack,
    crashes_while_idle, loops, sleeps, ignores_sigterm, asks_for_ever, reports_for_ever, eats_memory,
    reserves_memory, prints_for_ever, prints_in_the_background, sleeps_a_little, message_wild, message_null, message_endless, message_long, message_empty,
    message_not_utf8, message_escapes, span_past_end, span_huge, span_reversed, span_in_character,
    floods, returns_nonsense, fails, fails_wild, diag_null, diag_wild, diag_small, diag_huge,
    severity_unknown, place_unknown, edits_wild, edits_null, edits_endless, edits_overlap,
    edits_past_end, fix_not_safe, mends, grows, grows_blanks, adds_words, inserts_unseen, fixes_without_stride, related_wild, rename_out, edits_unknown_item,
    prints, closes_everything, garbles_channels, smashes_sink, writes_into_caption, reports_late,
    stops_when_told, hangs_after_five, fails_and_returns_0, reports_by_threads, signals_by_a_pipe,
    limits_its_parent, changes_metadata, throws_signals, writes_a_file, reads_a_file, connects, starts_a_program,
};

static const om_rule rules[] = { {
    .struct_size = sizeof(om_rule), .scope = OM_SCOPE_CAPTION, .severity = OM_WARNING,
    .id = OM_STR_INIT("hostile/rule"), .summary = OM_STR_INIT("Misbehaves"), .check_item = check,
} };

static const om_plugin plugin = {
    .magic = OM_MAGIC, .abi_major = 1, .abi_minor = 0, .struct_size = sizeof(om_plugin), .n_rules = 1,
    .name = OM_STR_INIT("hostile"), .version = OM_STR_INIT("6.6.6"), .sdk = OM_STR_INIT("C"),
    .rules = rules, .rule_stride = sizeof(om_rule),
};

const om_plugin *onmodel_plugin_entry(uint16_t host_major, uint16_t host_minor) {
    (void)host_major, (void)host_minor;
    return &plugin;
}
