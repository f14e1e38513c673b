import { ProblemCode } from "@lectern/schema/kind";
import { describe, expect, test } from "vitest";
import { readDocument, readFile } from "../read-file.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (source: string, hints = {}) => readDocument(bytes(source), { fileName: "a.xml", ...hints });

const sitting = `<?xml version="1.0" encoding="utf-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en" xml:id="s1">
  <teiHeader><fileDesc><titleStmt><title type="main">Corpus of the Isles</title><title type="sub">Sitting 12 of the Assembly</title></titleStmt>
    <sourceDesc><bibl><date when="2031-05-05">5 May</date></bibl></sourceDesc></fileDesc>
    <profileDesc><settingDesc><setting><name type="city">Tromsvik</name><date when="2031-05-04">4 May</date></setting></settingDesc></profileDesc></teiHeader>
  <text><body><div type="debateSection"><head>Opening</head>
    <note type="speaker">THE PRESIDENT:</note>
    <u who="#RuizAna" ana="#chair" xml:id="u1"><seg xml:id="u1.1">The sitting
      is open.</seg><seg>I call Mr Li. <kinesic><desc xml:lang="en">(Applause)</desc><desc xml:lang="de">(Beifall)</desc></kinesic></seg></u>
    <note type="speaker">Mr LI:</note>
    <u who="#LiWei" ana="#regular" xml:id="u2"><seg>I thank the chair.</seg></u>
    <u who="#RuizAna" ana="#chair"><seg>Next item.</seg></u>
  </div></body>
  <back><listPerson><person xml:id="RuizAna"><persName><surname>Ruiz</surname><surname>Peña</surname><forename>Ana</forename></persName></person></listPerson></back></text>
</TEI>`;

describe("TEI", () => {
  const draft = read(sitting);

  test("has speeches with speaker, role and order as the source names them", () => {
    expect(draft.speeches.map(({ speaker, role }) => [speaker?.value, speaker?.printed, role?.value])).toEqual([
      ["Ana Ruiz Peña", "THE PRESIDENT:", "chair"],
      ["Mr LI", "Mr LI:", "regular"],
      ["Ana Ruiz Peña", "Ana Ruiz Peña", "chair"],
    ]);
    expect(draft.speeches.map(({ textSpan }) => draft.text.slice(...(textSpan as [number, number])))).toEqual([
      "The sitting is open.\n\nI call Mr Li.\n\n(Applause)",
      "I thank the chair.",
      "Next item.",
    ]);
    expect(draft.presiders.map(({ name }) => name.value)).toEqual(["Ana Ruiz Peña"]);
  });

  test("names speakers by a list of persons that stands in another file", () => {
    const [, second] = read(sitting, { people: { LiWei: "Wei Li" } }).speeches;
    expect(second?.speaker).toMatchObject({ value: "Wei Li", printed: "Mr LI:" });
  });

  test("has the day, place and title of the sitting, and leaves lists of persons out of the text", () => {
    expect(draft.kind).toBe("MINUTES");
    expect(draft.meeting).toMatchObject({ heldOn: { date: "2031-05-04" }, place: { value: "Tromsvik" } });
    expect(draft.title?.value).toBe("Sitting 12 of the Assembly");
    expect(draft.text).not.toContain("Peña");
  });

  test("says which element a block was", () => {
    const places = draft.blocks.map((block) => block.place?.element).filter(Boolean);
    expect(places).toEqual(["u1.1"]);
  });
});

