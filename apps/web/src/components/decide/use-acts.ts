import { useApolloClient } from "@apollo/client/react";
import { useState } from "react";
import { explainError } from "../../lib/errors.js";

export interface Acts {
  /** What became of the last act, in a sentence; empty before the first. */
  said: string;
  say: (words: string) => void;
  /** Decides, says that it is done, and asks anew for all that the page shows; false where it could not be done. */
  act: (decide: () => Promise<unknown>, done: string) => Promise<boolean>;
}

/** Deciding on a page that shows what is decided on. */
export function useActs(): Acts {
  const client = useApolloClient();
  const [said, say] = useState("");
  const act: Acts["act"] = async (decide, done) => {
    try {
      await decide();
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
