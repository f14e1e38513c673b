import type { ApiKey } from "@lectern/schema";
import type { Database } from "@lectern/storage";
import type { Archive } from "../archive.js";
import { clientError } from "./errors.js";
import { createLoaders, type Loaders } from "./loaders.js";

/** What the resolvers of one request share. */
export interface Context {
  archive: Archive;
  /** The key that the request came with, or none. */
  key: ApiKey | null;
  /** The database, as long as the request has time left; throws TIMEOUT after that. */
  readonly database: Database;
  loaders: Loaders;
  /** Where the request came from, as far as that is known: a network address. */
  sender: string;
  /** Aborted when who asked has gone and waits for no answer: closed the page, or asks something else by now. */
  gone: AbortSignal;
  /** Milliseconds that the request may still take; throws TIMEOUT where none are left. */
  millisecondsLeft(): number;
  /** Has the time that the request may take begin anew: what was written meanwhile is to be told of, however long it took. */
  beginAgain(): void;
  /** Name of the key that the request came with; throws UNAUTHENTICATED where it came with none. */
  callerName(): string;
}

/** The context of a request that came from `sender` with `key` (or none), may take `seconds`, and is waited for until `gone`. */
export function createContext(archive: Archive, key: ApiKey | null, seconds: number, sender: string, gone: AbortSignal): Context {
  let deadline = Date.now() + seconds * 1_000;
  const checkTime = () => {
    if (Date.now() > deadline) throw timeout(seconds);
  };
  return {
    archive,
    key,
    sender,
    gone,
    get database() {
      checkTime();
      return archive.reading;
    },
    loaders: createLoaders(archive.reading, checkTime),
    millisecondsLeft() {
      checkTime();
      return deadline - Date.now();
    },
    beginAgain() {
      deadline = Date.now() + seconds * 1_000;
    },
    callerName() {
      if (key !== null) return key.name;
      throw clientError("UNAUTHENTICATED", NEEDS_KEY, 401);
    },
  };
}

export const NEEDS_KEY =
  "This needs a key: send it as `Authorization: Bearer lectern_...`. Keys are made with `npm run lectern -- keys create NAME`.";

export function timeout(seconds: number): Error {
  return clientError("TIMEOUT", `The request took longer than ${seconds} seconds. Ask for less at once.`, 503);
}
