/** A line for the terminal that tells whose key it is. Without a key it asks for one. */
export function meCommand(meUrl: string, key: string | null): string {
  const call = (bearer: string) => `curl -sS ${meUrl} -H "Authorization: Bearer ${bearer}"`;
  return key === null ? `printf 'API key: '; read -r key; ${call("$key")}` : call(key);
}
