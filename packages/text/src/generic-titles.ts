import { foldKey } from "./fold.js";

/** What documents are called that have no name of their own: within one text "the Decision" is one work, in another text another. */
const GENERIC = `
  决定 决议 建议 意见 通知 通报 通告 公告 公报 报告 条例 规定 规则 规章 办法 方案 纲要 纲要草案 规划 规划纲要 计划 要点 细则 实施细则 章程
  协定 协议 公约 条约 宣言 声明 联合声明 联合公报 议定书 备忘录 法案 草案 修正案 说明 批复 指示 讲话 总结 提案 议案 倡议 倡议书 准则 标准
  指南 目录 清单 法律 若干意见 指导意见 实施意见 实施方案 工作方案 工作报告 政府工作报告 暂行办法 管理办法 暂行规定
  act bill resolution decision report statement declaration charter agreement treaty convention protocol plan programme program memorandum
  guidelines regulations rules notice recommendation recommendations proposal motion annex appendix schedule order directive law statute
`;

const generic = new Set(GENERIC.trim().split(/\s+/u).map(foldKey));

/** Whether a title, "the" before it left aside, only says what kind of document a work is: 《决定》, "the Resolution". */
export function isGenericTitle(title: string): boolean {
  return generic.has(foldKey(title).replace(/^the /u, ""));
}
