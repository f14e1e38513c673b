import { foldKey } from "@lectern/text";

/**
 * Books of scripture with the abbreviations in which print cites them. Points and case do not matter. Those that are
 * common words by themselves (Is, Am, So) are left out.
 */
const BOOKS: Record<string, string> = {
  genesis: "Gen Ge Gn",
  exodus: "Exod Exo Ex",
  leviticus: "Lev Lv",
  numbers: "Num Numb Nu Nm",
  deuteronomy: "Deut Deu Dt",
  joshua: "Josh Jos",
  judges: "Judg Jdg Jgs",
  ruth: "Rth Ru",
  ezra: "Ezr",
  nehemiah: "Neh",
  esther: "Esth Est",
  job: "Jb",
  psalms: "Psalm Psa Pss Ps Psalmist",
  proverbs: "Prov Pro Prv",
  ecclesiastes: "Eccles Eccl Ecc Qoheleth",
  "song of solomon": "Song|Cant|Canticles|Song of Songs|Sol Song|S of Sol|Solomon's Song",
  isaiah: "Isa",
  jeremiah: "Jer",
  lamentations: "Lam",
  ezekiel: "Ezek Eze Ezk",
  daniel: "Dan Dn",
  hosea: "Hos",
  joel: "Jl",
  amos: "Amo",
  obadiah: "Obad Oba",
  jonah: "Jon Jnh",
  micah: "Mic",
  nahum: "Nah",
  habakkuk: "Hab",
  zephaniah: "Zeph Zep",
  haggai: "Hag",
  zechariah: "Zech Zec",
  malachi: "Mal",
  matthew: "Matt Mat Mt",
  mark: "Mrk Mk",
  luke: "Luk Lk",
  john: "Joh Jhn Jn",
  acts: "Acts of the Apostles|The Acts",
  romans: "Rom Rm",
  galatians: "Gal",
  ephesians: "Ephes Eph",
  philippians: "Phil Php",
  colossians: "Col",
  titus: "Tit",
  philemon: "Philem Phlm Phm",
  hebrews: "Heb",
  james: "Jas Jam",
  jude: "Jud",
  revelation: "Revelations|Rev|Apocalypse|Apoc|Revelation of John",
};

const NUMBERED: Record<string, string> = {
  samuel: "Sam Sm Sa",
  kings: "Kgs Kin Ki",
  chronicles: "Chron Chr Ch",
  corinthians: "Cor Co",
  thessalonians: "Thess Thes Th",
  timothy: "Tim Ti",
  peter: "Pet Pt Pe",
  john: "Joh Jhn Jn",
};

const ORDINALS: Record<string, string[]> = {
  "1": ["1", "I", "First", "1st"],
  "2": ["2", "II", "Second", "2nd"],
  "3": ["3", "III", "Third", "3rd"],
};

/** What stands between the ordinal and the name of a numbered book: the first epistle of John, the second book of Kings. */
const OF_A_BOOK = [
  "book of",
  "book of the",
  ...["epistle", "letter"].flatMap((kind) => ["of", "to", "to the", "general of"].map((of) => `${kind} ${of}`)),
];

/** Full names that are also common words or first names: cited by a chapter alone they are not scripture. */
export const NAMES_NEEDING_A_VERSE = new Set(
  "acts act numbers judges job mark john luke james ruth daniel amos joel jonah song esther kings titus jude matthew samuel peter timothy ezra micah joshua".split(
    " ",
  ),
);

/** The forms in which a book of scripture is named; none for other names. "1 Corinthians": 1 Cor., I Corinthians, First Corinthians ... */
export function nameForms(name: string): string[] {
  const key = foldKey(name);
  const numbered = /^(?:([123])|(i{1,3})) (\D+)$/.exec(key);
  if (!numbered)
    return split(BOOKS[key] ?? BOOKS[`${key}s`] ?? "").concat(
      BOOKS[key] === undefined && BOOKS[`${key}s`] !== undefined ? [`${name}s`] : [],
    );
  const number = numbered[1] ?? String(numbered[2]?.length);
  const bare = numbered[3] as string;
  const short = split(NUMBERED[bare] ?? "");
  const ordinals = ORDINALS[number] ?? [];
  const printed = [bare, ...short].flatMap((form) => [
    ...ordinals.map((ordinal) => `${ordinal} ${form}`),
    ...(form === bare ? [] : [`${number}${form}`]),
  ]);
  return [...printed, ...OF_A_BOOK.map((of) => `${ordinals[2] ?? number} ${of} ${bare}`)];
}

function split(forms: string): string[] {
  return forms === "" ? [] : forms.split(forms.includes("|") ? "|" : " ");
}
