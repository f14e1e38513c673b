import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "./navigation.js";
import { useDebounced } from "./use-debounced.js";

/**
 * Keys that follow each other more quickly than this, in milliseconds, are one: what they typed is sent so long after the last.
 * Whoever types by hand is slower, and waits for nothing.
 */
const PAUSE = 40;

interface AddressText {
  /** What stands in the box. */
  typed: string;
  /** Something was typed: the address follows, at once or after a moment. */
  type(text: string): void;
  /** Typing is over: the address follows at once, and what comes next is a new step of the history. */
  commit(text?: string): void;
}

/**
 * A text box whose content is a part of the address: `q` for /?q=peace. The first letter after a commit is a new step
 * of the history and the following ones replace it, so that Back returns to the search before and not to the letter before.
 */
export function useAddressText(parameter: string, write: (text: string, isNewStep: boolean) => void): AddressText {
  const [address] = useSearchParams();
  const drawn = address.get(parameter) ?? "";
  const [typed, setTyped] = useState(drawn);
  const written = useRef(drawn);
  const isTyping = useRef(false);
  const lastKey = useRef(Number.NEGATIVE_INFINITY);
  const send = useDebounced((text: string) => {
    if (text === written.current) return;
    written.current = text;
    write(text, !isTyping.current);
    isTyping.current = true;
  }, PAUSE);

  useEffect(() => {
    // What was drawn may lag behind what was typed since; the address itself does not.
    const now = drawn === written.current ? drawn : inAddress(parameter);
    if (now.trim() === written.current.trim()) return;
    written.current = now;
    isTyping.current = false;
    setTyped(now);
  }, [drawn, parameter]);

  return {
    typed,
    type(text) {
      setTyped(text);
      const isQuick = performance.now() - lastKey.current < PAUSE;
      lastKey.current = performance.now();
      if (isQuick) send.later(text);
      else send.now(text);
    },
    commit(text = typed) {
      setTyped(text);
      send.now(text);
      isTyping.current = false;
    },
  };
}

function inAddress(parameter: string): string {
  return new URLSearchParams(window.location.search).get(parameter) ?? "";
}
