import { useApolloClient } from "@apollo/client/react";
import { useRef, useState } from "react";
import { explainError } from "../../lib/errors.js";

export interface Acts {
  /** What became of the last act, in a sentence; empty before the first. */
  said: string;
  say: (words: string) => void;
  /** Decides, says that it is done, and asks anew for all that the page shows; false where it could not be done, or another one is still under way. */
  act: (decide: () => Promise<unknown>, done: string) => Promise<boolean>;
}

/** Deciding on a page that shows what is decided on. */
export function useActs(): Acts {
  const client = useApolloClient();
  const [said, say] = useState("");
  const isDeciding = useRef(false);
  const decideOnce = async (decide: () => Promise<unknown>) => {
    isDeciding.current = true;
    try {
      await decide();
    } finally {
      isDeciding.current = false;
    }
  };
  const act: Acts["act"] = async (decide, done) => {
    if (isDeciding.current) return false;
    try {
      await decideOnce(decide);
      say(done);
      // A decision may change names, counts and links all over the page.
      await client.refetchQueries({ include: "active" });
      return true;
    } catch (error) {
      say(explainError(error).advice);
      return false;
    }
  };
  return { said, say, act };
}
