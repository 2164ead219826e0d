import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  allGone, amountOf, chanceOf, countGiven, type LoggedPlay, nothingGiven, type Odds, prizeOf,
  replayer, wholeOdds,
} from "./outcome.ts";

const seed = "5e".repeat(32);
const drawId = "0190a0b0-0000-7000-8000-000000000001";
const fixed = (minor: number) => ({ kind: "fixed", minor }) as const;

/** Three prizes: 1 at 10 %, 2 at 20 %, 3 at 30 %; 40 % are nothing. */
const three = (whenGone: Odds["whenGone"]): Odds => ({
  whenGone,
  prizes: [
    { ppm: 100_000, pieces: 1, money: fixed(5_000) },
    { ppm: 200_000, pieces: 2, money: null },
    { ppm: 300_000, pieces: null, money: null },
  ],
});

test("which prize a roll wins", () => {
  // given: pieces of prizes 1, 2 and 3 that are gone; refused: whose voucher could not be issued
  const rows = [
    // roll      given       refused  when gone   wins
    [0,          [0, 0, 0],  [],      "next",     1],
    [99_999,     [0, 0, 0],  [],      "next",     1],
    [100_000,    [0, 0, 0],  [],      "next",     2],
    [299_999,    [0, 0, 0],  [],      "next",     2],
    [300_000,    [0, 0, 0],  [],      "next",     3],
    [599_999,    [0, 0, 0],  [],      "next",     3],
    [600_000,    [0, 0, 0],  [],      "next",     null],
    [999_999,    [0, 0, 0],  [],      "next",     null],
    [0,          [1, 0, 0],  [],      "next",     2],
    [0,          [1, 2, 0],  [],      "next",     3],
    [0,          [1, 0, 0],  [],      "nothing",  null],
    [150_000,    [0, 2, 0],  [],      "nothing",  null],
    [150_000,    [0, 1, 0],  [2],     "next",     3],
    [150_000,    [0, 1, 0],  [2],     "nothing",  null],
    [150_000,    [0, 1, 9],  [2, 3],  "next",     null],
    [700_000,    [1, 2, 9],  [],      "next",     null],
  ] as const;
  for (const [roll, gone, refused, whenGone, wins] of rows) {
    const given = gone.map((pieces) => ({ pieces, moneyMinor: 0 }));
    assert.equal(prizeOf(three(whenGone), given, roll, refused), wins, `${roll} ${gone}`);
  }
});

test("how much a random red packet holds", () => {
  const packet = (pieces: number, minMinor: number, maxMinor: number, totalMinor: number) =>
    ({ ppm: 1, pieces, money: { kind: "random", minMinor, maxMinor, totalMinor } }) as const;
  const half = 2 ** 47;
  const rows = [
    // pieces, least, most, pool   given so far   from   to
    [packet(2, 100, 900, 1_000),   [0, 0],        100,   900],
    [packet(2, 100, 900, 1_000),   [1, 350],      650,   650],
    [packet(4, 100, 900, 1_000),   [0, 0],        100,   400],
    [packet(4, 100, 900, 3_500),   [0, 0],        850,   900],
    [packet(3, 200, 200, 600),     [1, 200],      200,   200],
    [packet(10, 1, 9_999, 10),     [3, 3],        1,     1],
  ] as const;
  for (const [prize, [pieces, moneyMinor], from, to] of rows) {
    const given = { pieces, moneyMinor };
    const all = new Set<number | null>();
    for (let share = 0; share < to - from + 1; share++) all.add(amountOf(prize, given, share));
    assert.deepEqual([Math.min(...all as Set<number>), Math.max(...all as Set<number>)],
      [from, to]);
    assert.ok(amountOf(prize, given, half + 12_345)! <= to);
  }
});

test("a chance is the documented HMAC, to the digit", () => {
  // printf '%s' "<draw>:1:abcdefgh" | openssl dgst -sha256 -mac HMAC -macopt hexkey:<seed>
  // gives 2c5830e5974f 5139900044a3 60aac8efd83fd7566a3b0bc58e3d76cd6c443e4b.
  const chance = chanceOf(seed, { drawId, number: 1, nonce: "abcdefgh" });
  assert.deepEqual(chance, { roll: 0x2c5830e5974f % 1_000_000, share: 0x5139900044a3 });
  assert.notDeepEqual(chanceOf(seed, { drawId, number: 2, nonce: "abcdefgh" }), chance);
  assert.notDeepEqual(chanceOf(seed, { drawId, number: 1, nonce: "abcdefgi" }), chance);
});

const prize = fc.oneof(
  fc.record({
    ppm: fc.integer({ min: 1, max: 200_000 }),
    pieces: fc.option(fc.integer({ min: 1, max: 30 })),
    money: fc.constant(null),
  }),
  fc.record({
    ppm: fc.integer({ min: 1, max: 200_000 }),
    pieces: fc.integer({ min: 1, max: 30 }),
    money: fc.record({ kind: fc.constant("fixed" as const), minor: fc.integer({ min: 1 }) }),
  }),
  fc
    .tuple(
      fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 500 }), fc.nat(3_000), fc.nat(),
    )
    .map(([pieces, minMinor, more, part]) => {
      const maxMinor = minMinor + more;
      const totalMinor = pieces * minMinor + (part % (pieces * more + 1));
      const money = { kind: "random" as const, minMinor, maxMinor, totalMinor };
      return { ppm: 150_000, pieces, money };
    }),
);
const anyOdds = fc.record({
  prizes: fc.array(prize, { minLength: 1, maxLength: 5 }),
  whenGone: fc.constantFrom("next" as const, "nothing" as const),
});

