/** What this extension and the server say to each other beyond the protocol's own messages. */

/** Sent with `initialize`. */
export interface InitializationOptions {
  /** False in restricted mode: no plugin is started, whatever is trusted. */
  plugins: boolean;
  /** Ask for {@link STATUS} notifications. */
  status: true;
  /** Where findings about a picture go: VS Code can open pictures, so onto the picture itself. */
  imageFindings: 'picture';
}

/** The server's notification of how the open sets stand. */
export const STATUS = 'onmodel/status';

export interface StatusParams {
  datasets: SetStatus[];
}

/** The answer of `onmodel.fixDataset`. */
export interface MendedAnswer {
  files: number;
  fixes: number;
}

export interface SetStatus {
  /** The set's folder. */
  uri: string;
  /** Its `onmodel.toml`, where it has one. */
  config: string | null;
  name: string;
  /** 0 to 100. */
  score: number;
  /** The score the set's configuration asks for. */
  needed: number | null;
  /** Whether a training could begin. */
  ready: boolean;
  problems: number;
  warnings: number;
  hints: number;
  /** How many findings have a safe fix. */
  mendable: number;
}
