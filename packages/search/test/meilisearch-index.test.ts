import { type UsedMeilisearch, useMeilisearch, whyNoMeilisearch } from "@lectern/testing/meilisearch";
import { afterAll, beforeAll, describe, it } from "vitest";
import { searchContract } from "./contract.js";
import { openEngine, settled } from "./open-engine.js";

const reason = whyNoMeilisearch();

if (reason !== null) {
  it("Meilisearch keeps the contract of search", ({ skip }) => skip(reason));
} else {
  describe("against a real server", () => {
    let server: UsedMeilisearch;
    beforeAll(async () => {
      server = await useMeilisearch();
    });
    afterAll(async () => await server.stop());

    searchContract("Meilisearch", async () => {
      const opened = await openEngine(server);
      return { index: settled(opened.index), close: () => opened.close() };
    });
  });
}
