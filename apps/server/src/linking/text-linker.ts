import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { TextToLink } from "@lectern/linking";
import type { Link } from "@lectern/schema";
import type { Linking } from "@lectern/storage";
import { projectFolder } from "../env.js";
import type { CatalogueKeeper } from "./catalogue-keeper.js";
import type { FromThread, HowToLink, ToThread } from "./messages.js";

/** Links of a text, and the catalogue that they were made with. */
export interface LinkedText {
  links: Link[];
  linking: Linking;
}

/** Linking took longer than it was given; its thread was ended. */
export class LinkingOverrun extends Error {}

/** More texts wait for their turn than are let in. */
export class TooManyTexts extends Error {}

/** Texts that may wait for their turn. */
const MOST_WAITING = 16;

interface Task {
  text: TextToLink;
  how: HowToLink;
  /** `Date.now()` at which nobody waits for it any more. */
  until: number;
  resolve(linked: LinkedText): void;
  reject(error: unknown): void;
}

/**
 * Links texts in a thread of its own, one after the other, so that a long one holds up nothing but those behind it, and
 * one that takes too long can be ended. The thread is started when the first text comes.
 */
export class TextLinker {
  private readonly waiting: Task[] = [];
  private worker: Worker | null = null;
  private loaded: Linking | null = null;
  private isWorking = false;

  constructor(private readonly catalogue: CatalogueKeeper) {}

  /**
   * Links of a text to the study texts as they stand. Throws a LinkingOverrun where that takes longer than `milliseconds`
   * (at most 24 days), the wait for its turn included, and TooManyTexts where too many wait.
   */
  link(text: TextToLink, { how = "citations and quotations" as HowToLink, milliseconds }: { how?: HowToLink; milliseconds: number }) {
    if (this.waiting.length >= MOST_WAITING) throw new TooManyTexts(`${this.waiting.length} texts wait to be linked`);
    return new Promise<LinkedText>((resolve, reject) => {
      const timer = setTimeout(() => reject(new LinkingOverrun(`linking took longer than ${milliseconds} ms`)), milliseconds);
      const done = (end: () => void) => {
        clearTimeout(timer);
        end();
      };
      this.waiting.push({
        text,
        how,
        until: Date.now() + milliseconds,
        resolve: (linked) => done(() => resolve(linked)),
        reject: (error) => done(() => reject(error)),
      });
      void this.work();
    });
  }

  async close(): Promise<void> {
    for (const task of this.waiting.splice(0)) task.reject(new Error("the archive is being closed"));
    await this.end();
  }

  private async work(): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    for (let task = this.waiting.shift(); task !== undefined; task = this.waiting.shift()) {
      if (task.until <= Date.now()) continue;
      await this.carryOut(task).then(task.resolve, task.reject);
    }
    this.isWorking = false;
  }

  private async carryOut({ text, how, until }: Task): Promise<LinkedText> {
    const linking = await this.load();
    const links = await this.ask({ kind: "link", text, how }, until - Date.now());
    return { links, linking };
  }

  /** Brings the catalogue of the thread up to date. Loading is not cut short: the next text needs it as well. */
  private async load(): Promise<Linking> {
    const { held, linking } = await this.catalogue.latest();
    if (this.loaded?.generation === linking.generation) return linking;
    await this.ask({ kind: "catalogue", data: held.data, line: held.line }, Number.POSITIVE_INFINITY);
    this.loaded = linking;
    return linking;
  }

  private async ask(message: ToThread, milliseconds: number): Promise<Link[]> {
    this.worker ??= new Worker(projectFolder("apps/server/dist/linking/linking-thread.js"));
    const overrun = new AbortController();
    const timer = Number.isFinite(milliseconds) ? setTimeout(() => overrun.abort(), milliseconds) : undefined;
    try {
      const answer = once(this.worker, "message", { signal: overrun.signal });
      this.worker.postMessage(message);
      const [given] = (await answer) as [FromThread];
      if ("fault" in given) throw new Error(`linking a text: ${given.fault}`);
      return given.links;
    } catch (error) {
      // A thread that is at work on a text for too long, or that has broken, is of no more use.
      await this.end();
      throw overrun.signal.aborted ? new LinkingOverrun(`linking took longer than ${milliseconds} ms`, { cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  private async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    this.loaded = null;
    await worker?.terminate();
  }
}
