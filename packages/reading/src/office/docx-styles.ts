import type { XmlElement } from "../xml/parse-xml.js";
import { attributeOf, childrenOf, elementAt } from "../xml/xml-tree.js";

/** Levels of the heading styles of a Word document by their ids: named so, given an outline level, or based on one that is. */
export function headingStyles(root: XmlElement | null): Map<string, number> {
  const styles = root ? childrenOf(root, "style") : [];
  const byId = new Map(styles.map((style) => [attributeOf(style, "styleId") ?? "", style]));
  const levels = new Map<string, number>();
  for (const id of byId.keys()) {
    const level = levelOf(id, byId);
    if (level !== null) levels.set(id, level);
  }
  return levels;
}

function levelOf(id: string, byId: Map<string, XmlElement>): number | null {
  // Styles may be based on each other in a circle.
  for (let at: string | null = id, steps = 0; at !== null && steps < 20; steps++) {
    const style: XmlElement | undefined = byId.get(at);
    if (!style) return null;
    const own = ownLevel(style);
    if (own !== null) return own;
    const base: XmlElement | null = elementAt(style, "basedOn");
    at = base && attributeOf(base, "val");
  }
  return null;
}

function ownLevel(style: XmlElement): number | null {
  const name = attributeOf(elementAt(style, "name") ?? style, "val") ?? "";
  if (/^title$/i.test(name)) return 1;
  const numbered = /^heading ([1-6])$/i.exec(name)?.[1];
  if (numbered) return Number(numbered);
  const outline = elementAt(style, "pPr", "outlineLvl");
  const level = outline ? Number(attributeOf(outline, "val")) + 1 : 0;
  return level >= 1 && level <= 6 ? level : null;
}
