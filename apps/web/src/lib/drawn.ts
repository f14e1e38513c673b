/** Id of the data block with the answers that a page was drawn from: the client's cache as JSON. */
export const ANSWERS = "answers";

/**
 * The element that holds the page, as long as it is what the server has drawn and answers to nothing: `data-drawn` says in which
 * language. Null where the server has not drawn it.
 */
export function drawnRoot(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#root[data-drawn]");
}
