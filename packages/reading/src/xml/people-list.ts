import type { XmlElement } from "./parse-xml.js";
import { attributeOf, childrenOf, descendantsOf, elementAt, wordsOf } from "./xml-tree.js";

/** Names by the id that references use. */
export type People = Record<string, string>;

/** The persons (and organizations) that a TEI document lists, by their xml:id. */
export function teiPeople(root: XmlElement): People {
  const people: People = {};
  for (const element of descendantsOf(root)) {
    if (element.name !== "person" && element.name !== "org") continue;
    const id = attributeOf(element, "id");
    const name = element.name === "person" ? personName(element) : wordsOf(childrenOf(element, "orgName")[0] ?? null);
    if (id && name) people[id] = name;
  }
  return people;
}

/** Forenames before surnames, as the person is called; a name without parts as it stands. */
function personName(person: XmlElement): string {
  const name = elementAt(person, "persName");
  if (name === null) return "";
  const parts = (kind: string) => childrenOf(name, kind).map(wordsOf);
  const [forenames, links, surnames] = [parts("forename"), parts("nameLink"), parts("surname")];
  return forenames.length + surnames.length > 0 ? [...forenames, ...links, ...surnames].join(" ") : wordsOf(name);
}

/** The persons and roles that the references of an Akoma Ntoso document list, by their eId. */
export function akomaNtosoReferences(root: XmlElement): { people: People; roles: People } {
  const people: People = {};
  const roles: People = {};
  for (const element of descendantsOf(root)) {
    const id = attributeOf(element, "eId") ?? attributeOf(element, "id");
    const name = attributeOf(element, "showAs")?.trim();
    if (!id || !name) continue;
    if (element.name === "TLCPerson") people[id] = name;
    else if (element.name === "TLCRole") roles[id] = name;
  }
  return { people, roles };
}
