import type { Catalogue, HeldWork } from "../catalogue.js";
import { levelWordsOf } from "./around-title.js";
import { backWords } from "./back-references.js";
import { divisionWords } from "./divisions.js";
import { contextWords } from "./in-context.js";
import { Signal, SignalTable } from "./signals.js";

const tables = new WeakMap<Catalogue, SignalTable>();

/** The words that citations of a catalogue's works are made of, titles aside. */
export function signalsOf(catalogue: Catalogue): SignalTable {
  let table = tables.get(catalogue);
  if (table === undefined) {
    table = tableOf(catalogue);
    tables.set(catalogue, table);
  }
  return table;
}

function tableOf({ works, data, alone, divided, series, titles }: Catalogue): SignalTable {
  const table = new SignalTable();
  const addAll = (words: Iterable<string>, kind: number): void => {
    for (const word of words) table.add(word, kind);
  };
  const styled = new Set(data.styles.map(({ work }) => work));
  for (const work of [null, ...works.filter(({ work }) => styled.has(work))]) addAll(levelWordsOf(work).all, Signal.LEVEL);
  addAll(["第", "卷"], Signal.LEVEL);
  addAll(contextWords, Signal.CONTEXT);
  addAll(backWords, Signal.BACK);
  for (const index of divided) addAll(divisionWords(works[index] as HeldWork), Signal.DIVISION);
  for (const { mark } of alone) table.add(mark, Signal.ALONE);
  addAll(series?.names ?? [], Signal.SERIES);
  for (const id of titles.firstWords()) table.addId(id, Signal.TITLE);
  return table;
}
