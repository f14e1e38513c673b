import { DocumentKind } from "@lectern/schema/kind";
import { expect, test } from "vitest";
import { readDocument } from "./read-file.js";

const kindOf = (text: string) => readDocument(new TextEncoder().encode(text), { fileName: "paper.txt" }).kind;
const prose = (sentence: string, length: number) => sentence.repeat(Math.ceil(length / sentence.length));

test("a long text that says I or we outside of quotations is a speech, with a greeting or without", () => {
  expect(
    kindOf(prose("The delegation supports the plan, and I commend it to this Assembly. The seas have risen in the last years. ", 4000)),
  ).toBe(DocumentKind.SPEECH);
  expect(kindOf(`To the Senate and House of Representatives:\n\n${prose("The year has been one of peace with all nations. ", 1000)}`)).toBe(
    DocumentKind.SPEECH,
  );
});

test("news that quotes whoever says I, or writes of the US, is none", () => {
  expect(kindOf(prose("“I commend our plan to us all, and we must act,” said Ana Ruiz. The harbour board met on Monday. ", 4000))).toBe(
    DocumentKind.NOTICE,
  );
  expect(kindOf(prose("The US government reported that US exports to the coast had grown last year. ", 9000))).toBe(DocumentKind.NOTICE);
});

test("an agenda whose motions are in the first person is a notice", () => {
  expect(kindOf(`AGENDA\n\n${prose("I will move at the next meeting that we mend our pier. ", 9000)}`)).toBe(DocumentKind.NOTICE);
});

test("a short law without chapters says when it was adopted", () => {
  expect(
    kindOf("# 港口条例\n\n2031年10月25日 第十届常务委员会第十八次会议通过\n\n一、港口设立委员会。\n\n二、本条例自公布之日起施行。"),
  ).toBe(DocumentKind.STUDY_TEXT);
});
