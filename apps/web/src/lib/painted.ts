/** Longest wait for a frame, in milliseconds: a page in the background has none. */
const PATIENCE = 500;

/** Resolves once the browser has painted what stands in the document: when the message that a frame's callback posts arrives. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}
