import { createServer } from "node:http";

/** The sandbox's only target: tells a caller which address it came from and what it sent. */
export function startEcho(place: {
  host: string;
  port: number;
}): Promise<{ close(): Promise<void>; port: number }> {
  const server = createServer((request, response) => {
    const ip = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on("end", () => {
      const answer = `${JSON.stringify({ ip, method: request.method, path: request.url, body_bytes: bytes })}\n`;
      response.writeHead(200, {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(answer),
      });
      response.end(answer);
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(place.port, place.host, () => {
      const address = server.address();
      resolve({
        port: typeof address === "object" && address ? address.port : place.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
