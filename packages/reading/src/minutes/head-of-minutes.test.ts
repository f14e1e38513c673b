import { DocumentKind } from "@lectern/schema/kind";
import { expect, it } from "vitest";
import { readFile } from "../read-file.js";

function read(source: string, fileName: string) {
  const draft = readFile(new TextEncoder().encode(source), { fileName }).documents[0]?.draft;
  if (!draft) throw new Error("it does not read");
  return draft;
}

it("a form whose first cell holds office, meeting and day is minutes of that body and day", () => {
  const rows = [
    "<tr><td>TOWN CLERK'S OFFICE<br>ITEMS DISPOSED OF<br>HARBOUR COUNCIL MEETING<br>THURSDAY, MAY 4, 2031</td></tr>",
    "<tr><td>MEMBERS PRESENT</td><td>QUAY SERVICE</td></tr>",
    "<tr><td>Councillor Vale</td><td>Mr. M. Quist, Town Clerk</td></tr>",
    "<tr><td>Councillor Rook</td><td></td></tr>",
    "<tr><td>1</td><td>Repair of the north mole</td><td>ADOPTED</td></tr>",
  ];
  const draft = read(`<html><body><table>${rows.join("\n")}</table></body></html>`, "items.html");
  expect(draft.kind).toBe(DocumentKind.MINUTES);
  expect(draft.meeting).toMatchObject({
    heldOn: { date: "2031-05-04", printed: "THURSDAY, MAY 4, 2031" },
    body: { value: "HARBOUR COUNCIL" },
  });
  const { body, heldOn } = draft.meeting ?? {};
  for (const value of [body, heldOn]) expect(draft.text.slice(...(value?.span ?? [0, 0]))).toBe(value?.printed);
});

it("a verbatim record is of the body that its first line names", () => {
  const said = (name: string, words: string) => `${name}: ${words}\n\n`;
  const turns = Array.from({ length: 6 }, (_, turn) =>
    said(
      turn % 2 === 0 ? "Mayor Vale" : "Councillor Rook",
      `Thank you. I have looked at the ${turn + 1} moles of the harbour, and they hold.`,
    ),
  );
  const draft = read(
    `COUNCIL OF THE TOWN OF QUAY\n\nWednesday, May 7, 2031\n\nThe Council met at 9:31 a.m.\n\n${turns.join("")}`,
    "record.txt",
  );
  expect(draft.kind).toBe(DocumentKind.MINUTES);
  expect(draft.meeting).toMatchObject({
    heldOn: { date: "2031-05-07" },
    body: { value: "COUNCIL OF THE TOWN OF QUAY" },
    bodyName: "Council of the Town of Quay",
  });
});
