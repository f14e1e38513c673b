import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { connect } from "./postmaster.js";

/**
 * Every process that uses the server keeps one idle connection of this name, so that whoever leaves sees whether it
 * is the last. A connection dies with its process, where a file or a number could outlive it.
 */
export const HOLDER = "lectern holder";

/** One idle connection, made anew when the server drops it (a crash of one session restarts them all). */
export interface Holder {
  release(): Promise<void>;
}

export interface HoldOptions {
  port: number;
  password: string;
  /**
   * Called, again and again, while the connection is lost and nothing answers: to start the server, and then to call `take`
   * before anybody could find it without a user. Without it, the connection is given up after half a minute.
   */
  revive: ((take: () => Promise<void>) => Promise<void>) | null;
}

const PAUSE_MILLISECONDS = 500;
const LONG_PAUSE_MILLISECONDS = 5_000;
const TRIES_WITHOUT_REVIVING = 60;

export async function hold({ port, password, revive }: HoldOptions): Promise<Holder> {
  const releasing = new AbortController();
  const isReleased = () => releasing.signal.aborted;
  let client: pg.Client | null = null;
  let renewing: Promise<void> = Promise.resolve();

  async function take(): Promise<void> {
    if (isReleased()) return;
    const taken = await connect(port, password, "postgres", HOLDER);
    client = taken;
    taken.once("end", () => {
      client = null;
      renewing = renew();
    });
    // The connection must not keep a process alive that has nothing else to do.
    socketOf(taken).unref();
  }

  async function renew(): Promise<void> {
    for (let attempt = 0; !isReleased() && client === null && (revive !== null || attempt < TRIES_WITHOUT_REVIVING); attempt++) {
      const pause = attempt < TRIES_WITHOUT_REVIVING ? PAUSE_MILLISECONDS : LONG_PAUSE_MILLISECONDS;
      await sleep(pause, undefined, { ref: false, signal: releasing.signal }).catch(() => {});
      await take().catch(() => (isReleased() ? undefined : revive?.(take)));
    }
  }

  await take();
  return {
    async release() {
      releasing.abort();
      await renewing;
      if (client === null) return;
      socketOf(client).ref();
      await client.end().catch(() => {});
    },
  };
}

/** pg keeps its socket to itself, and its types leave it out. */
function socketOf(client: pg.Client): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
