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
  /** Its own addresses, as `ip:portHttp`; none for rotating use. */
  addresses: readonly string[];
  /** Business time, in epoch milliseconds; `null`: no end. */
  expiresAt: number | null;
  /** Why it may not be used, whatever its end; `null`: nothing is in its way. */
  barred: Bar | null;
  /** Of rotating use, which is served by the endpoint; `null` for static proxies. */
  quota: Quota | null;
}

export type Bar = "banned" | "suspended" | "released" | "provisioning";

/** How much may run through the rotating endpoint, and where it may leave. */
export interface Quota {
  category: string;
  /** Only exits of this country; `null`: of any. */
  country: string | null;
  boughtBytes: number;
  /** As recorded; what the gateway has counted since comes on top. It only grows. */
  usedBytes: number;
}

/** One address through which rotating connections may leave. */
export interface Exit {
  category: string;
  country: string;
  ip: string;
}

export interface Usage {
  subscriptionId: number;
  bytesUp: number;
  bytesDown: number;
  connections: number;
}

export type AccessEvent = { kind: "grant"; subscriptionId: number } | { kind: "resync" };

/** How many grants make a full page: reading one must not keep those waiting whose traffic runs through. */
export const GRANTS_PER_PAGE = 500;

/** Where the gateway learns who may do what. It keeps going with what it knows while this is out of reach. */
export interface AccessFeed {
  /** What the grants are for; `clockOffsetMs` moves the machine's clock to business time. */
  frame(): Promise<{ addresses: Address[]; exits: Exit[]; clockOffsetMs: number }>;
  /** The next page of grants that can be used, by subscription, after the subscription `after`; a short one is the last. */
  grants(after: number): Promise<Grant[]>;
  /** Those of these subscriptions that have one; at most a page. */
  grantsOf(subscriptionIds: readonly number[]): Promise<Grant[]>;
  grantByLogin(login: string): Promise<Grant | null>;
  /** Calls back on changes; `resync` after a lost connection or a moved clock. Returns a stop function. */
  watch(onEvent: (event: AccessEvent) => void): Promise<() => Promise<void>>;
  /** Adds usage once per `batchId`, however often it is sent. Answers what rotating ones of these have used in all. */
  recordUsage(batchId: string, rows: Usage[]): Promise<{ subscriptionId: number; usedBytes: number }[]>;
}
