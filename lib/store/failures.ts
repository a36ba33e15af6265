import { AppError } from "@/lib/errors";

/** Node's codes of a socket that can't be opened or broke. */
const SOCKET_CODES = [
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
];
/** SQLSTATE: connection, sign-in, no such database, disk full, too many connections, shutting down, I/O error, read-only. */
const SQL_STATES = /^(08...|28...|3D000|53[1-3]00|57P0[1-5]|58030|25006)$/;
/** What the driver says in words only. */
const DRIVER_WORDS =
  /connection terminated|connection error|timeout exceeded when trying to connect|pool after/i;

const RETRY_AFTER_SECONDS = 2;

/** A failure to reach the database becomes `unavailable`; every other error stays what it is. */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !isConnectionFailure(error)) return error;
  const failure = new AppError("unavailable", "The service is not available for the moment.", {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
  failure.cause = error;
  return failure;
}

function isConnectionFailure(error: Error): boolean {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // An address with several records fails with all of their errors in one.
  if (error instanceof AggregateError)
    return error.errors.some((e) => e instanceof Error && isConnectionFailure(e));
  return SOCKET_CODES.includes(code) || SQL_STATES.test(code) || DRIVER_WORDS.test(error.message);
}
