import { createHash } from "node:crypto";

export const purposes = ["necessary", "marketing", "profiling", "location"] as const;
export type Purpose = (typeof purposes)[number];

export interface ConsentText {
  readonly purpose: Purpose;
  readonly version: string;
  readonly zh: string;
  readonly en: string;
}

/**
 * What people read before they choose. A changed text is a new version in a new row; the old rows
 * stay, because consents that were given name them.
 */
export const consentTexts: readonly ConsentText[] = [
  {
    purpose: "necessary",
    version: "2026-11",
    zh:
      "为了发券与核销，我们保存您的手机号、领券和用券记录。" +
      "除此之外的用途都由您选择，随时可在“我的”里撤回、导出或注销。",
    en:
      "To issue and redeem vouchers we keep your phone number and what you claim and use. " +
      "Any other use is your choice; under “Me” you can withdraw, export or erase at any time.",
  },
  {
    purpose: "marketing",
    version: "2026-11",
    zh: "愿意收到优惠消息。可选。每月不超过 4 条，随时一键撤回。",
    en: "Send me offers. Optional. At most 4 a month, withdrawn with one tap.",
  },
  {
    purpose: "profiling",
    version: "2026-11",
    zh: "愿意按我的到店和用券记录推荐优惠。可选，随时一键撤回。",
    en: "Choose offers for me by my visits and vouchers. Optional, withdrawn with one tap.",
  },
  {
    purpose: "location",
    version: "2026-11",
    zh: "愿意用手机定位查找附近门店；位置只用于这一次查找，不保存。可选，随时一键撤回。",
    en:
      "Use my position to find stores nearby; it serves that one search and is not kept. " +
      "Optional, withdrawn with one tap.",
  },
];

/** The version that a new consent of the purpose names. */
export function currentText(purpose: Purpose): ConsentText {
  const found = consentTexts.findLast((text) => text.purpose === purpose);
  if (!found) throw new Error(`no text for ${purpose}`);
  return found;
}

export function textOf(purpose: Purpose, version: string): ConsentText | null {
  return consentTexts.find((t) => t.purpose === purpose && t.version === version) ?? null;
}

/** SHA-256 over both languages: proof of what was shown. */
export function hashOf(text: ConsentText): Buffer {
  return createHash("sha256").update(`${text.zh}\n${text.en}`).digest();
}
