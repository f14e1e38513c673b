import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

  it("takes addresses of replicas with commas between them, and says which setting has one that is none", () => {
    const urls = ["postgres://me:secret@one/db", "postgres://me:secret@two/db"];
    expect(readEnv({ DATABASE_READ_URLS: urls.join(", ") }).databaseReadUrls).toEqual(urls);
    expect(() => readEnv({ DATABASE_READ_URLS: `${urls[0]},http://two:secret@two` })).toThrow(
      /^(?=[\s\S]*DATABASE_READ_URLS)((?!secret)[\s\S])*$/,
    );
  });

  it("takes a setting that is set to nothing for one that is not set", () => {
    expect(readEnv({ DATABASE_URL: "", PORT: "" })).toMatchObject({ databaseUrl: null, port: 4000 });
  });

  it("reads a secret from the file that is named for it, and names the one that cannot be read", () => {
    const folder = mkdtempSync(join(tmpdir(), "lectern-env-"));
    writeFileSync(join(folder, "key"), "a long key\n");
    const given = { MEILISEARCH_URL: "http://localhost:7700", MEILISEARCH_API_KEY_FILE: join(folder, "key") };
    expect(readEnv(given).meilisearch?.masterKey).toBe("a long key");
    expect(() => readEnv({ DATABASE_URL_FILE: join(folder, "none") })).toThrow(/DATABASE_URL_FILE=.*none cannot be read/);
    rmSync(folder, { recursive: true });
  });

  it.each([
    "http://user:pw@host:7700",
    "http://pw@host",
    "http://host:7700?key=pw",
    "http://host/#pw",
    "http://a:7700,http://b:7700/?key=pw",
  ])("refuses a key in the address of Meilisearch, %s, naming the setting for it and not the key", (url) => {
    expect(() => readEnv({ MEILISEARCH_URL: url })).toThrow(/MEILISEARCH_URL=\.\.\. holds more .*MEILISEARCH_API_KEY/);
    expect(() => readEnv({ MEILISEARCH_URL: url })).not.toThrow(/pw/);
  });

  it("takes a list of addresses with gaps in it, each in one form, and says what is wrong with one", () => {
    const urls = (text: string) => readEnv({ MEILISEARCH_URL: text }).meilisearch?.url;
    expect(urls("http://a:7700/, https://B:443/search/ ,\n")).toEqual(["http://a:7700", "https://b/search"]);
    expect(() => urls("http://localhost:7911,http://LOCALHOST:7911/")).toThrow("names a server twice");
    expect(() => urls("http://localhost:99999")).toThrow("port is not from 1 to 65535");
    for (const text of ["localhost:7700", "http://a, b", " , ", "http:///x"])
      expect(() => urls(text)).toThrow("does not start with http://");
    // One fault is told once.
    expect(() => urls("http://localhost:99999")).toThrow(/have a fault:/);
  });

  it("puts a relative data folder where the caller stands", () => {
    expect(readEnv({ LECTERN_DATA: "data", LECTERN_CALLER_DIR: "/somewhere" }).dataFolder).toBe("/somewhere/data");
  });
});
