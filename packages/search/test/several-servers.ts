import { randomBytes } from "node:crypto";
import { type OwnMeilisearch, startMeilisearch } from "@lectern/testing/meilisearch";

export interface SeveralServers {
  servers: OwnMeilisearch[];
  /** Where the first so many are, and their key. */
  address(count: number): { url: string[]; masterKey: string };
  stop(): Promise<void>;
}

/** Servers of Meilisearch with the same master key, each on a port of its own. */
export async function startServers(count: number): Promise<SeveralServers> {
  const key = randomBytes(24).toString("hex");
  const servers = await Promise.all(Array.from({ length: count }, () => startMeilisearch({ key })));
  return {
    servers,
    address: (some) => ({ url: servers.slice(0, some).map(({ url }) => url), masterKey: key }),
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
