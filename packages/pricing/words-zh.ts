import type { Words } from "./words.ts";

const fold = (bps: number) => `${trim((10_000 - bps) / 1000)} 折`;
const trim = (value: number) => String(Math.round(value * 100) / 100);
const off = (bps: number) => (bps === 10_000 ? "免费" : bps === 5000 ? "半价" : fold(bps));
const optional = (before: string, text: string | null) => (text === null ? "" : before + text);

export const zh: Words = {
  quote: (name) => `「${name}」`,
  list: (parts) => parts.join("、"),
  sentence: (parts) => `${parts.join("，")}。`,
  named: (name, sentence) => `「${name}」：${sentence}`,
  base: {
    initial: "原价合计",
    after_items: "单品优惠后合计",
    after_previous: "前面优惠全部扣完后合计",
  },
  party: { group: "集团", region: "省区", store: "门店", supplier: "供应商", platform: "平台" },
  weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
  hours: (from, to, nextDay) => `${from}–${nextDay ? "次日 " : ""}${to}`,
  benefit: {
    memberPrice: (price) => `会员价${optional(" ", price)}`,
    activityPrice: (price) => `活动价${optional(" ", price)}`,
    eachAmount: (amount) => `每件减 ${amount}`,
    eachPercent: (bps) => `每件${bps === 10_000 ? "免费" : ` ${fold(bps)}`}`,
    atMostUnits: (units) => `最多 ${units} 件`,
    atMostTimes: (times) => `最多 ${times} 次`,
    nth: (n, bps) => `第 ${n} 件${off(bps).replace(/^(?=\d)/, " ")}`,
    buyGet: (buy, get, bps) =>
      bps === 10_000 ? `买 ${buy} 件送 ${get} 件` : `买 ${buy} 件，再来 ${get} 件 ${off(bps)}`,
    bundle: (parts, units, price) =>
      parts === 1 ? `任选 ${units} 件共 ${price}` : `整套 ${units} 件共 ${price}`,
    addOn: (from, base, price, units) => `${base}满 ${from}，可加 ${price} 换购 ${units} 件`,
    exchange: (units, pay) =>
      pay === null ? `免费兑换 ${units} 件` : `每件付 ${pay}，兑换 ${units} 件`,
    fromAmount: (amount, every) => `${every ? "每" : ""}满 ${amount}`,
    fromCount: (count, every) => `${every ? "每" : ""}满 ${count} 件`,
    unconditional: "无门槛",
    off: (amount) => `减 ${amount}`,
    percent: (bps) => (bps === 10_000 ? "免费" : `打 ${fold(bps)}`),
    atMost: (amount) => `最多减 ${amount}`,
    gift: (label, quantity) => (quantity === 1 ? label : `${label} ×${quantity}`),
    gifts: (gifts) => `送 ${gifts}`,
    delivery: (cap) => (cap === null ? "免运费" : `运费最多减 ${cap}`),
    tier: (from, give) => `${from}${from === "无门槛" ? "" : " "}${give}`,
  },
  applied: {
    base: (base, amount) => `${base} ${amount}`,
    tier: (number, of, says) => (of > 1 ? `达到第 ${number} 档：${says}` : says),
    times: (times) => `给了 ${times} 次`,
    off: (amount) => `共减 ${amount}`,
    delivery: (amount) => `运费减 ${amount}`,
    gifts: (gifts) => `送 ${gifts}`,
    shares: (shares) => `由${shares} 承担`,
    share: (party, amount) => `${party} ${amount}`,
    limitedBy: {
      cap: "已到优惠的上限",
      floor: "有商品已到最低价，不能再减",
      zero: "商品已减到 0",
    },
  },
  reason: {
    belowAmount: (base, missing) => `${base}还差 ${missing}`,
    belowCount: (missing) => `还差 ${missing} 件`,
    goodsMissing: (missing) => `还缺 ${missing} 件搭配的商品`,
    noGoods: "购物车里没有适用的商品",
    notWith: (names) => `与${names}不同享`,
    notBetter: (worse) => (worse === null ? "用上它也不会更便宜" : `用它要多付 ${worse}`),
    notChosen: "没有选用",
    notStarted: (when) => `${when} 开始`,
    ended: (day, when) =>
      day === null ? `已于 ${when} 结束` : `${day === "today" ? "今天" : "昨天"}已结束（${when}）`,
    notAtStore: "这家门店不适用",
    notInChannel: "这个渠道不适用",
    notInSegment: "不在适用的会员范围内",
    notFirstOrder: "仅限首单",
    onlyOn: (when) => `仅限 ${when}`,
    noVoucher: "没有可用的券",
    voucherUsedUp: "券已用完",
    nothingLeft: {
      floor: "商品已到最低价，不能再减",
      zero: "商品已减到 0，没有可减的了",
      delivery: "没有运费可减",
    },
  },
  next: {
    amount: (missing) => `还差 ${missing}`,
    count: (missing) => `还差 ${missing} 件`,
    reach: (tier) => `可享${tier}`,
    add: (goods) => `加 ${goods}`,
    good: (name, quantity) => `${quantity} 件「${name}」`,
    costsMore: (amount, worth) => `整单只多付 ${amount}${optional("，加的商品值 ", worth)}`,
    costsLess: (amount) => `整单反而少付 ${amount}`,
    costsSame: "整单不多付一分",
  },
  proof: {
    best: (candidates, evaluated) =>
      `已是最低价：${candidates} 项可用优惠，比较了 ${evaluated} 种组合，没有更便宜的`,
    bounded: (candidates, evaluated, saving) =>
      `${candidates} 项可用优惠，比较了 ${evaluated} 种组合；没有比过的组合最多还能再省 ${saving}`,
    all: "已是最低价：能减的优惠都用上了，没有更便宜的组合",
    alone: "没有可用的优惠，按原价",
  },
  cent: {
    start: (unit, quantity, amount) => `原价 ${unit} × ${quantity} = ${amount}`,
    taken: (name, amount, how) => `「${name}」减 ${amount}：${how}`,
    own: "只按这一行的商品算",
    only: (total) => `共减 ${total}，全在这一行`,
    even: (total, part, whole) =>
      `共减 ${total}，按扣它之前的金额分摊，这一行占 ${whole} 中的 ${part}，正好除尽`,
    share: (total, part, whole, exact) =>
      `共减 ${total}，按扣它之前的金额分摊，这一行占 ${whole} 中的 ${part}，应摊 ${exact}`,
    rounded: ({ down, left, unit, rank, got }) =>
      `先舍零头得 ${down}；各行舍去的零头合计 ${left}，从零头最大的行起每行补 ${unit}，`
      + `这一行排第 ${rank}，${got === null ? "没有补到" : `补到 ${got}`}`,
    stopped: "按比例会减得更多，但已到这一行的最低价，多出的由其他行分摊",
    rest: (stopped) => `${stopped} 行已到最低价，余下的由其他行再分`,
    byUnits: (total) => `共减 ${total}，按参加的每件商品的价值分摊`,
    points: (amount) => `其中积分支付 ${amount}`,
    end: (amount) => `应付 ${amount}`,
    delivery: (initial, payable) => `运费 ${initial}，应付 ${payable}`,
  },
  refund: {
    back: (amount) => `本次退 ${amount}`,
    nothing: "本次不退款",
    to: (...parts) => parts.filter((part) => part !== null).join("，"),
    money: (amount) => `原路退回 ${amount}`,
    stored: (amount) => `退回储值 ${amount}`,
    points: (points, amount) => `退回 ${points} 积分（抵 ${amount}）`,
    carried: (amount) =>
      `留下的商品重新计价应补 ${amount}：不向会员收取，结转到以后的退货里抵扣`,
    carriedGift: (amount) =>
      `赠品应扣 ${amount}，本次退款不够扣：不向会员收取，结转到以后的退货里抵扣`,
    lost: (name, reason) => `留下的商品不再享受「${name}」（${reason}）`,
    lower: (name, from, to) => `「${name}」从「${from}」降为「${to}」`,
    reversed: (name, amount) => `「${name}」收回 ${amount}`,
    voucherFree: (name) => `「${name}」已全部收回，这张券可以还给会员`,
    giftCharged: (label, amount) => `赠品「${label}」不再满足条件又没有退回，扣 ${amount}`,
    allBack: "全部退回，实付金额已全部退还",
    inexact: "退货的组合太多，没有逐一比较：退货的先后可能影响中途的金额，全部退完时一分不差",
  },
};
