import { mkdirSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { socketUrl } from "@/lib/launcher/postgres-files.mjs";
import { DATABASE } from "@/lib/launcher/postgres-server.mjs";

const SOCKET = ".s.PGSQL.5432";
/** How the driver asks for a commit. */
const COMMIT = Buffer.from("Q\0\0\0\x0bcommit\0", "latin1");

/** Where a line breaks: before the database hears of the commit, before the shop hears that it was made, or anywhere else. */
export const BREAKS = ["before_commit", "after_commit", "anywhere"] as const;
type Break = (typeof BREAKS)[number];

/** The way between a shop and its database, which breaks when told to. */
export interface DatabaseLine {
  url: string;
  /** Breaks the next connection that comes to such a place. Done when it is broken. */
  breakAt(place: Break): Promise<void>;
  close(): Promise<void>;
}

/** Opens one to an embedded Postgres; its own socket is in `folder`. */
export async function openLine(url: string, folder: string): Promise<DatabaseLine> {
  const socketDir = new URL(url).searchParams.get("host") ?? "";
  const ordered: { place: Break; done: () => void }[] = [];
  const sockets = new Set<Socket>();
  const take = (isCommit: boolean) => {
    const n = ordered.findIndex(({ place }) => (place === "anywhere") !== isCommit);
    return n < 0 ? undefined : ordered.splice(n, 1)[0];
  };
  const server = createServer((shop) => {
    const base = connect(join(socketDir, SOCKET));
    let isDeaf = false;
    const end = () => {
      shop.destroy();
      base.destroy();
    };
    for (const socket of [shop, base]) {
      sockets.add(socket);
      socket.on("error", end).on("close", () => {
        sockets.delete(socket);
        end();
      });
    }
    shop.on("data", (chunk) => {
      const order = take(chunk.includes(COMMIT));
      order?.done();
      if (order && order.place !== "after_commit") return end();
      isDeaf = order !== undefined;
      base.write(chunk);
    });
    base.on("data", (chunk) => (isDeaf ? end() : shop.write(chunk)));
  });
  mkdirSync(folder, { recursive: true });
  await new Promise<void>((resolve) => server.listen(join(folder, SOCKET), resolve));
  return {
    url: socketUrl(folder, DATABASE),
    breakAt: (place) => new Promise((done) => ordered.push({ place, done })),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
