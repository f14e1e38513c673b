/**
 * Why the embedded Postgres cannot be had:
 * DISK_FULL and NOT_WRITABLE concern its folder, OTHER_OWNER and OTHER_VERSION what lies in it already,
 * NOT_INSTALLED the package with the programs, NOT_RESPONDING a server that runs and does not answer.
 */
export type PostgresErrorCode =
  | "DISK_FULL"
  | "NOT_WRITABLE"
  | "OTHER_OWNER"
  | "OTHER_VERSION"
  | "NOT_INSTALLED"
  | "NOT_RESPONDING"
  | "NOT_STARTED";

/** Says what is wrong and what to do about it; the message is fit for a terminal. */
export class PostgresError extends Error {
  override readonly name = "PostgresError";

  constructor(
    readonly code: PostgresErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What a system call, or a program of Postgres that printed `output`, failed of. */
export function explainFailure(doing: string, folder: string, cause: unknown, output = ""): PostgresError {
  const said = `${codeOf(cause)} ${cause instanceof Error ? cause.message : ""} ${output}`;
  const tail = lastLines(output);
  if (/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|Check free disk space/.test(said)) {
    return new PostgresError("DISK_FULL", `${doing}: the disk that holds ${folder} is full. Free some space, then start again.`, { cause });
  }
  if (/EROFS|Read-only file system/.test(said)) {
    return new PostgresError("NOT_WRITABLE", `${doing}: ${folder} is on a read-only disk. Choose another data folder.`, { cause });
  }
  if (/has wrong ownership|must be owned by/.test(said)) {
    return new PostgresError(
      "OTHER_OWNER",
      `${doing}: ${folder} belongs to another user. Start as that user, or choose another data folder.`,
      {
        cause,
      },
    );
  }
  if (/incompatible with server|not compatible with this version/.test(said)) {
    return new PostgresError("OTHER_VERSION", `${doing}: ${folder} was made by another version of Postgres.\n${tail}`, { cause });
  }
  if (/error while loading shared libraries|Library not loaded/.test(said)) {
    return new PostgresError(
      "NOT_INSTALLED",
      `${doing}: a library of Postgres is missing. Install the packages again (delete node_modules, then start).\n${tail}`,
      { cause },
    );
  }
  if (/EACCES|EPERM|Permission denied/.test(said)) {
    return new PostgresError(
      "NOT_WRITABLE",
      `${doing}: no permission to use ${folder}. Give this user the right to write there, or choose another data folder.\n${tail}`.trimEnd(),
      { cause },
    );
  }
  return new PostgresError("NOT_STARTED", `${doing} failed.\n${tail || String(cause ?? "")}`.trimEnd(), { cause });
}

/** Code of a Node or Postgres error, or "". */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function lastLines(output: string): string {
  return output.trimEnd().split("\n").slice(-12).join("\n");
}
