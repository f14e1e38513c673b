import { ProblemCode } from "@lectern/schema/kind";
import { describe, expect, test } from "vitest";
import { readFile } from "../read-file.js";
import { decodeText } from "./decode.js";

const chinese = "滨海市档案局召开会议，局长沈若兰主持会议并讲话。全体人员参加会议，会议强调了安全工作。";
const french = "Le conseil a été réuni à l'Hôtel de Ville, où l'été naît. Les élèves français étaient présents.";
const russian = "Заседание совета открыл председатель, депутаты обсудили бюджет города.";

/** Bytes of a text in an encoding, by turning the decoder of the Encoding Standard around. */
function encode(text: string, encoding: string): Uint8Array {
  const codes = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding);
  for (let first = 0; first < 256; first++) {
    codes.set(decoder.decode(Uint8Array.of(first)), [first]);
    for (let second = 0x40; first > 0x7f && second < 256; second++) {
      const character = decoder.decode(Uint8Array.of(first, second));
      if ([...character].length === 1 && !codes.has(character)) codes.set(character, [first, second]);
    }
  }
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = codes.get(character);
      if (!code) throw new Error(`${encoding} has no ${character}`);
      return code;
    }),
  );
}

function decoded(bytes: Uint8Array, mediaType?: string) {
  const result = decodeText(bytes, "a.txt", mediaType);
  if ("problem" in result) throw new Error(result.problem.message);
  return result;
}

describe("an encoding is found, and how is said", () => {
  test.each([
    ["gb18030", chinese],
    ["big5", "濱海市檔案局召開會議，局長沈若蘭主持會議並講話。全體人員參加會議，會議強調了安全工作。"],
    ["shift_jis", "市議会は九月二十七日に定例会を開き、議長が開会を宣言した。カタカナもあります。"],
    ["euc-kr", "시의회는 구월 이십칠일에 정례회를 열었다. 의장이 개회를 선언하였다."],
    ["windows-1252", french],
    ["windows-1251", russian],
    ["koi8-r", russian],
  ])("%s without a declaration, by the statistics of its characters", (encoding, text) => {
    const result = decoded(encode(text, encoding));
    expect(result.text).toBe(text);
    expect(result.encoding).toMatchObject({ name: encoding, basis: "DETECTED" });
    expect(result.encoding.confidence).toBeGreaterThan(0.2);
  });

  test("GBK in a page that declares gb2312, even where it is too short to be told", () => {
    const page = encode('<meta charset="gb2312"><p>会议</p>', "gbk");
    expect(decoded(page)).toMatchObject({ text: '<meta charset="gb2312"><p>会议</p>', encoding: { name: "gbk", basis: "DECLARED" } });
  });

  test("the encoding that an XML declaration or a media type names", () => {
    const xml = encode('<?xml version="1.0" encoding="ISO-8859-1"?><p>été</p>', "windows-1252");
    expect(decoded(xml).encoding).toMatchObject({ name: "windows-1252", basis: "DECLARED" });
    expect(decoded(encode("会议", "gbk"), "text/plain; charset=gbk")).toMatchObject({ text: "会议", encoding: { basis: "DECLARED" } });
  });

  test("whole UTF-8 stays UTF-8, whatever is declared", () => {
    const bytes = new TextEncoder().encode('<meta charset="iso-8859-1"><p>été</p>');
    expect(decoded(bytes)).toMatchObject({ encoding: { name: "utf-8", basis: "VALID_UTF8" } });
    expect(decoded(bytes).text).toContain("été");
  });

  test("a byte order mark comes before all", () => {
    expect(decoded(new Uint8Array(Buffer.from("\ufeffdraft", "utf16le"))).encoding).toMatchObject({
      name: "utf-16le",
      basis: "BYTE_ORDER_MARK",
    });
  });

  test("and it is kept with the document", () => {
    const [document] = readFile(encode(chinese, "gb18030"), { fileName: "通知.txt" }).documents;
    expect(document?.draft.encoding).toMatchObject({ name: "gb18030", basis: "DETECTED" });
  });
});

describe("bytes that are no text of any encoding are a problem", () => {
  test("UTF-8 that was damaged is not taken for Latin-1", () => {
    const bytes = new TextEncoder().encode(french);
    const damaged = Uint8Array.from([...bytes.subarray(0, 40), 0xff, ...bytes.subarray(40)]);
    expect(decodeText(damaged, "a.txt")).toMatchObject({ problem: { code: ProblemCode.BAD_ENCODING, line: 1 } });
  });

  test.each([40, 400, 4000, 400_000])("%i random bytes are binary, not text in a bad encoding", (length) => {
    const noise = randomBytes(length);
    const { documents, problems } = readFile(noise, { fileName: "a.txt" });
    expect(documents).toEqual([]);
    expect(problems).toMatchObject([{ code: ProblemCode.BINARY }]);
    expect(problems[0]?.message).toMatch(/^a\.txt is no text: \d+ of its \d+ bytes/);
  });
});

describe("texts that have few control characters, or need them, stay texts", () => {
  test("UTF-16, whose line ends and letters have control characters for bytes", () => {
    const text = `${chinese}\r\nThe harbour office met.\n`;
    const marked = new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
    expect(decoded(marked).text).toBe(text.replace("\r", ""));
    expect(decoded(marked.map((_, i) => marked[i ^ 1] as number)).encoding.name).toBe("utf-16be");
    expect(decoded(marked.subarray(2)).encoding).toMatchObject({ name: "utf-16le", basis: "DETECTED" });
  });

  test("GB18030 with tabs, form feeds and a stray control character", () => {
    const text = `${`${chinese}\t${chinese}\f`.repeat(15)}\u0001`;
    expect(decoded(encode(text, "gb18030"))).toMatchObject({ text, encoding: { name: "gb18030" } });
  });
});

/** Bytes of a linear congruential generator (Numerical Recipes): the same in every run. */
function randomBytes(length: number): Uint8Array {
  let state = 7;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}
