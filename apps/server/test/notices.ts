import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const PEOPLE = ["Orrin Vale", "Mabel Quist", "Tamsin Rook", "Edda Farrow", "Joss Merrin", "Lior Senn"];
const BODIES = ["Lantern Office", "Harbour Board", "Bureau of Bridges", "Office of Wells"];

/** A made-up notice; each number gives another one. */
export function notice(number: number): string {
  const day = 1 + (number % 28);
  const month = ["January", "February", "March", "April", "May", "June"][number % 6];
  return `On ${month} ${day}, ${2000 + (number % 24)}, the ${BODIES[number % 4]} held a meeting on the theme of "Work number ${number}". Director ${PEOPLE[number % 6]} presided over the meeting. Deputy director ${PEOPLE[(number + 1) % 6]} delivered a report on item ${number}. The meeting requested that item ${number} be finished by winter, that its costs be written down, and that every ward be told of it.\n`;
}

/** A folder of that many notices with a collection.yaml. */
export async function writeNotices(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "collection.yaml"), "name: made-up-notices\nkind: notices\nlanguage: en\n");
  for (let number = 0; number < count; number++)
    await writeFile(join(folder, `notice-${String(number).padStart(4, "0")}.txt`), notice(number));
}
