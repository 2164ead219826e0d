import { showMemberCode } from "#modules/members/index.ts";
import { ok, orderingBrand } from "#tests/support/orders.ts";
import type { TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { newId } from "#platform/ids.ts";

type Line = readonly [code: string, quantity: number];

/** 1 point for each ¥1; 100 points pay ¥1, at most half of the goods. */
export const pointsOfTill = {
  active: true,
  earn: { points: 1, minor: 100 },
  pendingDays: 0,
  expiry: { kind: "never" },
  step: { points: 100, minor: 100 },
  capBps: 5_000,
};

/** A brand with points whose first store has a till. */
export async function tillBrand(app: TestApp) {
  const shop = await orderingBrand(app);
  const { t, api, first } = shop;
  ok(await api("PUT", "/points/settings", pointsOfTill), 204);
  const known = async (text: string) =>
    ok(await api("POST", "/till/member", { storeId: first, text }));
  const codeOf = (member: LoopMember) => t.ctx((ctx) => showMemberCode(ctx, member.memberId));
  const ask = (lines: readonly Line[], more: object = {}) => ({
    storeId: first,
    memberToken: null,
    lines: shop.linesOf(lines),
    without: [],
    usePoints: false,
    useStoredValue: false,
    ...more,
  });
  return {
    ...shop,
    known,
    codeOf,
    ask,
    /** The token of a member who shows their code. */
    async shows(member: LoopMember): Promise<string> {
      return (await known((await codeOf(member)).spoken)).memberToken;
    },
    price: (lines: readonly Line[], more: object = {}) =>
      api("POST", "/till/price", ask(lines, more)),
    /** Sold at the price of the moment for cash, or as `more` says. */
    async sell(lines: readonly Line[], more: object = {}, sold: object = {}, key = newId()) {
      const { totalMinor, dueMinor } = ok(await api("POST", "/till/price", ask(lines, more)));
      const taken = dueMinor === 0 ? [] : [{ method: "cash", amountMinor: dueMinor }];
      return api("POST", "/till/sales", {
        ...ask(lines, more),
        expectedTotalMinor: totalMinor,
        expectedDueMinor: dueMinor,
        taken,
        payCodeFollows: false,
        givenMinor: null,
        ...sold,
      }, { key });
    },
    give: (member: LoopMember, points: number) =>
      api("POST", `/members/${member.memberId}/points/correct`, { points, reason: "测试" }),
    pointsOf: async (member: LoopMember) =>
      ok(await api("GET", `/members/${member.memberId}/points`)).spendable,
  };
}

export type TillBrand = Awaited<ReturnType<typeof tillBrand>>;
