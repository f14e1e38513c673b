import { localName, type XmlElement } from "./parse-xml.js";

/** The child elements, those of one name where it is given. */
export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== "string" && (name === undefined || child.name === name));
}

/** The first element of a path of names below an element; null where there is none. */
export function elementAt(element: XmlElement, ...path: string[]): XmlElement | null {
  let found: XmlElement | undefined = element;
  for (const name of path) found = found && childrenOf(found, name)[0];
  return found ?? null;
}

/** All elements below one, in document order. */
export function* descendantsOf(element: XmlElement): Generator<XmlElement> {
  const open: XmlElement[] = childrenOf(element).reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i] as XmlElement | string;
      if (typeof child !== "string") open.push(child);
    }
  }
}

export function findElement(element: XmlElement, name: string): XmlElement | null {
  for (const one of descendantsOf(element)) if (one.name === name) return one;
  return null;
}

/** The words of an element as they stand, all space as it is. */
export function rawWords(element: XmlElement): string {
  const parts: string[] = [];
  const open: (XmlElement | string)[] = [element];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === "string") parts.push(next);
    else for (let i = next.children.length - 1; i >= 0; i--) open.push(next.children[i] as XmlElement | string);
  }
  return parts.join("");
}

/** The words of an element, runs of space as one. */
export function wordsOf(element: XmlElement | null): string {
  return element === null ? "" : squeeze(rawWords(element));
}

export function squeeze(words: string): string {
  return words.replace(/[ \t\n\r\u00a0]+/g, " ").trim();
}

/** An attribute by its name, whatever its prefix: `id` finds `xml:id`. */
export function attributeOf(element: XmlElement, name: string): string | null {
  const plain = element.attributes[name];
  if (plain !== undefined) return plain;
  for (const [key, value] of Object.entries(element.attributes)) if (localName(key) === name) return value;
  return null;
}

/** The id that a reference names: `#RojoPilar` and `people.xml#RojoPilar` are `RojoPilar`. */
export function refId(reference: string): string {
  return reference.slice(reference.lastIndexOf("#") + 1);
}
