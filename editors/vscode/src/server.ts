/** The server's life: one process for the window, started, stopped and restarted in order. */
import { EventEmitter, type ExtensionContext, type LogOutputChannel, Uri } from 'vscode';
import { LanguageClient, State } from 'vscode-languageclient/node';
import { type Found, isFound } from './binary';
import { locateBinary } from './locate';
import { clientOptions } from './options';
import { probe } from './probe';
import { type SetStatus, STATUS, type StatusParams } from './protocol';
import type { PlacedSet } from './status';
import { tellFailure, tellMissing } from './troubles';

export type ServerState = 'stopped' | 'starting' | 'running' | 'missing' | 'failed';

export class Server {
  /** While the server runs. */
  client: LanguageClient | undefined;
  /** Starts and stops happen one after the other, however fast they are asked for. */
  private queue: Promise<void> = Promise.resolve();
  private readonly changed = new EventEmitter<void>();
  /** The state or the sets' status changed. */
  readonly onDidChange = this.changed.event;
  state: ServerState = 'stopped';
  sets: readonly SetStatus[] = [];

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
  ) {}

  /** The sets, each with its folder as a path. */
  get placedSets(): PlacedSet[] {
    return this.sets.map((set) => ({ ...set, folder: Uri.parse(set.uri).fsPath }));
  }

  start(): Promise<void> {
    return this.enqueue(async () => {
      if (this.state !== 'running') await this.launch();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.end();
      await this.launch();
    });
  }

  /** A folder without sets stays silent whatever is set or trusted. */
  async restartIfRunning(): Promise<void> {
    if (this.state !== 'stopped') await this.restart();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step);
    return this.queue;
  }

  private async launch(): Promise<void> {
    const result = locateBinary(this.context);
    if (!isFound(result)) {
      this.enter('missing');
      void tellMissing(result);
      return;
    }
    this.enter('starting');
    try {
      const version = await probe(result.file);
      this.log.info(`${version} at ${result.file} (from the ${result.origin})`);
      await this.launchClient(result);
    } catch (error) {
      this.enter('failed');
      void tellFailure(error, this.log);
    }
  }

  private async launchClient(binary: Found): Promise<void> {
    const client = this.newClient(binary);
    await client.start();
    this.client = client;
    client.onDidChangeState(({ newState }) => this.follow(client, newState));
    this.enter('running');
  }

  private newClient(binary: Found): LanguageClient {
    const client = new LanguageClient(
      'onmodel',
      'onmodel',
      { command: binary.file, args: ['lsp'] },
      clientOptions(this.log),
    );
    client.onNotification(STATUS, ({ datasets }: StatusParams) => {
      this.sets = datasets;
      this.changed.fire();
    });
    return client;
  }

  /** A server that crashes is started again by the client, a few times. */
  private follow(client: LanguageClient, state: State): void {
    if (client !== this.client) return; // Being stopped by us.
    if (state === State.Running) this.enter('running');
    else this.enter(state === State.Starting ? 'starting' : 'failed');
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.sets = [];
    this.enter('stopped');
    // Stopping a client that is not running throws; the process is gone then anyway.
    if (client?.needsStop()) await client.stop();
    await client?.dispose();
  }

  private enter(state: ServerState): void {
    this.state = state;
    this.changed.fire();
  }
}
