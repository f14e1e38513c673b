import { setTimeout as sleep } from "node:timers/promises";
import { type Database, isConnectionFault } from "@lectern/storage";

export interface PatienceOptions {
  /** How long a database that is away is waited for, each time; 0: not at all. */
  seconds: number;
  /** Told when the wait begins, and when it ended well. */
  onAway?(isAway: boolean): void;
  isStopped(): boolean;
}

const ASK_EVERY_MILLISECONDS = 500;
/** The same work is not tried for ever: it may be what brings the database down. */
const MOST_TRIES = 5;

/** Waits for a database that goes away in the middle of work, and does that work again when it is back. */
export class Patience {
  private waiting: Promise<boolean> | null = null;

  constructor(
    private readonly database: Database,
    private readonly options: PatienceOptions,
  ) {}

  /** `work` must come to the same when it is done again. Throws its fault where the database does not come back in time. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!isConnectionFault(error) || attempt === MOST_TRIES || !(await this.untilItAnswers())) throw error;
      }
    }
  }

  /** Whether it came back in time. All that wait at once wait together. */
  private untilItAnswers(): Promise<boolean> {
    this.waiting ??= this.ask().finally(() => {
      this.waiting = null;
    });
    return this.waiting;
  }

  private async ask(): Promise<boolean> {
    const { seconds, onAway, isStopped } = this.options;
    if (seconds > 0) onAway?.(true);
    for (const until = Date.now() + seconds * 1_000; Date.now() < until && !isStopped(); await sleep(ASK_EVERY_MILLISECONDS)) {
      const answers = await this.database.query("SELECT 1").then(
        () => true,
        () => false,
      );
      if (answers) {
        onAway?.(false);
        return true;
      }
    }
    return false;
  }
}
