import type { Translated } from "#packages/ui/i18n.ts";
import type { zhGuard } from "./zh-guard.ts";

export const enGuard: Translated<typeof zhGuard> = {
  "nav.findings": "Price risks",
  "guard.title": "Check before publishing",
  "guard.check": "Check prices",
  "guard.again": "Check again",
  "guard.checking": "Trying how offers can be combined…",
  "guard.fine": "No product can be sold below its floor",
  "guard.fineMore": "{checked} products with a floor, with every published and scheduled offer.",
  "guard.fineNone":
    "No product of this offer has a floor price. Set one to be kept from selling at a loss.",
  "guard.notProved":
    "Some combinations are too many to try them all; a cart still never goes below a floor.",
  "guard.bad": "{count} product(s) could be sold below the floor: it cannot be published",
  "guard.badLive": "{count} product(s) can now be sold below the floor",
  "guard.rest": "{count} more",
  "guard.more": "The {shown} that are furthest below come first",
  "guard.list": "List price",
  "guard.floor": "Floor",
  "guard.attainable": "Attainable",
  "guard.below": "{amount} below",
  "guard.how": "This cart gets there",
  "guard.lineOwn": "{count} × {name} at {price}",
  "guard.lineOther": "and {count} × {name} at {price}",
  "guard.otherGoods": "other goods",
  "guard.exact": "Nothing gets it lower",
  "guard.bounded": "Another cart may get it lower, but never below {bound}",
  "guard.open": "Another cart may get it lower",
  "guard.change": "What to change",
  "guard.withoutHolds": "Keep it apart from “{title}”: {price} at the lowest, the floor holds",
  "guard.withoutStill": "Keep it apart from “{title}”: still {price}",
  "guard.changeMore":
    "Or raise the threshold, give less, leave the product out, or lower its floor.",
  "guard.voucher": "voucher",
  "findings.title": "Price risks",
  "findings.lead":
    "Products that published offers together bring below their floor. Checked again with every " +
    "change of a price, an offer or the stacking rules.",
  "findings.open": "Open",
  "findings.cleared": "Cleared",
  "findings.none": "No product can be sold below its floor",
  "findings.noneNext":
    "Products with a floor are checked whenever something changes; what is found stands here.",
  "findings.noneCleared": "Nothing has been cleared yet",
  "findings.recheck": "Check all again",
  "findings.asked": "The check has begun",
  "findings.running": "{done} of {total} products checked",
  "findings.waiting": "{total} products wait to be checked",
  "findings.checked": "The check begun {at} is through: {total} products",
  "findings.since": "found {at}",
  "findings.until": "cleared {at}",
  "findings.keeps":
    "A cart still keeps the floor; this is the price that the offers' terms alone would make.",
  "findings.noOffer": "Below its floor without any offer: change the list price or the floor.",
};
