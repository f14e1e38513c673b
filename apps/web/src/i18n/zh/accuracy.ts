/** The page of accuracy. */
export const accuracy = {
  Accuracy: "准确度",
  "How far the links and values of this archive can be relied on: as measured on labelled texts, and as people found it here.":
    "本档案的链接和各项数值可信到什么程度：在有标注的文本上测得的，以及人们在此处认定的。",
  "Loading the figures": "正在载入数字",
  "What people said of the links here": "人们对此处链接的判断",
  "There are no links yet.": "还没有链接。",
  "Table of decisions on links": "链接判断表",
  "Kind of link": "链接种类",
  Links: "链接",
  "Looked at": "已查看",
  Confirmed: "已确认",
  "Put right": "已改正",
  "Shares are of the links that somebody looked at. People look at doubtful links first, so these are no estimate for all.":
    "百分比只按有人查看过的链接计算。人们先看可疑的链接，所以不能据此推断全部。",
  "Measured on labelled texts": "在有标注的文本上测得",
  "No figures were brought here": "尚未带入数字",
  "Whoever keeps the archive runs the evaluation on labelled sets and brings its figures:":
    "由档案管理者在标注集上运行评测，并把数字带入：",
  "of an earlier version": "属于较早的版本",
  "Figures of an earlier version were measured before the last change to reading or linking: they hold for that version, and what was changed since is not in them.":
    "标为较早版本的数字测于最近一次改动读取或关联之前：只说明那个版本，此后的改动未计入。",
  "version {engine}, brought here {moment}": "版本 {engine}，带入于 {moment}",
  "version {engine}, measured where Lectern is made, {day}": "版本 {engine}，由 Lectern 开发方于 {day} 测得",
  "Figures of the set {set}": "标注集 {set} 的数字",
  Measure: "项目",
  Precision: "精确率",
  Recall: "召回率",
  Right: "正确",
  Wrong: "错误",
  Missed: "遗漏",
} as const;
