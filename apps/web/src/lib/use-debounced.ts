import { useEffect, useRef } from "react";

/** Calls `act` with the last value once nothing new came for `milliseconds`; `now` calls it at once. */
export function useDebounced<T>(act: (value: T) => void, milliseconds: number): { later(value: T): void; now(value: T): void } {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    later(value) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => latest.current(value), milliseconds);
    },
    now(value) {
      clearTimeout(timer.current);
      latest.current(value);
    },
  };
}
