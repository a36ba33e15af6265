/** The page for people who are not signed in. */
export const landing = {
  title: "Proxies that work when you paste them",
  lead: "Static ISP and datacenter IPs, prepaid, from one API.",
} as const;
