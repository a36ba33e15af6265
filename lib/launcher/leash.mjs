// Preloaded into every child of the launcher: when the launcher is gone, however it went, so is the child.
// A child that handles SIGTERM ends in its own way, within a few seconds.
process.on("disconnect", () => {
  setTimeout(() => process.exit(1), 3_000).unref();
  process.kill(process.pid, "SIGTERM");
});
