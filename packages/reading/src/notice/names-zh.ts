const SURNAMES = new Set(
  "铁訚宇千怀咸逄隗庹訾郗仉菅冮谯虢恽禚王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤院温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由赖洪李习栗王丁寿释".split(
    "",
  ),
);
export const DOUBLE_SURNAMES = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|宇文|长孙|慕容|司徒|夏侯|南宫|端木|澹台|申屠|太史)/u;

/** Whether a stretch is a Chinese personal name. */
export function isChineseName(words: string): boolean {
  if (words.length < 2 || words.length > LONGEST_NAME) return false;
  if (/[·•・]/u.test(words)) return /^[\p{Script=Han}]{1,8}(?:[·•・][\p{Script=Han}]{1,8})+$/u.test(words);
  if (!/^[\p{Script=Han}]{2,4}$/u.test(words) || /[的与及等会在是了各这那我你他她它们]/u.test(words)) return false;
  if (words.includes("和") && !/^.和[平荣生明林贵祥顺春华民友义]$/u.test(words)) return false;
  if (words.length === 4 || !SURNAMES.has(words[0] as string)) return DOUBLE_SURNAMES.test(words) && !isNoName(words);
  return !isNoName(words);
}

/** Names of several parts, with their dots. */
const LONGEST_NAME = 40;

/** Words that have the form of a name and are none; four characters with a double surname are one whatever they say. */
function isNoName(words: string): boolean {
  return (
    words.length < 4 &&
    (NOT_NAMES.test(words) ||
      /(?:大学|学院|学校|中学|小学|医院|公司|集团|部门|总支|支部)$/u.test(words) ||
      /(?:[将同作副并向对就曾已先主员时也还都均又则]|[委组支总]书|同志|[主担就历连]任|主席|总理|书记|[部市省县局校院处]长)$/u.test(words))
  );
}

/** Whether a stretch begins with a surname of one character. */
export function isSurname(words: string): boolean {
  return SURNAMES.has(words[0] as string) && !NOT_NAMES.test(words);
}

/** Words that begin with a surname's character and are no names. */
const NOT_NAMES =
  /^(?:释放|释义|寿命|寿险|向(?:师|全|广|同学|大|各|与|来|嘉|学生|社)|全(?:会|市|省|县|国|体|区|系|党|年|面|校|院|局|员)|国(?:家|务|内|际|管|资|企|防|安|民|税|土|有|外)|党(?:组|委|员|内|中|的)|中(?:央|国|共)|会议|时代|大会|高度|高质|方面|代表|成员|成立|成果|文件|文化|任务|安全|向上|明确|应当|应该|相关|相互|平时|平台|关于|关键|关心|关注|江苏|江西|海南|海关|广东|河南|湖南|云南|宁夏|华东|华南|安徽|金融|农业|农村|农民|司法|司令|万众|元首|门户|公安|公司|公共|强调|强化|强国|和平|和谐|单位|项目|车辆|连续|计划|支部|支持|管理|解决|解放|费用|范围|马上|周边|周年|余名|许多|温暖|严格|严肃|常委|纪委|纪检|市委|省委|县委|区委|区域|印发|宣布|宣传|宣读|来自|原则|原有|时间|易于|何时|任何|任职|卫生|席位|祖国|师生|干部|信息|信念|展开|展示|战略|战士|丰富|普遍|普通|利益|利用|由于|但是|还要|广大|石油|林业|水利|武装|武警|辛勤|路线|白天|白皮|查处|查找|储备|训练|班子|班长|商务|商会|商业|谈话|谈判|包括|花园|权力|权利|游客|南方|左右|向着|向前|都要|那么|容易|智慧|富裕|富强|厉行|隆重|满意|满足|位于|闻名|母亲|雷锋|雷达|金秋|文明|文艺|文章|文旅|文联|史料|古代|古老|毛泽|毕业|方式|方向|方案|方针|石家|贺词|贺信|贺电|贺函|应邀|来到|来华|来京|祝贺|尚未|童年|景区|冷静|边境|边疆|应急|应对|和衷|明年|明天|迟到|官员|官方|封闭|惠民|乐观|季度|阳光|阳性|时候|时刻|农产|简单|简化|项工|连接|麦收|宫殿|米粮|柏林|宗教|宗旨|桂林|封面|殷切|应约|同日|和睦|宇宙|宇航|千方|千万|千年|千百|千亿|千家|千户|千米)/u;

