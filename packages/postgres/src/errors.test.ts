import { describe, expect, it } from "vitest";
import { explainFailure } from "./errors.js";

describe("explainFailure", () => {
  it.each([
    ["initdb: error: could not write: No space left on device", "DISK_FULL"],
    ["FATAL: could not extend file: wrote only 4096 of 8192 bytes at block 10\nHINT: Check free disk space.", "DISK_FULL"],
    ["could not create directory: Read-only file system", "NOT_WRITABLE"],
    ["could not create directory: Permission denied", "NOT_WRITABLE"],
    ["FATAL: data directory has wrong ownership", "OTHER_OWNER"],
    ["FATAL: database files are incompatible with server", "OTHER_VERSION"],
    ["error while loading shared libraries: libicuuc.so.60", "NOT_INSTALLED"],
    ["FATAL: something new", "NOT_STARTED"],
  ])("takes %j for %s", (output, code) => {
    const error = explainFailure("Starting Postgres", "/data/postgres", null, output);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^Starting Postgres/);
  });

  it("keeps the words of a failure it does not know", () => {
    expect(explainFailure("Starting Postgres", "/data", null, "FATAL: something new").message).toContain("something new");
  });

  it("reads a system call's code as well as a program's words", () => {
    expect(explainFailure("Making a folder", "/data", Object.assign(new Error("mkdir"), { code: "ENOSPC" })).code).toBe("DISK_FULL");
  });
});
