/** Stands for `server-only` where everything is a server. */
export {};
