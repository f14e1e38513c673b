export interface Proxy {
  url: string;
  /** pass; delay every piece by `delay` milliseconds; reset connections; take them and stay silent (half-open). */
  mode: "pass" | "delay" | "reset" | "silent";
  delay: number;
  /** Resets every connection there is. */
  breakAll(): void;
  close(): Promise<void>;
}

/** A TCP proxy on a free loopback port, which does to connections to `target` what networks do. */
export function startProxy(target: number): Promise<Proxy>;
