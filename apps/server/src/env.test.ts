import { describe, expect, it } from "vitest";
import { EnvError, readEnv } from "./env.js";

describe("readEnv", () => {
  it("needs no setting at all", () => {
    expect(readEnv({})).toMatchObject({ databaseUrl: null, host: "localhost", port: 4000, reading: "open", allowedHosts: [] });
  });

  it("lists all faults at once", () => {
    const faults = () =>
      readEnv({ DATABASE_URL: "mysql://me:secret@here/db", PORT: "70000", LECTERN_READING: "perhaps", LECTERN_POOL: "many" });
    expect(faults).toThrow(EnvError);
    expect(faults).toThrow(/4 faults[\s\S]*DATABASE_URL[\s\S]*PORT=70000[\s\S]*LECTERN_READING=perhaps[\s\S]*LECTERN_POOL=many/);
  });

  it("does not repeat the password of a database", () => {
    expect(() => readEnv({ DATABASE_URL: "mysql://me:secret@here/db" })).toThrow(/^((?!secret)[\s\S])*$/);
  });

  it("takes a setting that is set to nothing for one that is not set", () => {
    expect(readEnv({ DATABASE_URL: "", PORT: "" })).toMatchObject({ databaseUrl: null, port: 4000 });
  });

  it("puts a relative data folder where the caller stands", () => {
    expect(readEnv({ LECTERN_DATA: "data", LECTERN_CALLER_DIR: "/somewhere" }).dataFolder).toBe("/somewhere/data");
  });
});
