import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OwnMeilisearch, startMeilisearch, whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { record, request, sourcesOf } from "./library.js";
import { madeText, randomFrom } from "./made-texts.js";
import { type OpenEngine, openEngine } from "./open-engine.js";

const reason = whyNoOwnMeilisearch() ?? whyNoSmallDisk();

/** Why no small disk can be made here; null when one can. */
function whyNoSmallDisk(): string | null {
  return process.platform === "linux" && process.getuid?.() === 0 ? null : "Only root on Linux can mount a small disk in memory.";
}

if (reason !== null) it("searches go on when the disk of Meilisearch is full", ({ skip }) => skip(reason));
else
  describe("when the disk of Meilisearch is full", () => {
    let disk: string;
    let server: OwnMeilisearch;
    let opened: OpenEngine;
    beforeAll(async () => {
      disk = await mkdtemp(join(tmpdir(), "lectern-small-disk-"));
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", disk]);
      server = await startMeilisearch({ keptIn: join(disk, "meilisearch") });
      opened = await openEngine({ ...server, stuckAfter: 2_000 });
    });
    afterAll(async () => {
      await opened?.close();
      await server?.kill();
      execFileSync("umount", [disk]);
      await rm(disk, { recursive: true, force: true });
    });

    const ledgers = async () => {
      const { engine, degraded, total } = await opened.index.search(request("ledger "));
      return { engine, degraded, total };
    };

    it("says so, has Postgres answer, refuses no source, and catches up by itself once there is room", async () => {
      const random = randomFrom(7);
      const records = Array.from({ length: 25 }, (_, i) => record(`r-${i}`, { text: `The ledger. ${madeText(random, 20_000)}` }));
      await opened.index.put(sourcesOf(records));
      await expect(opened.index.copy.catchUp()).rejects.toMatchObject({
        fault: "FULL",
        message: expect.stringContaining("disk may be full"),
      });
      await opened.index.configure();
      expect(await ledgers()).toEqual({ engine: "POSTGRES", degraded: true, total: 25 });
      await opened.index.put(sourcesOf([record("late", { text: "The ledger that came late." })]));
      await expect(opened.index.copy.catchUp()).rejects.toMatchObject({ fault: "FULL" });
      expect(await opened.index.copy.state()).toMatchObject({ refused: [], fault: expect.stringContaining("disk may be full") });
      expect((await ledgers()).total).toBe(26);

      execFileSync("mount", ["-o", "remount,size=2g", disk]);
      await until(() =>
        opened.index.copy.catchUp().then(
          () => true,
          () => false,
        ),
      );
      await until(async () => (await ledgers()).engine === "MEILISEARCH");
      expect(await ledgers()).toEqual({ engine: "MEILISEARCH", degraded: false, total: 26 });
      expect(await opened.index.copy.compare()).toMatchObject({ missing: [], different: [], extra: [] });
    });
  });

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("Meilisearch did not go on");
}
