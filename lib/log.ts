const SECRET_KEYS = /pass|secret|token|authorization|cookie|api_?key|credential/i;
const SECRET_VALUES = /\b[a-z]{2,12}_[0-9A-Za-z]{38}\b|\bBearer\s+\S+|:\/\/[^/\s:@]+:[^/\s@]+@/g;

type Level = "info" | "warn" | "error";

/** Writes one JSON line. Secrets are removed by name and by form; an error keeps its stack. */
export function log(level: Level, event: string, facts: Record<string, unknown> = {}): void {
  const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...redact(facts) });
  (level === "info" ? process.stdout : process.stderr).write(`${line}\n`);
}

/** A copy without secrets: values under a secret's name, and texts in the form of a key or a URL with a password. */
export function redact(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      SECRET_KEYS.test(name) ? "[redacted]" : redactValue(value),
    ]),
  );
}

function redactValue(value: unknown): unknown {
  if (typeof value === "string") return value.replace(SECRET_VALUES, "[redacted]");
  if (value instanceof Error) return `${value.stack ?? value.message}`.replace(SECRET_VALUES, "[redacted]");
  if (Array.isArray(value)) return value.map(redactValue);
  if (value && typeof value === "object") return redact({ ...value });
  return typeof value === "bigint" ? value.toString() : value;
}
