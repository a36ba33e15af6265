import { launch, productPrograms } from "./launch.mjs";
import { liveUntilSignal } from "./life.mjs";

const dev = process.argv.includes("--dev");

await liveUntilSignal((life) =>
  launch({ env: process.env, dev, programs: productPrograms(dev), prepare: true }, life),
);