/** Plays a draw as the server does; `refuses` tells which vouchers their offers refuse. */
function playAll(odds: Odds, plays: number, refuses: (number: number) => boolean): LoggedPlay[] {
  const given = nothingGiven(odds);
  const log: LoggedPlay[] = [];
  for (let number = 1; number <= plays && !allGone(odds, given); number++) {
    const nonce = `nonce-${number}`;
    const { roll, share } = chanceOf(seed, { drawId, number, nonce });
    const unavailable: number[] = [];
    let prizeNo = prizeOf(odds, given, roll);
    while (prizeNo !== null && odds.prizes[prizeNo - 1]!.money === null && refuses(number)) {
      unavailable.push(prizeNo);
      prizeNo = prizeOf(odds, given, roll, unavailable);
    }
    const place = (prizeNo ?? 0) - 1;
    const amountMinor =
      prizeNo === null ? null : amountOf(odds.prizes[place]!, given[place]!, share);
    countGiven(given, prizeNo, amountMinor);
    log.push({ number, nonce, prizeNo, amountMinor, unavailable });
  }
  return log;
}

function firstWrong(odds: Odds, log: readonly LoggedPlay[]): string | null {
  const check = replayer(odds, seed, drawId);
  for (const play of log) {
    const why = check(play);
    if (why) return `${play.number}: ${why}`;
  }
  return null;
}

test("never more pieces, never more money, amounts within their bounds, and it recomputes", () => {
  fc.assert(
    fc.property(anyOdds, fc.integer({ min: 2, max: 9 }), (odds, every) => {
      const log = playAll(odds, 300, (number) => number % every === 0);
      for (const [place, one] of odds.prizes.entries()) {
        const won = log.filter((play) => play.prizeNo === place + 1);
        if (one.pieces !== null) assert.ok(won.length <= one.pieces);
        const sum = won.reduce((total, play) => total + (play.amountMinor ?? 0), 0);
        if (one.money?.kind === "random") {
          const { minMinor, maxMinor, totalMinor } = one.money;
          assert.ok(sum <= totalMinor);
          for (const { amountMinor } of won) {
            assert.ok(amountMinor! >= minMinor && amountMinor! <= maxMinor);
          }
          if (won.length === one.pieces) assert.equal(sum, totalMinor);
        }
      }
      assert.equal(firstWrong(odds, log), null);
    }),
    { numRuns: 200 },
  );
});

test("a log in which anything was changed does not recompute", () => {
  const odds = three("next");
  const log = playAll(odds, 60, () => false);
  const won = log.findIndex((play) => play.prizeNo === 3);
  const changed = (place: number, more: Partial<LoggedPlay>) =>
    firstWrong(odds, log.with(place, { ...log[place]!, ...more }));
  assert.equal(firstWrong(odds, log), null);
  assert.match(changed(won, { prizeNo: 1 }) ?? "", /recomputed 3/);
  assert.match(changed(won, { prizeNo: null }) ?? "", /recomputed 3/);
  assert.match(changed(won, { unavailable: [1] }) ?? "", /could not be refused/);
  assert.match(changed(won, { amountMinor: 5 }) ?? "", /the amount is 5/);
  assert.match(firstWrong(odds, log.toSpliced(5, 1)) ?? "", /its number follows 5/);
  assert.notEqual(firstWrong(odds, log.map((play) => ({ ...play, nonce: "another-one" }))), null);
});

test("odds are what they say: chi-square over 40,000 plays", () => {
  const odds: Odds = {
    whenGone: "next",
    prizes: [3_000, 47_000, 150_000, 300_000].map((ppm) => ({ ppm, pieces: null, money: null })),
  };
  const plays = 40_000;
  const log = playAll(odds, plays, () => false);
  const shares = [...odds.prizes.map((one) => one.ppm), 500_000];
  const chi = shares.reduce((sum, ppm, place) => {
    const wanted = (plays * ppm) / wholeOdds;
    const no = place < odds.prizes.length ? place + 1 : null;
    const seen = log.filter((play) => play.prizeNo === no).length;
    return sum + (seen - wanted) ** 2 / wanted;
  }, 0);
  // 4 degrees of freedom: 18.5 is exceeded once in a thousand; the seed is fixed.
  assert.ok(chi < 18.5, `chi-square ${chi}`);
});

test("first and last in the order may expect the same of a random pool", () => {
  const pieces = 20;
  const money = { kind: "random", minMinor: 100, maxMinor: 5_000, totalMinor: 20_000 } as const;
  const odds: Odds = { whenGone: "next", prizes: [{ ppm: wholeOdds, pieces, money }] };
  const sums = Array.from({ length: pieces }, () => 0);
  const rounds = 3_000;
  for (let round = 0; round < rounds; round++) {
    const given = nothingGiven(odds);
    for (let place = 0; place < pieces; place++) {
      const play = { drawId, number: place + 1, nonce: `round-${round}` };
      const amount = amountOf(odds.prizes[0]!, given[0]!, chanceOf(seed, play).share)!;
      sums[place]! += amount;
      countGiven(given, 1, amount);
    }
    assert.equal(given[0]!.moneyMinor, money.totalMinor);
  }
  for (const [place, sum] of sums.entries()) {
    const mean = sum / rounds;
    assert.ok(Math.abs(mean - 1_000) < 100, `place ${place + 1} expects ${mean}`);
  }
});
