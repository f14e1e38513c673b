import { describe, expect, it } from "vitest";
import { postgresCode, StorageError, storageError } from "./errors.js";

const fault = (code: string, message = "x") => Object.assign(new Error(message), { code });

describe("a fault of the database", () => {
  it("of a full disk is told as such, with what to do", () => {
    const told = storageError("storing a.txt", fault("53100", "could not extend file"));
    expect(told).toMatchObject({
      code: "DISK_FULL",
      message: "storing a.txt: the disk of the database is full; nothing of it was stored.",
    });
    expect(told.advice).toContain("Free space");
  });

  it("of a lost connection is told as such, whoever noticed it", () => {
    for (const error of [
      fault("57P01"),
      fault("ECONNRESET"),
      new Error("Connection terminated unexpectedly"),
      new AggregateError([fault("ECONNREFUSED")]),
    ]) {
      expect(storageError("storing a.txt", error).code).toBe("CONNECTION_LOST");
    }
  });

  it("keeps its cause, and is told once", () => {
    const first = new StorageError("NOT_FOUND", "There is no source 7.");
    expect(storageError("deciding", first)).toBe(first);
    expect(storageError("deciding", fault("42601", "syntax error"))).toMatchObject({ code: "FAILED", message: "deciding: syntax error" });
  });

  it("is told apart from one of Node", () => {
    expect([postgresCode(fault("40P01")), postgresCode(fault("EPIPE")), postgresCode(new Error("x")), postgresCode(null)]).toEqual([
      "40P01",
      null,
      null,
      null,
    ]);
  });
});
