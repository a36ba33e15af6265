import "server-only";

/** What the snippets fetch: the gateway's echo page in the sandbox, a public page in production. */
export function echoUrl(): string {
  return process.env.MODE === "live"
    ? "https://example.com/"
    : `http://127.0.0.1:${process.env.GATEWAY_ECHO_PORT}/`;
}
