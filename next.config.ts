import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run verify` with the TypeScript that has no compiler API for Next to load.
  typescript: { ignoreBuildErrors: true },
  // Development would print the arguments of server actions, passwords among them.
  logging: { serverFunctions: false },
  serverExternalPackages: ["pg", "@node-rs/argon2", "nodemailer"],
};

export default config;
