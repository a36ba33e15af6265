import type { NextConfig } from "next";

/** What next-auth calls its cookie without and with HTTPS, whole or in parts. */
const SESSION_COOKIES = ["", "__Secure-"].flatMap((prefix) =>
  ["", ".0"].map((part) => `${prefix}authjs.session-token${part}`),
);

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run verify` with the TypeScript that has no compiler API for Next to load.
  typescript: { ignoreBuildErrors: true },
  // Development would print the arguments of server actions, passwords among them.
  logging: { serverFunctions: false },
  // Strangers get a page of their own at `/`, without the weight of the customer's. A cookie alone opens nothing.
  rewrites: async () => ({
    beforeFiles: [
      {
        source: "/",
        missing: SESSION_COOKIES.map((key) => ({ type: "cookie", key })),
        destination: "/welcome",
      },
    ],
  }),
  // Nothing uses it, and strangers could have it reckon.
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "@node-rs/argon2", "nodemailer"],
};

export default config;
