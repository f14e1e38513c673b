import { execFileSync, spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { PostgresError } from "./errors.js";

/** How to start a program of Postgres, which refuses to run as root. */
export interface RunAs {
  /** Put before the program and its arguments. */
  prefix: string[];
  /** User and group to change to; undefined for the caller's own. */
  uid?: number;
  gid?: number;
}

/** Who runs Postgres on `dataFolder`: its owner where it exists, else whoever this process may be without being root. */
export async function chooseRunAs(dataFolder: string): Promise<RunAs> {
  const me = process.getuid?.();
  const owner = await stat(dataFolder).catch(() => null);
  if (me === undefined) return { prefix: [] };
  if (me !== 0) {
    if (owner && owner.uid !== me) {
      throw new PostgresError(
        "OTHER_OWNER",
        `${dataFolder} belongs to ${owner.uid === 0 ? "root" : `user ${owner.uid}`}. Start as that user, or choose another data folder.`,
      );
    }
    return { prefix: [] };
  }
  if (owner && owner.uid !== 0) return { prefix: [], uid: owner.uid, gid: owner.gid };
  if (canMapUser()) return { prefix: MAP_USER };
  if (owner) {
    throw new PostgresError(
      "OTHER_OWNER",
      `${dataFolder} belongs to root, and here Postgres cannot be run by root. Give it to another user.`,
    );
  }
  return systemUser();
}

// In a user namespace of its own the process is user 1000, while outside it keeps root's files: no system user is
// needed, and node_modules may lie under a folder that only root may enter.
const MAP_USER = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"];

function canMapUser(): boolean {
  const [command = "", ...args] = MAP_USER;
  return process.platform === "linux" && spawnSync(command, [...args, "true"], { stdio: "ignore" }).status === 0;
}

/** Containers may forbid user namespaces; then the user that every packaged Postgres makes serves, or else nobody. */
function systemUser(): RunAs {
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = ["-u", "-g"].map((flag) =>
        Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })),
      );
      if (uid && gid) return { prefix: [], uid, gid };
    } catch {
      // No such user: try the next.
    }
  }
  throw new PostgresError(
    "NOT_STARTED",
    "Postgres does not run as root, and there is neither a user namespace nor a user for it. Start as an ordinary user.",
  );
}
