import type { Command } from "commander";

/** All commands by name. Only the one that is asked for is loaded: `read` and `link` start without the database's libraries. */
export const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import("./serve.js")).startCommand(),
  serve: async () => (await import("./serve.js")).serveCommand(),
  work: async () => (await import("./serve.js")).workCommand(),
  import: async () => (await import("./import.js")).importCommand(),
  read: async () => (await import("./read.js")).readCommand(),
  link: async () => (await import("./link.js")).linkCommand(),
  status: async () => (await import("./status.js")).statusCommand(),
  doctor: async () => (await import("./doctor.js")).doctorCommand(),
  remove: async () => (await import("./remove.js")).removeCommand(),
  reread: async () => (await import("./reread.js")).rereadCommand(),
  reindex: async () => (await import("./reindex.js")).reindexCommand(),
  export: async () => (await import("./export.js")).exportCommand(),
  restore: async () => (await import("./restore.js")).restoreCommand(),
  accuracy: async () => (await import("./accuracy.js")).accuracyCommand(),
  keys: async () => (await import("./keys.js")).keysCommand(),
  migrate: async () => (await import("./migrate.js")).migrateCommand(),
};
