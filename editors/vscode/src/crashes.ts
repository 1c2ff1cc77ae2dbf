/** Whether a server that ended unasked is worth another start. */

/** As VS Code's own servers: a fifth crash within three minutes is not bad luck. */
const ALLOWED = 4;
const WITHIN_MS = 3 * 60 * 1000;

export class Crashes {
  private times: number[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  /** Notes a crash; false when there were too many of late. */
  worthAnotherStart(): boolean {
    const now = this.now();
    this.times = [...this.times.filter((time) => now - time < WITHIN_MS), now];
    return this.times.length <= ALLOWED;
  }
}
