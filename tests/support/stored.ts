import assert from "node:assert/strict";
import type { ApiAnswer } from "./app.ts";

/** Top-ups that a test's brand offers. */
export const settings = {
  isOn: true,
  useOrder: "bonus_first",
  issuer: "other",
  mostMinor: 500_000,
  usedBonus: "keep",
  refundLater: false,
  offers: [
    { payMinor: 50_000, bonusMinor: 5_000 },
    { payMinor: 200_000, bonusMinor: 30_000 },
  ],
  closesOn: null,
  contract: { words: "本金可退，赠金不可退。", wordsEn: null },
};

export function ok(answer: ApiAnswer, status = 200) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer.body;
}