/** Characters that foreign names are written with. */
const FOREIGN =
  "罕阿埃艾安昂奥巴贝本比彼别波伯勃博布查达戴丹当德邓迪蒂丁东杜顿多厄恩尔法凡范菲费芬佛弗夫福盖甘冈戈格葛根古瓜圭哈海汉豪赫黑亨霍基吉加贾姜杰捷金京久卡凯坎康考柯科克肯孔库夸奎拉莱赖兰朗劳勒雷黎李里理丽利立莉连廉良列林琳龙隆卢鲁伦罗洛吕马玛迈曼芒梅门蒙米密缅明莫默姆穆拿纳娜乃奈南内尼涅宁纽农努诺欧帕潘庞佩彭皮珀普齐契奇恰强乔切钦琼丘让日荣茹儒瑞若撒萨塞赛桑瑟森沙莎珊山尚绍舍申生圣施什史士舒斯松苏索所塔泰坦唐陶特藤提廷通图托陀瓦万汪威韦维魏温文沃乌吾武西希锡夏显香肖谢辛欣兴休许雅亚延扬杨耶叶伊依因尤雨约泽曾扎詹珍治朱卓子佐耀冯焦鲍蓬兹娅妮露蕾策琪娃芙丝黛薇";
const foreign = new RegExp(`^[${FOREIGN}]{2,8}$`, "u");
const foreignEnd = new RegExp(`[${FOREIGN}]{2,8}$`, "u");
/** Countries and places that are written with the same characters. */
const PLACES =
  /^(?:巴西|古巴|伊朗|伊拉克|也门|马里|马尔代夫|马来西亚|马耳他|马其顿|马达加斯加|马拉维|苏里南|苏丹|南苏丹|南非|西非|东非|北非|中非|乍得|加纳|加蓬|加拿大|加沙|利比亚|利比里亚|阿尔巴尼亚|阿尔及利亚|阿富汗|阿根廷|阿曼|阿塞拜疆|埃及|埃塞俄比亚|爱尔兰|爱沙尼亚|安哥拉|奥地利|澳大利亚|巴布亚新几内亚|巴巴多斯|巴哈马|巴基斯坦|巴拉圭|巴拿马|巴林|白俄罗斯|保加利亚|贝宁|比利时|冰岛|波兰|玻利维亚|博茨瓦纳|布隆迪|丹麦|德国|多哥|多米尼加|多米尼克|俄罗斯|厄瓜多尔|厄立特里亚|法国|菲律宾|斐济|芬兰|冈比亚|刚果|哥伦比亚|哥斯达黎加|格林纳达|格鲁吉亚|圭亚那|哈萨克斯坦|海地|荷兰|洪都拉斯|基里巴斯|吉布提|吉尔吉斯斯坦|几内亚|柬埔寨|捷克|津巴布韦|喀麦隆|卡塔尔|科摩罗|科特迪瓦|科威特|克罗地亚|肯尼亚|拉脱维亚|莱索托|老挝|黎巴嫩|立陶宛|卢森堡|卢旺达|罗马尼亚|毛里求斯|毛里塔尼亚|美国|蒙古|孟加拉|秘鲁|密克罗尼西亚|缅甸|摩尔多瓦|摩洛哥|莫桑比克|墨西哥|纳米比亚|瑙鲁|尼泊尔|尼加拉瓜|尼日尔|尼日利亚|挪威|葡萄牙|日本|瑞典|瑞士|萨尔瓦多|萨摩亚|塞尔维亚|塞拉利昂|塞内加尔|塞浦路斯|塞舌尔|沙特|斯里兰卡|斯洛伐克|斯洛文尼亚|斯威士兰|索马里|所罗门|塔吉克斯坦|泰国|坦桑尼亚|汤加|突尼斯|土耳其|土库曼斯坦|瓦努阿图|危地马拉|委内瑞拉|文莱|乌干达|乌克兰|乌拉圭|乌兹别克斯坦|西班牙|希腊|新加坡|新西兰|匈牙利|叙利亚|牙买加|亚美尼亚|意大利|印度|印度尼西亚|印尼|英国|约旦|越南|赞比亚|智利|拉丁美洲|拉美|亚洲|亚太|东亚|东盟|中东|南亚|南南|西欧|北京|天津|南京|西安|拉萨|海南|云南|香港|山东|山西|江西|东南|西南|西南部|东西部|基本|根本|日内瓦|维也纳|罗马|纽约|华盛顿|伦敦|巴黎|柏林|莫斯科|生产|文明|明确|通常|理论|文化|强国|人生|子女|山海|加强|许多|东西|西部|内容|因此|所以|兴奋|特别|普通|提高|加上|立法|治理|福利|利益|通过|明显|里山)$/u;

/** Whether a stretch reads as a foreign name without a middle dot: 普京, 穆罕默德, 卢卡申科. */
function isForeignName(words: string): boolean {
  return foreign.test(words) && !PLACES.test(words) && !NOT_NAMES.test(words) && !/[当时生所理内立强明通子本]$/u.test(words);
}

/** The foreign name that a stretch ends with, if the rest of it is wanted by `accept`; null where none is. */
export function foreignNameAtEnd(words: string, accept: (before: string) => boolean): string | null {
  const run = foreignEnd.exec(words)?.[0] ?? "";
  for (let from = 0; from <= run.length - 2; from++) {
    const name = run.slice(from);
    if (accept(words.slice(0, words.length - name.length)) && isForeignName(name)) return name;
  }
  return null;
}
