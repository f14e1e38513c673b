export { type FoldedText, foldKey, foldText, plainFolds, plainlyFolded, sourceSpan } from "./fold.js";
export { isGenericTitle } from "./generic-titles.js";
export { isHanUnit, looseVariant, toSimplified } from "./han.js";
export { detectLanguage } from "./language.js";
export { readableCase } from "./letter-case.js";
export { englishNumeralWords, parseNumeral } from "./numerals.js";
export { splitSentences } from "./sentences.js";
export { type Token, tokenize, tokenizeCharacters, UnitClass, unitClass } from "./tokens.js";
