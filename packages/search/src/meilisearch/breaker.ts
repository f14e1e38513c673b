import { setTimeout as sleep } from "node:timers/promises";
import { EngineError } from "./engine-error.js";

const NOT_ASKED = new EngineError("NOT_READY", "Meilisearch has not been asked yet.");

/** Milliseconds before the first probe, and at most between two. */
const FIRST_PROBE = 500;
const LONGEST_PAUSE = 15_000;

/**
 * Milliseconds for which a look at the engine tells enough. A server that is restored from an older state between two searches
 * makes neither of them fail, so that it is looked at again beside the searches.
 */
const FRESH_FOR = 2_000;

/**
 * Keeps searches away from an engine that fails: after a failure nobody waits for it any more, until one probe after
 * another finds it well.
 */
export class Breaker {
  readonly #probe: () => Promise<void>;
  readonly #patience: number;
  readonly #onChange: (fault: EngineError | null) => void;
  #fault: EngineError | null = NOT_ASKED;
  #timer: NodeJS.Timeout | null = null;
  #pause = FIRST_PROBE;
  #lookedAt = 0;
  #isClosed = false;

  /**
   * `probe` throws an EngineError while the engine is not well; a search waits for it `patience` milliseconds at most. `onChange`
   * is told when the engine begins to fail, or fails otherwise, and when it is well again.
   */
  constructor(probe: () => Promise<void>, patience: number, onChange: (fault: EngineError | null) => void = () => {}) {
    this.#probe = probe;
    this.#patience = patience;
    this.#onChange = onChange;
  }

  /** Why the engine is not asked; null where it is. */
  get fault(): EngineError | null {
    return this.#fault;
  }

  /** Looks at the engine now. */
  async look(): Promise<void> {
    this.#lookedAt = Date.now();
    try {
      await this.#probe();
      this.#become(null);
      this.#pause = FIRST_PROBE;
    } catch (error) {
      if (!(error instanceof EngineError)) this.#open(new EngineError("FAILED", "Lectern could not look at Meilisearch."));
      else this.#open(error);
    }
  }

  /** Runs `work`, or throws at once where the engine is known to fail. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#fault !== null) throw this.#fault;
    if (Date.now() - this.#lookedAt > FRESH_FOR) void this.look();
    try {
      return await this.#onceMore(work);
    } catch (error) {
      if (error instanceof EngineError && this.#fault === null) this.#open(error);
      throw error;
    }
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #open(fault: EngineError): void {
    this.#become(fault);
    if (this.#isClosed || this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.look();
    }, this.#pause);
    this.#timer.unref();
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #become(fault: EngineError | null): void {
    const before = this.#fault;
    this.#fault = fault;
    const isNews = before?.fault !== fault?.fault && !(before === NOT_ASKED && fault === null);
    if (isNews && !this.#isClosed) this.#onChange(fault);
  }

  /**
   * A connection that was kept open may have been closed meanwhile: that fails at once and says little of the server. It may
   * have been started anew, though, so it is looked at before it is asked again. All of it takes no longer than one search may.
   */
  async #onceMore<T>(work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof EngineError) || error.fault !== "AWAY") throw error;
      const again = this.#lookFirst(work);
      again.catch(() => undefined);
      const left = this.#patience - (performance.now() - startedAt);
      const first = await Promise.race([again, sleep(Math.max(0, left), TOO_LATE, { ref: false })]);
      if (first === TOO_LATE) throw error;
      return first;
    }
  }

  async #lookFirst<T>(work: () => Promise<T>): Promise<T> {
    await this.look();
    if (this.#fault !== null) throw this.#fault;
    return await work();
  }
}

const TOO_LATE = Symbol("too late");