describe("Akoma Ntoso", () => {
  const debate = `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta><identification><FRBRWork><FRBRdate date="2031-05-04"/></FRBRWork><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>
    <references><TLCPerson eId="ruiz" showAs="Ana Ruiz"/><TLCPerson eId="any" showAs="represents anybody"/><TLCRole eId="minister" showAs="Minister of Lights"/></references></meta>
    <preface><p>THE <docProponent>ASSEMBLY OF THE ISLES</docProponent></p><p><docTitle>SECOND MEETING</docTitle>, <docDate date="2031-05-04">4th May 2031</docDate></p></preface>
    <debateBody><debateSection><heading>LIGHTS</heading>
      <speech by="#ruiz" as="#minister"><from>Mrs. Ruiz:</from><p>The lights are lit.</p><p>All of them.</p></speech>
      <speech by="#any"><from>Mr <person refersTo="#any">MARRABLE</person> (<role>Secretary</role>).-</from><p>So it is.</p></speech>
      <scene>(Laughter)</scene></debateSection></debateBody></debate></akomaNtoso>`;

  test("has speeches by their references, and by what is printed where a reference names nobody", () => {
    const { speeches, meeting, text, title } = read(debate);
    expect(speeches.map(({ speaker, role }) => [speaker?.value, speaker?.printed, role?.value])).toEqual([
      ["Ana Ruiz", "Mrs. Ruiz", "Minister of Lights"],
      ["MARRABLE", "MARRABLE", "Secretary"],
    ]);
    const [start, end] = speeches[0]?.textSpan ?? [0, 0];
    expect(text.slice(start, end)).toBe("The lights are lit.\n\nAll of them.");
    expect(meeting).toMatchObject({ body: { value: "ASSEMBLY OF THE ISLES" }, heldOn: { date: "2031-05-04", printed: "4th May 2031" } });
    expect(title?.value).toBe("SECOND MEETING");
  });

  test("takes an act for a study text, numbers before the headings they number", () => {
    const act = `<akomaNtoso><act><meta/><body><section eId="s1"><num>1.</num><heading>Lamps</heading><subsection eId="s1-1"><num>(1)</num><content><p>A lamp burns.</p></content></subsection></section>
      <section eId="s2"><num>2.</num><heading>Oil</heading><content><p>Oil is free.</p></content></section></body></act></akomaNtoso>`;
    const draft = read(act);
    expect(draft.kind).toBe("STUDY_TEXT");
    expect(draft.text).toBe("1. Lamps\n\n(1) A lamp burns.\n\n2. Oil\n\nOil is free.");
    expect(draft.studyText?.passages).toHaveLength(2);
  });
});

describe("any other XML", () => {
  test("is its words, one block for each element that has some", () => {
    const draft = read("<report><title>On rain</title><para>It <b>rained</b>.</para><para>All day.</para></report>");
    expect(draft.text).toBe("On rain\n\nIt rained.\n\nAll day.");
    expect(draft.title?.value).toBe("On rain");
  });

  test("that lists persons for other files is no document", () => {
    const { problems } = readFile(bytes('<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="a"/></listPerson>'), {
      fileName: "people.xml",
    });
    expect(problems).toMatchObject([{ code: ProblemCode.NO_DOCUMENT }]);
  });
});

describe("XML that is made to do harm is a problem, at once", () => {
  const problemOf = (source: string) => {
    const start = performance.now();
    const { documents, problems } = readFile(bytes(source), { fileName: "a.xml" });
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(documents).toEqual([]);
    return problems[0];
  };

  test("entities within entities (a billion laughs)", () => {
    const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
    const problem = problemOf(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">${entities}]><a>&l9;</a>`);
    expect(problem).toMatchObject({ code: ProblemCode.UNSAFE, line: 1 });
  });

  test("an entity that stands for a file or an address", () => {
    expect(problemOf('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>')).toMatchObject({ code: ProblemCode.UNSAFE });
    expect(problemOf('<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><a>&x;</a>')).toMatchObject({ code: ProblemCode.UNSAFE });
  });

  test("nesting deeper than any text", () => {
    expect(problemOf("<a>".repeat(200_000))).toMatchObject({ code: ProblemCode.UNSAFE });
  });

  test("what is not well-formed, with line and column", () => {
    expect(problemOf("<a>\n<b>one</a>")).toMatchObject({ code: ProblemCode.BAD_XML, line: 2 });
  });
});
