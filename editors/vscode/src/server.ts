/** The server's life: one process for the window, started, stopped and restarted in order. */
import { EventEmitter, type ExtensionContext, type LogOutputChannel, workspace } from 'vscode';
import { LanguageClient, State } from 'vscode-languageclient/node';
import { type Found, isFound } from './binary';
import { locateBinary } from './locate';
import { clientOptions } from './options';
import { type SetStatus, STATUS, type StatusParams } from './protocol';
import { tellFailure, tellMissing } from './troubles';

export type ServerState = 'stopped' | 'starting' | 'running' | 'missing' | 'failed';

export class Server {
  private client: LanguageClient | undefined;
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
    this.log.info(`server: ${result.file} (from the ${result.origin})`);
    this.enter('starting');
    const client = this.newClient(result);
    try {
      await client.start();
      this.client = client;
      client.onDidChangeState(({ newState }) => this.follow(client, newState));
      const version = client.initializeResult?.serverInfo?.version ?? 'of an unknown version';
      this.log.info(`onmodel ${version} runs, ${workspace.isTrusted ? '' : 'in restricted mode, '}see you in the captions`);
      this.enter('running');
    } catch (error) {
      this.enter('failed');
      void tellFailure(result, error, this.log);
    }
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
