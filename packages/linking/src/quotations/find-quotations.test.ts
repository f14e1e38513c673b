import { CitationState, Fidelity } from "@lectern/schema/kind";
import { describe, expect, it } from "vitest";
import { buildCatalogue } from "../catalogue.js";
import { linkText } from "../link-text.js";
import { testCatalogue, textsOf } from "../testing.js";
import { readWords } from "../words.js";
import { findQuotations } from "./find-quotations.js";
import { bitsOf } from "./quotation-index.js";

const catalogue = testCatalogue();
const find = (text: string) => findQuotations({ text }, catalogue).map((link) => ({ ...link, printed: text.slice(link.start, link.end) }));
const padding =
  "The committee then turned to the estimates for the year, and members spoke about roofs, drains, wages and the price of coal. ".repeat(5);

describe("a quotation", () => {
  it("is found without marks when eight words are repeated, and spans them tightly", () => {
    const [link] = find(`${padding}He told us, count the oil before the ships and the ships before the crew! ${padding}`);
    expect(link).toMatchObject({
      printed: "count the oil before the ships and the ships before the crew",
      state: CitationState.RESOLVED,
      fidelity: Fidelity.VERBATIM,
    });
    expect([link?.targets, link?.candidates].map((places) => places?.map(({ locator }) => locator))).toEqual([
      ["Volume 2, Chapter 1"],
      ["Volume 2, Chapter 2", "Volume 2, Chapter 3"],
    ]);
  });

  it("that several passages of a work have is of the one beside which the text quotes", () => {
    const sayings = [
      "Let every net be dry before the third watch of the night.",
      "Rise early, and sing.",
      "The bell is older than the tower and the tower than the town.",
    ];
    const shared = "Whoever keeps the light keeps all that sail by it from harm.";
    const held = buildCatalogue(
      [],
      [sayings[0], shared, "Other words stand here.", "And other ones.", "And more of them.", sayings[2], shared].map((text, i) => ({
        work: "sayings",
        locator: String(i + 1),
        text: text ?? "",
      })),
    );
    const links = findQuotations({ text: `${padding}${sayings[2]} ${padding} Then she said: ${shared}` }, held);
    expect(links.map(({ targets }) => targets[0]?.locator)).toEqual(["6", "7"]);
    expect(findQuotations({ text: `${padding}Then she said: ${shared}` }, held)[0]?.targets[0]?.locator).toBe("2");
  });

  it("of few words without marks begins or ends with a clause, since formulas stand within one", () => {
    const words = "count the oil before the ships and the ships";
    expect(find(`${padding}They were told to ${words} came home. ${padding}`)).toEqual([]);
    const quoting = "He read: “A lamp that is trimmed at dusk will carry its keeper through the longest night of winter.”";
    expect(find(`${padding}${quoting} They were told to ${words} came home. ${padding}`)).toHaveLength(1);
    expect(find(`${padding}${quoting} They came to ${words}, and went home. ${padding}`)).toHaveLength(2);
  });

  it("of few words without marks, of a work of which the text says nothing, is chance", () => {
    const few = "the keeper knew that the oil was spent";
    const more = `${few}, he went down unto the village before the third watch`;
    const named = (words: string) =>
      linkText({ text: `${padding}The Harbour Psalter is old. When ${words}, all slept. ${padding}` }, catalogue);
    expect(find(`${padding}At dusk ${few}, and all slept. ${padding}`)).toEqual([]);
    expect(find(`${padding}At dusk ${more}, and all slept. ${padding}`)).toHaveLength(1);
    expect(named(few).filter(({ fidelity }) => fidelity !== null)).toHaveLength(1);
  });

  it("is its longest run of equal words, where what surrounds it differs too much on the whole", () => {
    const verse = "the keeper knew that the oil was spent, he went down unto the village";
    const text = `${padding}It is written in the Harbour Psalter 4: Now when ${verse} and some others who had come with him by another road before a third one or watch. ${padding}`;
    const links = linkText({ text }, catalogue).filter(({ fidelity }) => fidelity !== null);
    expect(links.map(({ start, end }) => text.slice(start, end))).toEqual([`Now when ${verse}`]);
  });

  it("is of the work that the text names, where another has the same words", () => {
    const words = "No boat shall leave the inner harbour while the red lamp burns upon the mole.";
    const held = buildCatalogue(
      [{ work: "rules", title: "Rules of the Inner Harbour", aliases: [] }],
      ["letters", "rules"].map((work) => ({ work, locator: "1", text: words })),
    );
    const text = `${padding}The Rules of the Inner Harbour are old. ${padding}${padding}I say: ${words}`;
    expect(linkText({ text }, held).map(({ state, work }) => [state, work])).toEqual([
      [CitationState.RESOLVED, "rules"],
      [CitationState.RESOLVED, "rules"],
    ]);
  });

  it("is as probable beside a library in another script", () => {
    const book = "人有悲欢离合月有阴晴圆缺此事古难全但愿人长久千里共婵娟明月几时有把酒问青天不知天上宫阙今夕是何年";
    const library = Array.from({ length: 400 }, (_, i) => ({ work: "诗", locator: `${i + 1}`, text: book.repeat(20) }));
    const psalter = textsOf(catalogue).filter(({ work }) => work === "psalter");
    const bitsIn = (passages: Parameters<typeof buildCatalogue>[1]) => {
      const { quotations } = buildCatalogue([], passages);
      return [...readWords("keeper harbour whosoever").ids].map((id) => bitsOf(quotations, id));
    };
    const held = psalter.map(({ work, locator, text }) => ({ work, locator, text }));
    expect(bitsIn([...held, ...library])).toEqual(bitsIn(held));
  });

  it("is not from a work, or a version, that came after the text, unless the text names it", () => {
    const verse = textsOf(catalogue).find(({ locator }) => locator === "John 4:1")?.text ?? "";
    const held = buildCatalogue(
      [{ work: "psalter", title: "Harbour Psalter", aliases: [], publishedOn: "1901-05" }],
      [{ work: "psalter", locator: "John 4:1", text: `${verse} And others followed him with empty jars.` }],
    );
    const linked = (date: string, text: string) => linkText({ text, date }, held).filter(({ fidelity }) => fidelity !== null);
    const quoting = `${padding}It is written: “${verse}” ${padding}`;
    expect(linked("1901", quoting)).toHaveLength(1);
    expect(linked("1900-12-31", quoting)).toEqual([]);
    expect(linked("1900-12-31", `${quoting} So the Harbour Psalter has it.`)).toHaveLength(1);
  });

  it("in Chinese marks is no slogan that a passage has within a sentence of its own", () => {
    const held = buildCatalogue([], [{ work: "港法", locator: "第四条", text: "灯港坚持昼夜守望、有备无患的方针，保障船只之安全。" }]);
    const prose = "会议讨论了明年的预算和道路。".repeat(20);
    const links = (text: string) => findQuotations({ text: prose + text }, held);
    expect(links("会议强调，“昼夜守望、有备无患”，大家一致同意。")).toEqual([]);
    expect(links("章程明确规定：“昼夜守望、有备无患”，大家一致同意。")).toHaveLength(1);
  });

  it("gives the part of the passage that is repeated", () => {
    const [link] = find(`${padding}It is written: “whosoever saileth by it should not founder” ${padding}`);
    const target = link?.targets[0];
    expect(target).toMatchObject({ work: "psalter", locator: "John 3:16" });
    const verse = textsOf(catalogue).find(({ locator }) => locator === "John 3:16")?.text ?? "";
    expect(verse.slice(target?.passageStart, target?.passageEnd)).toBe("whosoever saileth by it should not founder");
  });

  it("of fewer than eight words needs marks, and a cue or a citation besides", () => {
    const words = "whosoever saileth by it should not founder";
    expect(find(`${padding}They hold how ${words} at all. ${padding}`)).toEqual([]);
    expect(find(`${padding}They hung the “${words}” banner in the hall. ${padding}`)).toEqual([]);
    expect(find(`${padding}“${words}”, says the old book. ${padding}`)).toHaveLength(1);
    expect(find(`${"会议讨论了明年的预算和道路。".repeat(20)}古人云：“守灯者当于日落之前点亮”，此言不虚。`)).toHaveLength(1);
    expect(find(`${"会议讨论了明年的预算和道路。".repeat(20)}他在日落之前点亮灯火才回家。`)).toEqual([]);
  });

  it("in marks needs no cue in a text that quotes the work elsewhere beyond doubt", () => {
    const few = "They hold “should not founder but come safely home,” and go out by night.";
    const verses = ["John 3:18", "John 4:1"].map((place) => textsOf(catalogue).find(({ locator }) => locator === place)?.text ?? "");
    const places = (text: string): (string | null | undefined)[] => find(text).map(({ targets }) => targets[0]?.locator);
    expect(places(`${padding}${few} ${padding}`)).toEqual([]);
    expect(places(`${padding}${verses[0]} ${padding}${few} ${padding}`)).toEqual(["John 3:18", "John 3:16"]);
    expect(places(`${padding}${verses.join(" ")} ${padding}${few} ${padding}`)).toContain("John 3:16");
    expect(places(`${padding}${verses.join(" ")} ${padding}They hung the “safely home” banner. ${padding}`)).not.toContain("John 3:16");
  });

  it("is of the work that is named beside its marks, though another has more of the words before them", () => {
    const held = buildCatalogue(
      [{ work: "charter", title: "Charter of the Bay", aliases: [] }],
      [
        {
          work: "charter",
          locator: "Article 3",
          text: "He shall lay before the wardens such plans as he shall judge necessary and expedient.",
        },
        {
          work: "letters",
          locator: "9",
          text: "The warden of the bay has the duty of the chief to put to the council such plans as he shall judge necessary and expedient.",
        },
      ],
    );
    const text = `${padding}The Charter of the Bay makes it the duty of the chief to put to the council “such plans as he shall judge necessary and expedient.” ${padding}`;
    expect(
      linkText({ text }, held)
        .filter(({ fidelity }) => fidelity !== null)
        .map(({ work }) => work),
    ).toEqual(["charter"]);
  });

  it("in Chinese without marks is a whole clause, since formulas stand within one", () => {
    const prose = "会议讨论了明年的预算和道路。".repeat(20);
    expect(find(`${prose}港务人员应当如实记录每日进出船只之数目与吨位，大家都同意。`)).toHaveLength(1);
    expect(find(`${prose}新来的港务人员应当如实记录每日的潮水。`)).toEqual([]);
  });

  it("is bare where nothing but its words speaks for it: no marks, and only a part of the passage", () => {
    const words = "count the oil before the ships and the ships before the crew";
    expect(find(`${padding}He told us, ${words}! ${padding}`)).toMatchObject([{ isBare: true }]);
    expect(find(`${padding}It is written: “${words}.” ${padding}`)).toMatchObject([{ isBare: false }]);
    const verse = textsOf(catalogue).find(({ locator }) => locator === "John 3:16")?.text ?? "";
    expect(find(`${padding}For we know ${verse} ${padding}`)).toMatchObject([{ isBare: false }]);
  });

  it("ends with its marks, whatever words follow them", () => {
    const [link, ...others] = find(
      `${padding}She read: “The keeper is my pilot; I shall not drift.” Among the rocks of the evening we were lost. ${padding}`,
    );
    expect(link).toMatchObject({ printed: "The keeper is my pilot; I shall not drift", fidelity: Fidelity.VERBATIM });
    expect(others).toEqual([]);
  });

  it("is verbatim over breaks of lines, marks and capitals", () => {
    const [link] = find(
      `${padding}FOR the ‘lamp’ was given\nunto the Shore — that whosoever saileth by it,\r\nshould not founder! ${padding}`,
    );
    expect(link?.fidelity).toBe(Fidelity.VERBATIM);
  });

  it("comes from the work that has the words of its own, not from one that quotes them", () => {
    const rule = "the warden shall have power to lay and collect tolls upon every vessel that enters the basin";
    const held = buildCatalogue(
      [],
      [
        { work: "commentary", locator: "paragraph 9", text: `It has been urged that by the clause, “${rule}”, all trade would be ruined.` },
        { work: "ordinance", locator: "Section 8", text: `From this day ${rule}, and shall keep an account of them.` },
      ],
    );
    const links = findQuotations({ text: `${padding}We know that ${rule}. ${padding}` }, held);
    expect(links.map(({ state, work }) => [state, work])).toEqual([[CitationState.RESOLVED, "ordinance"]]);
  });

  it("may leave words out", () => {
    const [link] = find(
      `${padding}“For the lamp was given unto the shore ... that whosoever saileth by it should ... come safely home.” ${padding}`,
    );
    expect(link).toMatchObject({ state: CitationState.RESOLVED, fidelity: Fidelity.ELIDED, targets: [{ locator: "John 3:16" }] });
  });

  it("may exchange words", () => {
    const [link] = find(`${padding}“Contend ye bravely for the wick which was once delivered unto the servants.” ${padding}`);
    expect(link?.targets[0]?.locator).toBe("Jude 1:3");
    expect(link?.fidelity === Fidelity.SUBSTITUTED || link?.fidelity === Fidelity.VERBATIM).toBe(true);
  });

  it("may run over two passages", () => {
    const [link] = find(`${padding}should not founder but come safely home. For it was not lit to shame the mariner, but that ${padding}`);
    expect(link?.targets.map(({ locator }) => locator)).toEqual(["John 3:16", "John 3:17"]);
  });

  it("is found in Chinese across scripts and punctuation", () => {
    const [link] = find("會議強調，港務人員應當如實記錄每日進出船隻之數目與噸位，違者必究。");
    expect(link).toMatchObject({ printed: "港務人員應當如實記錄每日進出船隻之數目與噸位", fidelity: Fidelity.VERBATIM, work: "port-law" });
    expect(link?.reason).toMatch(/^22 characters verbatim/);
  });

  it("of words that two works share is ambiguous", () => {
    const [link] = find(`${padding}No rope shall lie across the quay after the evening bell ${padding}`);
    expect(link).toMatchObject({ state: CitationState.AMBIGUOUS, targets: [] });
    expect(link?.candidates.map(({ work }) => work)).toEqual(["rules-a", "rules-b"]);
  });

  it("of words that versions share is one place of the work", () => {
    const [link] = find("守灯者当于日落之前点亮灯火，至日出而后熄之");
    expect(link).toMatchObject({ state: CitationState.RESOLVED, work: "port-law" });
    expect(link?.reason).toContain("2 versions");
  });

  it("in another spelling is the same, and not verbatim", () => {
    const told = (words: string) => find(`${padding}She read to us: “${words}.” ${padding}`)[0];
    const old = "He leadeth me by quiet channels, and maketh me to anchor in deep water";
    expect(told(old)).toMatchObject({ fidelity: Fidelity.VERBATIM, targets: [{ locator: "Psalms 23:2" }] });
    expect(told("He leads me by quiet channels, and makes me to anchor in deep water")).toMatchObject({
      fidelity: Fidelity.SUBSTITUTED,
      targets: [{ locator: "Psalms 23:2" }],
      reason: expect.stringMatching(/^12 words, with 2 exchanged/) as string,
    });
    const [link] = find(`${padding}He read: “${old}.” Whoever has no watch knows not the harbour, for the harbour is watchfulness.`).slice(
      1,
    );
    expect(link?.printed).toBe("no watch knows not the harbour, for the harbour is watchfulness");
    const [other] = find(`${padding}He read: “${old}.” He says she knows not the harbour, for the harbour is watchfulness.`).slice(1);
    expect(other?.printed).toBe("not the harbour, for the harbour is watchfulness");
  });

  it("of a few words, much altered, is found in a work that the text quotes more than others", () => {
    const quoting = "She read: “For the lamp was given unto the shore, that whosoever saileth by it should not founder.”";
    const short =
      "He is called “the outer rock's keeper”, and knows “the stones upon himself”, and keeps “contend for the wick once given”.";
    const found = (text: string) => find(text).filter(({ targets }) => targets[0]?.locator === "Jude 1:3");
    expect(found(`${padding}${quoting} ${short}`)).toHaveLength(1);
    expect(found(`${padding}${short}`)).toEqual([]);
  });

  it("in words that two books have is of the one that is named before it", () => {
    const words = "A keeper shall count his oil by the light of the morning star";
    const held = buildCatalogue(
      [],
      ["John 3:16", "Amos 2:4"].map((locator) => ({
        work: "psalter",
        locator,
        text: locator === "Amos 2:4" ? `${words}, and sing.` : `${words}.`,
      })),
    );
    const place = (text: string) => linkText({ text }, held)[0]?.targets[0]?.locator;
    expect(place(`${padding}Hear what was said: “${words}.” ${padding}`)).toBe("John 3:16");
    expect(place(`${padding}Hear the prophecy of Amos: “${words}.” ${padding}`)).toBe("Amos 2:4");
  });

  it("of a work that the text does not know is ambiguous where another one has as much of it", () => {
    const words = "众人皆得依法各以其力巡守海堤修治灯塔清点舟楫并且记其出入之数";
    const held = buildCatalogue(
      [],
      [
        { work: "甲", locator: "第一条", text: `${words}。` },
        { work: "乙", locator: "第一条", text: `凡我海滨之民，依照海例规定，${words}，不得有误。` },
      ],
    );
    const found = (lead: string) =>
      findQuotations({ text: `${"港务会议听取了本年度的报告，讨论了煤价与工资。".repeat(12)}${lead}${words}。` }, held);
    expect(found("众人都要依照旧例和海例规定，").map(({ state }) => state)).toEqual([CitationState.AMBIGUOUS]);
  });

  it("is no word or two in emphasis", () => {
    const marked = (open: string, close: string) => find(`${padding}He said: ${open}a lamp that is trimmed at dusk${close}. ${padding}`);
    expect(marked("“", "”")).toHaveLength(1);
    expect(marked("*", "*")).toEqual([]);
  });

  it("is not seen in common words", () => {
    expect(find(`${padding}and it was not for the ships that he went down unto the village.`)).toEqual([]);
    expect(find("")).toEqual([]);
  });

  it("is no formula that many passages have", () => {
    const formula = "and the keeper of the northern light wrote it down in the great book";
    const many = buildCatalogue(
      [],
      Array.from({ length: 40 }, (_, i) => ({
        work: "log",
        locator: `Section ${i + 1}`,
        text: `On day ${i} a ship named ${"abcdefghij"[i % 10]}${i} came, ${formula}.`,
      })),
    );
    expect(findQuotations({ text: `${padding}It was late, ${formula}. ${padding}` }, many)).toEqual([]);
  });

  it("is found in time that does not explode", () => {
    const started = performance.now();
    for (const text of [
      "a ".repeat(200_000),
      "国".repeat(400_000),
      "x".repeat(1_000_000),
      "For the lamp was given unto the shore. ".repeat(4000),
      '"'.repeat(100_000),
    ])
      find(text);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
