export interface RequestCount {
  route: string;
  status: number;
  count: number;
}

/** How many requests this process has answered. */
export interface RequestCounts {
  add(route: string, status: number): void;
  list(): RequestCount[];
}

/** Counts by route and status, from nothing. Routes are patterns, never paths with ids in them, so the list stays short. */
export function createRequestCounts(): RequestCounts {
  const counts = new Map<string, RequestCount>();
  return {
    add(route, status) {
      const key = `${status} ${route}`;
      const known = counts.get(key);
      if (known) known.count += 1;
      else counts.set(key, { route, status, count: 1 });
    },
    list: () => [...counts.values()],
  };
}
