import { useEffect, useRef, useState } from "react";
import { useDebounced } from "./use-debounced.js";

/** How long after the last key a search is sent, in milliseconds. */
export const PAUSE = 120;

interface AddressText {
  /** What stands in the box. */
  typed: string;
  /** Something was typed: the address follows after a pause. */
  type(text: string): void;
  /** Typing is over: the address follows at once, and what comes next is a new step of the history. */
  commit(text?: string): void;
}

/**
 * A text box whose content is part of the address. The first letter after a commit is a new step of the history and
 * the following ones replace it, so that Back returns to the search before and not to the letter before.
 */
export function useAddressText(inAddress: string, write: (text: string, isNewStep: boolean) => void): AddressText {
  const [typed, setTyped] = useState(inAddress);
  const written = useRef(inAddress);
  const isTyping = useRef(false);
  const send = useDebounced((text: string) => {
    if (text === written.current) return;
    written.current = text;
    write(text, !isTyping.current);
    isTyping.current = true;
  }, PAUSE);

  useEffect(() => {
    if (inAddress === written.current) return;
    written.current = inAddress;
    isTyping.current = false;
    setTyped(inAddress);
  }, [inAddress]);

  return {
    typed,
    type(text) {
      setTyped(text);
      send.later(text);
    },
    commit(text = typed) {
      setTyped(text);
      send.now(text);
      isTyping.current = false;
    },
  };
}
