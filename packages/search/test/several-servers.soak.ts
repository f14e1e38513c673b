import { whyNoOwnMeilisearch } from "@lectern/testing/meilisearch";
import { afterAll, beforeAll, describe, it } from "vitest";
import { searchContract } from "./contract.js";
import { openEngine, settled } from "./open-engine.js";
import { type SeveralServers, startServers } from "./several-servers.js";

const reason = whyNoOwnMeilisearch();

if (reason !== null) it("three servers of Meilisearch keep the contract of search", ({ skip }) => skip(reason));
else
  describe("against three real servers", () => {
    let several: SeveralServers;
    beforeAll(async () => {
      several = await startServers(3);
    });
    afterAll(async () => await several.stop());

    searchContract("three servers of Meilisearch", async () => {
      const opened = await openEngine(several.address(3));
      return { index: settled(opened.index), close: () => opened.close() };
    });
  });
