import type { PointDraft } from "@lectern/schema";
import type { Told } from "./acts-en.js";
import { findEnglishPoints } from "./points-en.js";
import { findChinesePoints } from "./points-zh.js";
import type { Prose } from "./prose.js";

/** What a meeting or a speaker requested, emphasized, called for: the verb and the whole extent of the words. */
export function findPoints(prose: Prose, told: Told, isNews: boolean): PointDraft[] {
  return prose.isChinese ? findChinesePoints(prose) : findEnglishPoints(prose, told, isNews);
}
