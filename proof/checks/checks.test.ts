import assert from "node:assert/strict";
import { test } from "node:test";
import type { Told } from "../shot.ts";
import { checkAnswers } from "./answers.ts";
import { checkClaims } from "./claims.ts";
import type { Facts } from "./facts.ts";
import { checkReasons } from "./reasons.ts";
import { checkRedemptions } from "./redemptions.ts";
import { triedOf } from "./tried.ts";

const told = (more: Partial<Told>): Told => ({
  key: "k1", act: "claim", on: { offerId: "o", memberId: "m" }, server: 0, sentAt: 10,
  answeredAt: 20, outcome: "accepted", code: null, madeId: "v1", hash: "a", ...more,
});
const voucher = {
  voucherId: "v1", offerId: "o", memberId: "m", usesTotal: 1, usesLeft: 1, recalled: false,
};
const whole: Facts = {
  vouchers: [voucher],
  redemptions: [],
  stored: new Map([["k1", { operation: "claimOffer", madeId: "v1" }]]),
  counters: new Map([["offer:o:stock", 1], ["offer:o:member:m", 1]]),
  events: { issued: ["v1"], recalled: [], committed: [], undone: [] },
  erasedMembers: new Set(),
};
const terms = new Map([["o", { totalStock: 1, perMember: 1 }]]);
const claimed = told({});
const refused = (more: Partial<Told>): Told =>
  told({ key: "k2", outcome: "refused", code: "offer_sold_out", madeId: null, ...more });

function kindsOf(facts: Facts, heard: readonly Told[], offers = terms): string[] {
  const tried = triedOf(heard);
  return [
    ...checkAnswers(facts, tried),
    ...checkClaims(facts, tried, offers),
    ...checkRedemptions(facts, tried),
    ...checkReasons(facts, tried, offers),
  ].map((one) => one.kind);
}

test("a claim that is whole, and a loser who was told the truth, give no finding", () => {
  assert.deepEqual(kindsOf(whole, [claimed, refused({})]), []);
});

test("planted: a lost, a half and a doubled claim are found", () => {
  const gone = { ...whole, vouchers: [], stored: new Map(), counters: new Map() };
  assert.ok(kindsOf({ ...gone, events: { ...whole.events, issued: [] } }, [claimed])
    .includes("lost"));
  assert.deepEqual(kindsOf({ ...whole, events: { ...whole.events, issued: [] } }, [claimed]), [
    "half",
  ]);
  const twice = { ...whole.events, issued: ["v1", "v1"] };
  assert.deepEqual(kindsOf({ ...whole, events: twice }, [claimed]), ["twice"]);
  assert.deepEqual(kindsOf({ ...whole, counters: new Map() }, [claimed]), ["half", "half"]);
  assert.deepEqual(kindsOf({ ...whole, erasedMembers: new Set(["m"]) }, [claimed]), ["half"]);
});

test("planted: more than the stock at the end, or at one moment only, is found", () => {
  const second = told({ key: "k3", on: { offerId: "o", memberId: "n" }, madeId: "v2" });
  const facts: Facts = {
    ...whole,
    vouchers: [voucher, { ...voucher, voucherId: "v2", memberId: "n" }],
    stored: new Map([...whole.stored, ["k3", { operation: "claimOffer", madeId: "v2" }]]),
    counters: new Map([...whole.counters, ["offer:o:stock", 2], ["offer:o:member:n", 1]]),
    events: { ...whole.events, issued: ["v1", "v2"] },
  };
  assert.deepEqual(kindsOf(facts, [claimed, second]), ["overshoot"]);
  const recall = told({
    key: "k4", act: "recall", on: { voucherId: "v2" }, madeId: null, sentAt: 30, answeredAt: 40,
  });
  const ended: Facts = {
    ...facts,
    vouchers: [voucher, { ...facts.vouchers[1]!, recalled: true }],
    stored: new Map([...facts.stored, ["k4", { operation: "recallVoucher", madeId: null }]]),
    counters: whole.counters,
    events: { ...facts.events, recalled: ["v2"] },
  };
  assert.deepEqual(kindsOf(ended, [claimed, second, recall]), ["overshoot"]);
  const later = { ...second, sentAt: 35, answeredAt: 50 };
  assert.deepEqual(kindsOf(ended, [claimed, later, recall]).filter((k) => k === "overshoot"), []);
});

test("planted: a voucher redeemed twice, and a use that nobody gave back, are found", () => {
  const commit = (key: string, madeId: string) =>
    told({ key, act: "commit", on: { offerId: "o", voucherId: "v1", codeId: key }, madeId });
  const row = (redemptionId: string, codeId: string) =>
    ({ redemptionId, voucherId: "v1", codeId, undone: false });
  const facts: Facts = {
    ...whole,
    vouchers: [{ ...voucher, usesLeft: 0 }],
    redemptions: [row("r1", "k5"), row("r2", "k6")],
    stored: new Map([
      ...whole.stored,
      ["k5", { operation: "commitRedemption", madeId: "r1" }],
      ["k6", { operation: "commitRedemption", madeId: "r2" }],
    ]),
    events: { ...whole.events, committed: ["r1", "r2"] },
  };
  const heard = [claimed, commit("k5", "r1"), commit("k6", "r2")];
  assert.deepEqual(kindsOf(facts, heard), ["twice"]);
  assert.deepEqual(kindsOf({ ...whole, vouchers: [{ ...voucher, usesLeft: 0 }] }, [claimed]), [
    "half",
  ]);
});

test("planted: a reason that was not true, and a repeat answered otherwise, are found", () => {
  const early = refused({ sentAt: 1, answeredAt: 5 });
  assert.deepEqual(kindsOf(whole, [claimed, early]), ["untrue"]);
  const copy = refused({ key: "k1", code: "offer_member_limit" });
  assert.deepEqual(kindsOf(whole, [claimed, copy]), ["untrue"]);
  assert.deepEqual(kindsOf(whole, [claimed, told({ hash: "b" })]), ["repeat"]);
  const strange = refused({ code: "not_found" });
  assert.deepEqual(kindsOf(whole, [claimed, strange]), ["untrue"]);
});
