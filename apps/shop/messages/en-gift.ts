import type { Translated } from "#packages/ui/i18n.ts";
import type { zhGift } from "./zh-gift.ts";

export const enGift: Translated<typeof zhGift> = {
  "gift.open": "Give to a friend",
  "gift.title": "Give to a friend",
  "gift.about":
    "A friend opens the link, signs in and has it. Until then you keep it and cannot use it; you can take it back at any time, and after {hours} hours it comes back by itself.",
  "gift.times": "It may be given {count} more time(s).",
  "gift.make": "Make the link",
  "gift.ready": "The link is ready",
  "gift.once": "It is shown this once: send it now. The first friend who accepts has the voucher.",
  "gift.copy": "Copy the link",
  "gift.copied": "Copied: send it to your friend",
  "gift.copyFailed": "Not copied; press long on the link to copy it.",
  "gift.share": "Send it",
  "gift.linkLabel": "The gift's link",
  "gift.waiting": "Waiting for your friend",
  "gift.waitingNote":
    "If nobody accepts before {time} it comes back to you. It cannot be used while it waits.",
  "gift.takeBack": "Take it back",
  "gift.tookBack": "It is yours again",
  "gift.given": "Given to a friend",
  "gift.givenNote": "Your friend accepted it on {time}.",
  "gift.wallet": "Back to the wallet",

  "accept.title": "A friend gives you a voucher",
  "accept.until": "Accept it before {time}",
  "accept.confirm": "Accept",
  "accept.why":
    "Sign in and it is in your wallet. Your number is not told to the friend who sent it.",
  "accept.over": "This gift is over",
  "accept.overNote":
    "It was accepted or taken back, or its time is over. Stores nearby have other offers.",
  "accept.stores": "Stores nearby",
  "accept.done": "Accepted: it is in your wallet",

  "code.title": "Use a code",
  "code.about": "Type the code of a leaflet, a card or a gift box: it becomes a voucher here.",
  "code.label": "Code",
  "code.hint": "Spaces and dashes may be left out",
  "code.confirm": "Put into my wallet",
  "code.why": "Sign in and the voucher is in your wallet.",
  "code.mistyped": "One of the 16 digits is wrong. Please check them again.",
  "code.done": "It is in your wallet",
};
