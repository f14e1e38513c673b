import type { ChildProcess } from "node:child_process";

export interface UsedMeilisearch {
  url: string;
  masterKey: string | null;
  /** Ends a server of our own with its folder, and leaves one of the user's alone. */
  stop(): Promise<void>;
}

export interface OwnMeilisearch extends UsedMeilisearch {
  port: number;
  masterKey: string;
  folder: string;
  process: ChildProcess | null;
  /** Starts it again once it was killed: on the same port, with the same key and data unless others are given. */
  start(options?: { key?: string; data?: string }): Promise<void>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Why tests against a real Meilisearch cannot run here, as a sentence; null when they can. */
export function whyNoMeilisearch(): string | null;

/** Why tests that stop and damage a server cannot run here, as a sentence; null when they can. */
export function whyNoOwnMeilisearch(): string | null;

/** The server that MEILISEARCH_URL names, with MEILISEARCH_API_KEY; else one of our own, started now. */
export function useMeilisearch(): Promise<UsedMeilisearch>;

/**
 * Starts a server on a free loopback port, without telemetry, in a temporary folder that goes with it, or in one that stays;
 * with a master key of its own unless one is given.
 */
export function startMeilisearch(options?: { keptIn?: string; key?: string }): Promise<OwnMeilisearch>;
