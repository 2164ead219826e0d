import { hasValidCheckDigit } from "./check-digit.ts";

export const spokenLength = 12;
export const permanentLength = 16;

/** 12 digits that check: a number read out or typed, valid for minutes. */
export function isSpokenCodeShape(digits: string): boolean {
  return digits.length === spokenLength && hasValidCheckDigit(digits);
}

/** 16 digits that check and cannot be taken for a payment code (10–15 WeChat, 25–30 Alipay). */
export function isPermanentCodeShape(digits: string): boolean {
  return (
    digits.length === permanentLength &&
    hasValidCheckDigit(digits) &&
    !/^(?:1[0-5]|2[5-9]|30)/.test(digits)
  );
}
