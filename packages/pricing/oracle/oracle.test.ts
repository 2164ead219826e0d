import assert from "node:assert/strict";
import { test } from "node:test";
import type { Priced } from "../answer.ts";
import { question, rows } from "../scenarios/index.ts";
import { check } from "../scenarios/check.ts";
import { reasonsAreTrue } from "./answers.fixture.ts";
import { bruteForce } from "./brute-force.ts";
import { differences } from "./compare.ts";
import { addsUp, answer, explainsEachCent, isBest } from "./properties.fixture.ts";
import { shareOut, shareOutWithin } from "./whole.ts";

/*
 * What the other tests rely on, with planted mistakes: a cent on the wrong line, a worse
 * combination, a share that is lost, a reason that is not true.
 */
const row = rows.find(({ name }) => name === "stacking 1")!;
const one = question(row);
const priced = answer(one);
const { cart, offers, facts, now, options, policy } = one;
const oracle = bruteForce(cart, offers, facts, now, options, policy);

const planted = (change: (copy: { -readonly [Key in keyof Priced]: Priced[Key] }) => void) => {
  const copy = structuredClone(priced);
  change(copy);
  return copy;
};

test("the answer as it is passes", () => {
  assert.deepEqual(differences(priced, oracle), []);
  assert.deepEqual(check(row.pays, priced), []);
  addsUp(one, priced);
  explainsEachCent(priced);
  reasonsAreTrue(one, priced);
});

test("planted: a cent on the wrong line", () => {
  const wrong = planted((copy) => {
    copy.lines = copy.lines.map((line, i) =>
      ({ ...line, payableMinor: line.payableMinor + (i === 0 ? 1 : -1) }));
  });
  assert.equal(differences(wrong, oracle).length, 2);
  assert.throws(() => addsUp(one, wrong), /reductions of a line/);
});

test("planted: a combination that is not the best", () => {
  const worse = answer({ ...one, options: { choose: ["O", "S", "P"] } });
  assert.throws(() => isBest(one, worse), /chosen/);
  assert.match(check(row.pays, worse).join(), /C 20/);
});

test("planted: an offer that the row does not name", () => {
  assert.match(check(["190"], priced).join(), /also applied: O 5000/);
});

test("planted: a share that is lost, a line that is not explained", () => {
  const lost = planted((copy) => {
    copy.applied = copy.applied.map((applied) => ({ ...applied, shares: [] }));
  });
  assert.throws(() => addsUp(one, lost), /shares/);
  const silent = planted((copy) => {
    copy.applied = copy.applied.map((applied) => ({ ...applied, byLine: [] }));
  });
  assert.throws(() => explainsEachCent(silent));
});

test("planted: not with an offer that does not apply", () => {
  const reason = { kind: "not_with" as const, offerIds: ["X"] };
  const untrue = planted((copy) => {
    copy.notApplied = [{ offerId: "O", voucherId: null, reason }];
  });
  assert.throws(() => reasonsAreTrue(one, untrue), /does not apply/);
});

test("shares by hand: what is lost most by rounding down comes first, then who is first", () => {
  assert.deepEqual(shareOut(10n, [1n, 1n, 1n]), [4n, 3n, 3n]);
  assert.deepEqual(shareOut(5n, [95n, 10n]), [5n, 0n]);
  assert.deepEqual(shareOutWithin(50n, [100n, 100n], [5n, 100n]), [5n, 45n]);
});
