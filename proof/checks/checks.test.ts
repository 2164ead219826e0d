import assert from "node:assert/strict";
import { test } from "node:test";
import type { Told } from "../shot.ts";
import { checkAnswers } from "./answers.ts";
import type { Terms } from "../attack.ts";
import { checkClaims } from "./claims.ts";
import { checkDeclared } from "./declared.ts";
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
  storeId: null, campaignId: null, at: { day: "1970-01-01", week: "1969-12-29", month: "1970-01" },
};
const redemption = {
  redemptionId: "r1", voucherId: "v1", codeId: null, undone: false, offerId: "o", memberId: "m",
  storeId: "s", campaignId: null, counter: "t", staff: "a", discountMinor: 700, offline: false,
  at: voucher.at,
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

function kindsOf(
  facts: Facts,
  heard: readonly Told[],
  offers: ReadonlyMap<string, Terms> = terms,
): string[] {
  const tried = triedOf(heard);
  return [
    ...checkAnswers(facts, tried),
    ...checkClaims(facts, tried, offers),
    ...checkDeclared(facts, tried, offers),
    ...checkRedemptions(facts, tried),
    ...checkReasons(facts, tried, offers, "UTC"),
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
    ({ ...redemption, redemptionId, codeId });
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

test("erased by a try whose answer was lost, a repeat finds nobody; else it is untrue", () => {
  const erase = (more: Partial<Told>): Told => told({
    key: "k8", act: "erase", on: { memberId: "m" }, madeId: null, sentAt: 30, answeredAt: 40,
    ...more,
  });
  const lost = erase({ outcome: "unknown", code: "ECONNRESET" });
  const again = erase({ outcome: "refused", code: "not_signed_in", sentAt: 50, answeredAt: 60 });
  const erased: Facts = {
    ...whole,
    vouchers: [{ ...voucher, recalled: true }],
    counters: new Map(),
    events: { ...whole.events, recalled: ["v1"] },
    erasedMembers: new Set(["m"]),
  };
  assert.deepEqual(kindsOf(erased, [claimed, lost, again]), []);
  assert.deepEqual(kindsOf(whole, [claimed, again]), ["untrue"]);
});

test("a preview is too old after its time only", () => {
  const commit = (scannedAt?: number): Told => refused({
    act: "commit", code: "prepare_expired", sentAt: 300_000, answeredAt: 300_020,
    on: { offerId: "o", voucherId: "v1", ...(scannedAt === undefined ? {} : { scannedAt }) },
  });
  assert.deepEqual(kindsOf(whole, [claimed, commit(20)]), []);
  assert.deepEqual(kindsOf(whole, [claimed, commit(21)]), ["untrue"]);
  assert.deepEqual(kindsOf(whole, [claimed, commit()]), ["untrue"]);
});

const daily: ReadonlyMap<string, Terms> = new Map([
  ["o", { limits: { claim: [{ of: "member", per: "day", what: "count", cap: 1 }] } }],
]);
const dailyKey = "offer:o:claim:member:m:1970-01-01";
const counted = { ...whole, counters: new Map([...whole.counters, [dailyKey, 1]]) };

test("a declared limit that was full is a true reason; on another day it was not", () => {
  const loser = refused({ code: "limit_member_day_count", sentAt: 30, answeredAt: 40 });
  assert.deepEqual(kindsOf(counted, [claimed, loser], daily), []);
  const early = { ...loser, sentAt: 1, answeredAt: 5 };
  assert.deepEqual(kindsOf(counted, [claimed, early], daily), ["untrue"]);
  const nextDay = { ...loser, on: { ...loser.on, occurredAt: 86_400_000 } };
  assert.deepEqual(kindsOf(counted, [claimed, nextDay], daily), ["untrue"]);
  const another = { ...loser, on: { ...loser.on, memberId: "n" } };
  assert.deepEqual(kindsOf(counted, [claimed, another], daily), ["untrue"]);
  const weekly = refused({ code: "limit_member_week_count", sentAt: 30, answeredAt: 40 });
  assert.deepEqual(kindsOf(counted, [claimed, weekly], daily), ["untrue"]);
});

test("planted: a day's limit passed, and a counter of it that is wrong, are found", () => {
  const second = told({ key: "k3", madeId: "v2" });
  const both: Facts = {
    ...counted,
    vouchers: [voucher, { ...voucher, voucherId: "v2" }],
    stored: new Map([...whole.stored, ["k3", { operation: "claimOffer", madeId: "v2" }]]),
    counters: new Map([["offer:o:stock", 2], ["offer:o:member:m", 2], [dailyKey, 2]]),
    events: { ...whole.events, issued: ["v1", "v2"] },
  };
  assert.deepEqual(kindsOf(both, [claimed, second], daily), ["overshoot"]);
  const tomorrow = { ...voucher, voucherId: "v2", at: { ...voucher.at, day: "1970-01-02" } };
  const twoDays = { ...both, vouchers: [voucher, tomorrow] };
  assert.deepEqual(kindsOf(twoDays, [claimed, second], daily), []);
  assert.deepEqual(kindsOf({ ...counted, counters: whole.counters }, [claimed], daily), ["half"]);
});

test("planted: a budget passed at one moment, and a refusal within it, are found", () => {
  const budget = (cap: number): ReadonlyMap<string, Terms> => new Map([
    ["o", { usesTotal: 2, limits: { redeem: [{ of: "store", per: "ever", what: "money", cap }] } }],
  ]);
  const commit = (key: string, more: Partial<Told>) => told({
    key, act: "commit",
    on: { offerId: "o", voucherId: "v1", codeId: key, storeId: "s", amountMinor: 700 }, ...more,
  });
  const two: Facts = {
    ...whole,
    vouchers: [{ ...voucher, usesTotal: 2, usesLeft: 0 }],
    redemptions: [
      { ...redemption, codeId: "k5" }, { ...redemption, redemptionId: "r2", codeId: "k6" },
    ],
    stored: new Map([
      ...whole.stored,
      ["k5", { operation: "commitRedemption", madeId: "r1" }],
      ["k6", { operation: "commitRedemption", madeId: "r2" }],
    ]),
    counters: new Map([...whole.counters, ["offer:o:redeem:money:store:s", 1_400]]),
    events: { ...whole.events, committed: ["r1", "r2"] },
  };
  const heard = [claimed, commit("k5", { madeId: "r1" }), commit("k6", { madeId: "r2" })];
  assert.deepEqual(kindsOf(two, heard, budget(1_400)), []);
  assert.deepEqual(kindsOf(two, heard, budget(1_399)), ["overshoot"]);
  const lost = commit("k7", {
    outcome: "refused", code: "limit_store_ever_money", madeId: null, sentAt: 30, answeredAt: 40,
  });
  assert.deepEqual(kindsOf(two, [...heard, lost], budget(2_099)), []);
  assert.deepEqual(kindsOf(two, [...heard, lost], budget(2_100)), ["untrue"]);
  const elsewhere = { ...lost, on: { ...lost.on, storeId: "s2" } };
  assert.deepEqual(kindsOf(two, [...heard, elsewhere], budget(1_400)), ["untrue"]);
});
