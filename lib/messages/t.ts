/**
 * Texts for components that render on both sides. The nearest `package.json` sends this import to `server.ts`
 * in a server component and to `client.tsx` in the browser; both have the same hooks.
 */
export { useContact, useLocale, useNow, useT } from "#t";
