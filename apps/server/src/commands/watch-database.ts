import type { Archive } from "../archive.js";

const EVERY_MILLISECONDS = 2_000;

/** Says when the database stops answering, with what to do about it, and when it answers again. Returns what ends the watch. */
export function watchDatabase({ database, isEmbedded }: Archive, say: (line: string) => void): () => void {
  let isAway = false;
  let isAsking = false;
  const ask = async () => {
    if (isAsking) return;
    isAsking = true;
    const answers = await database.query("SELECT 1").then(
      () => true,
      () => false,
    );
    isAsking = false;
    if (answers !== isAway) return;
    isAway = !answers;
    say(
      isAway
        ? `The database does not answer; requests are told so meanwhile. ${isEmbedded ? EMBEDDED : OWN}`
        : "The database answers again.",
    );
  };
  const timer = setInterval(() => void ask(), EVERY_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}

const EMBEDDED = "It is being started again.";
const OWN = "Start the Postgres of DATABASE_URL again: this server goes on by itself as soon as it answers.";
