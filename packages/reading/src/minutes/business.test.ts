import { expect, test } from "vitest";
import { readDocument } from "../read-file.js";

const read = (text: string) => readDocument(new TextEncoder().encode(text), { fileName: "m.txt" });

const HEAD = `MINUTES OF THE MEETING OF THE HARBOUR BOARD HELD ON MONDAY, 3RD MAY, 2031

PRESENT IN THE CHAIR: Councillor A. Ruiz.

MEMBERS PRESENT:

Councillors Olsen, Kallas, Vane and O’Brien.

`;

test("reads who asked leave, in sentences too", () => {
  const apologies = (text: string) => read(text).minutes?.apologies.map(({ value }) => value);
  const head = "会 议 纪 要\n时间：2031年8月11日上午\n主持人：吴建平\n参加人员：郑晓明、何莉\n\n";
  expect(apologies(`${head}副局长韩雪、唐亮因公请假，未参加会议。会议指出，要加强协调，不得请假。`)).toEqual(["韩雪", "唐亮"]);
  expect(apologies(`${HEAD}1. Dues\n\nCouncillor Petra Lund sent her apologies.`)).toEqual(["Petra Lund"]);
});

test("reads a vote by names, with abstentions, and how the motion ended", () => {
  const draft = read(`${HEAD}1. Dues

Proposed by Councillor Olsen;
Seconded by Councillor Kallas;

In Favour

Councillors Olsen and Kallas (2)

Against

Councillors Vane (1)

Abstain

Councillor O’Brien

The Chair declared the motion carried.
`);
  const [motion] = draft.minutes?.motions ?? [];
  expect(motion).toMatchObject({ movedBy: [{ value: "Olsen" }], secondedBy: [{ value: "Kallas" }], outcome: "CARRIED" });
  expect(motion?.vote?.counts).toEqual({ inFavour: 2, against: 1, abstained: 1 });
  expect(motion?.vote?.abstained.map(({ value }) => value)).toEqual(["O'Brien"]);
});

test("a motion declared defeated is no resolution; one with a vote to one side follows it", () => {
  const draft =
    read(`${HEAD}The motion was proposed by Councillor Vane and seconded by Councillor O’Brien. The Chair declared the motion defeated.

On the proposal of Councillor Olsen, seconded by Councillor Kallas, it was agreed that the crane be sold.
`);
  expect(draft.minutes?.motions.map(({ outcome, text }) => [outcome, text?.value ?? null])).toEqual([
    ["DEFEATED", null],
    ["CARRIED", "the crane be sold"],
  ]);
});

test("apologies in a sentence and under a heading; items by number in order", () => {
  const sentence = read(`${HEAD}An apology for his inability to attend was received from Councillor J. Marsh.

1. Lanterns

12 lanterns were lit.

2. Dues

Nothing was said.
`);
  expect(sentence.minutes?.apologies.map(({ value }) => value)).toEqual(["J. Marsh"]);
  expect(sentence.minutes?.agenda.map(({ number, title }) => [number, title.value])).toEqual([
    [1, "Lanterns"],
    [2, "Dues"],
  ]);
});
