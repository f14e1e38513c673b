import { useSearchParams } from "./navigation.js";

/** The letters that a list is narrowed to, from the address; null where it is not. */
export function useLetters(parameter: string): string | null {
  const [address] = useSearchParams();
  return address.get(parameter)?.trim() || null;
}
