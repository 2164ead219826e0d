/** What buyers of the sample say of tea, and what their store replied after so many hours. */
export const ofGoods = [
  { stars: 5, words: "茶香很足，第二泡还是甜的，包装也好。", reply: null, outcome: null },
  {
    stars: 2, words: "到手有两包受潮了，泡出来发闷。",
    reply: { hours: 3, text: "对不起，这是我们仓里返潮。新的两包今天寄出，旧的不用退。" },
    outcome: "solved",
  },
  { stars: 4, words: "味道不错，就是送来晚了一天。", reply: {
    hours: 9, text: "谢谢您。那天杭州大雨，配送停了半日，下次会先打电话。",
  }, outcome: null },
  { stars: 5, words: null, reply: null, outcome: null },
  { stars: 5, words: "送妈妈的，她说有小时候的味道。", reply: {
    hours: 5, text: "替我们向阿姨问好。",
  }, outcome: null },
  { stars: 5, words: "第三次买了，还是那个味道，放心。", reply: null, outcome: null },
  { stars: 3, words: "东西可以，比想的少一点。", reply: {
    hours: 7, text: "谢谢直说。克数写在罐底，我们把它也写到商品页上。",
  }, outcome: null },
  { stars: 5, words: "店员教的水温很管用，不苦不涩。", reply: null, outcome: null },
  { stars: 4, words: "罐子封得严，开盖很香。", reply: null, outcome: null },
] as const;

/** And what guests say of a store and its service. */
export const ofStore = [
  { stars: 4, words: "茶艺老师很耐心，座位有点挤。", reply: null, outcome: null },
  {
    stars: 1, words: "店员讲得很快，没听懂怎么泡。",
    reply: { hours: 26, text: "是我们没讲清楚。下次来，请店长陪您慢慢泡一壶。" },
    outcome: "unsolved",
  },
  { stars: 5, words: null, reply: null, outcome: null },
  { stars: 5, words: "靠窗的位子真好，水续得勤。", reply: {
    hours: 4, text: "谢谢，给您留着那张桌子。",
  }, outcome: null },
  { stars: 5, words: "带朋友来，老师按口味换了三种茶。", reply: null, outcome: null },
  { stars: 4, words: "取货很快，停车要绕一下。", reply: {
    hours: 6, text: "谢谢。停车从后门进最近，导航我们已经改好。",
  }, outcome: null },
] as const;

/** Words that had to be hidden: they told of somebody else's telephone. */
export const hidden = {
  stars: 2,
  words: "别找那个店员，他的电话是 139 开头的，叫什么都知道。",
  reason: "personal_data",
  note: "文字里有店员的私人联系方式，按个人信息保护法隐藏。",
} as const;
