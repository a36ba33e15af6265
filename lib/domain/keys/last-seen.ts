import type { Principal } from "../context";

const MOST_KEYS = 10_000;

/** Whom keys stood for when they were last checked, by their hashes: a guess to begin work with, never a right. */
export class LastSeen {
  private readonly principals = new Map<string, Principal>();

  recall(hash: string): Principal | undefined {
    return this.principals.get(hash);
  }

  /** Of too many, those that were noted first are forgotten first. */
  note(hash: string, principal: Principal): void {
    this.principals.delete(hash);
    this.principals.set(hash, principal);
    if (this.principals.size <= MOST_KEYS) return;
    for (const oldest of this.principals.keys()) {
      this.principals.delete(oldest);
      return;
    }
  }
}
