/** One address that the gateway listens on. */
export interface Address {
  ip: string;
  portHttp: number;
  portSocks: number;
}

/** What one subscription's credential may do. */
export interface Grant {
  subscriptionId: number;
  login: string;
  /** SHA-256 of the password, hex. */
  passwordHash: string;
  /** Its own addresses, as `ip:portHttp`. */
  addresses: readonly string[];
  /** Business time, in epoch milliseconds. */
  expiresAt: number;
  /** False: banned, suspended or released. */
  enabled: boolean;
}

export interface Usage {
  subscriptionId: number;
  bytesUp: number;
  bytesDown: number;
  connections: number;
}

export type AccessEvent = { kind: "grant"; subscriptionId: number } | { kind: "resync" };

/** Where the gateway learns who may do what. It keeps going with what it knows while this is out of reach. */
export interface AccessFeed {
  /** Everything; `clockOffsetMs` moves the machine's clock to business time. */
  snapshot(): Promise<{ addresses: Address[]; grants: Grant[]; clockOffsetMs: number }>;
  grant(subscriptionId: number): Promise<Grant | null>;
  grantByLogin(login: string): Promise<Grant | null>;
  /** Calls back on changes; `resync` after a lost connection or a moved clock. Returns a stop function. */
  watch(onEvent: (event: AccessEvent) => void): Promise<() => Promise<void>>;
  /** Adds usage once per `batchId`, however often it is sent. */
  recordUsage(batchId: string, rows: Usage[]): Promise<void>;
}
