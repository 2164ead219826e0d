import type { Words } from "./words.ts";

const trim = (value: number) => String(Math.round(value * 100) / 100);
const off = (bps: number) => (bps === 10_000 ? "free" : `${trim(bps / 100)}% off`);
const items = (count: number) => (count === 1 ? "1 item" : `${count} items`);
const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
const timesText = (count: number) => (count === 1 ? "once" : `${count} times`);

const ordinals = ["th", "st", "nd", "rd"];
function ordinal(n: number): string {
  const tens = n % 100;
  return `${n}${ordinals[tens > 10 && tens < 14 ? 0 : n % 10] ?? "th"}`;
}

export const en: Words = {
  quote: (name) => `“${name}”`,
  list: (parts) => parts.join(", "),
  sentence: (parts) => {
    const text = parts.join(", ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  },
  named: (name, sentence) => `“${name}”: ${sentence}`,
  base: {
    initial: "the total at list prices",
    after_items: "the total after item offers",
    after_previous: "the total after all earlier offers",
  },
  party: {
    group: "group",
    region: "region",
    store: "store",
    supplier: "supplier",
    platform: "platform",
  },
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  hours: (from, to, nextDay) => `${from}–${to}${nextDay ? " the next day" : ""}`,
  benefit: {
    memberPrice: (price) => (price === null ? "member price" : `member price ${price}`),
    activityPrice: (price) => (price === null ? "activity price" : `activity price ${price}`),
    eachAmount: (amount) => `${amount} off each`,
    eachPercent: (bps) => (bps === 10_000 ? "each free" : `${off(bps)} each`),
    atMostUnits: (units) => `at most ${items(units)}`,
    atMostTimes: (times) => `at most ${timesText(times)}`,
    nth: (n, bps) => `every ${ordinal(n)} item ${bps === 5000 ? "half price" : off(bps)}`,
    buyGet: (buy, get, bps) => `buy ${buy}, get ${get} ${bps === 5000 ? "half price" : off(bps)}`,
    bundle: (parts, units, price) =>
      parts === 1 ? `any ${items(units)} for ${price}` : `the set of ${items(units)} for ${price}`,
    addOn: (from, base, price, units) =>
      `from ${from} (${base}), up to ${items(units)} at ${price} each`,
    exchange: (units, pay) =>
      pay === null ? `${items(units)} for nothing` : `${items(units)} for ${pay} each`,
    fromAmount: (amount, every) => `${every ? "for every" : "from"} ${amount}`,
    fromCount: (count, every) => `${every ? "for every" : "from"} ${items(count)}`,
    unconditional: "without a threshold",
    off: (amount) => `${amount} off`,
    percent: off,
    atMost: (amount) => `at most ${amount} off`,
    gift: (label, quantity) => (quantity === 1 ? label : `${label} ×${quantity}`),
    gifts: (gifts) => `gift ${gifts}`,
    delivery: (cap) => (cap === null ? "free delivery" : `up to ${cap} off delivery`),
    tier: (from, give) => `${give} ${from}`,
  },
  applied: {
    base: (base, amount) => `${base} is ${amount}`,
    tier: (number, of, says) => (of > 1 ? `tier ${number} is reached (${says})` : says),
    times: (times) => `given ${timesText(times)}`,
    off: (amount) => `${amount} off in all`,
    delivery: (amount) => `${amount} off delivery`,
    gifts: (gifts) => `gift ${gifts}`,
    shares: (shares) => `borne by ${shares}`,
    share: (party, amount) => `${party} ${amount}`,
    limitedBy: {
      cap: "its cap is reached",
      floor: "some goods are at their lowest price and go no lower",
      zero: "the goods cost nothing any more",
    },
  },
  reason: {
    belowAmount: (base, missing) => `${missing} more needed on ${base}`,
    belowCount: (missing) => `${items(missing)} more needed`,
    goodsMissing: (missing) => `${items(missing)} to go with it missing`,
    noGoods: "no goods for it in the cart",
    notWith: (names) => `not together with ${names}`,
    notBetter: (worse) =>
      worse === null ? "would not make it cheaper" : `would cost ${worse} more`,
    notChosen: "not chosen",
    notStarted: (when) => `starts ${when}`,
    ended: (day, when) => (day === null ? `ended ${when}` : `ended ${day} (${when})`),
    notAtStore: "not at this store",
    notInChannel: "not in this channel",
    notInSegment: "not for this group of members",
    notFirstOrder: "for a first order only",
    onlyOn: (when) => `only ${when}`,
    noVoucher: "no voucher to use",
    voucherUsedUp: "the voucher is used up",
    nothingLeft: {
      floor: "the goods are at their lowest price and go no lower",
      zero: "the goods cost nothing any more",
      delivery: "no delivery cost to take off",
    },
  },
  next: {
    amount: (missing) => `${missing} more`,
    count: (missing) => `${items(missing)} more`,
    reach: (tier) => `for ${tier}`,
    add: (goods) => `add ${goods}`,
    good: (name, quantity) => `${quantity} × “${name}”`,
    costsMore: (amount, worth) =>
      `the cart costs only ${amount} more${worth === null ? "" : ` for goods worth ${worth}`}`,
    costsLess: (amount) => `the cart even costs ${amount} less`,
    costsSame: "the cart costs the same",
  },
  proof: {
    best: (candidates, evaluated) =>
      `the lowest price: ${counted(candidates, "offer")} could apply, `
      + `${counted(evaluated, "combination")} compared, none is cheaper`,
    bounded: (candidates, evaluated, saving) =>
      `${counted(candidates, "offer")} could apply, ${counted(evaluated, "combination")} compared; `
      + `what was not compared could save ${saving} more at most`,
    all: "the lowest price: every offer that gives something applies, no combination is cheaper",
    alone: "no offer could apply: list prices",
  },
  cent: {
    start: (unit, quantity, amount) => `list price ${unit} × ${quantity} = ${amount}`,
    taken: (name, amount, how) => `“${name}” takes off ${amount}: ${how}`,
    own: "reckoned on the goods of this line alone",
    only: (total) => `${total} in all, all on this line`,
    even: (total, part, whole) =>
      `${total} in all, split by what the lines cost before it; this line is ${part} of ${whole}, `
      + "which comes out even",
    share: (total, part, whole, exact) =>
      `${total} in all, split by what the lines cost before it; this line is ${part} of ${whole}, `
      + `exactly ${exact}`,
    rounded: ({ down, left, unit, rank, got }) =>
      `rounded down to ${down} at first; what all lines lost by that is ${left}, handed out by `
      + `${unit} from the largest fraction on; this line is ${ordinal(rank)} and `
      + (got === null ? "gets none of it" : `comes to ${got}`),
    stopped: "its share would be more, but it is at its lowest price; other lines bear the rest",
    rest: (stopped) =>
      `${stopped === 1 ? "1 line is" : `${stopped} lines are`} at the lowest price, the others `
      + "share the rest",
    byUnits: (total) => `${total} in all, split by what the goods that take part are worth`,
    points: (amount) => `of it points pay ${amount}`,
    end: (amount) => `to pay ${amount}`,
    delivery: (initial, payable) => `delivery ${initial}, to pay ${payable}`,
  },
  refund: {
    back: (amount) => `${amount} is paid back now`,
    nothing: "nothing is paid back now",
    to: (...parts) => parts.filter((part) => part !== null).join(", "),
    money: (amount) => `${amount} the way it was paid`,
    stored: (amount) => `${amount} to the stored value`,
    points: (points, amount) => `${points === 1 ? "1 point" : `${points} points`} (${amount})`,
    carried: (amount) =>
      `re-pricing what is kept would ask for ${amount} more: it is not charged, later returns `
      + "are reckoned against it",
    carriedGift: (amount) =>
      `${amount} of gifts is more than this refund: it is not charged, later returns are `
      + "reckoned against it",
    lost: (name, reason) => `what is kept no longer gets “${name}” (${reason})`,
    lower: (name, from, to) => `“${name}” falls from “${from}” to “${to}”`,
    reversed: (name, amount) => `${amount} of “${name}” is taken back`,
    voucherFree: (name) => `“${name}” is taken back whole: the voucher may be returned`,
    giftCharged: (label, amount) =>
      `the gift “${label}” is neither earned any more nor returned: ${amount} is held back`,
    allBack: "everything is back and all that was paid is paid back",
    inexact:
      "too many ways of returning this to compare them all: the order of returns may change the "
      + "amounts on the way, not the sum when everything is back",
  },
};
