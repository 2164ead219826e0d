import type {
  RightCommit, RightFacts, RightKind, RightLook, RightRefusal, RightUse,
} from "#modules/redemption/index.ts";
import { memberById } from "#modules/members/index.ts";
import type { Context } from "#platform/context.ts";
import { removeFor, stampVisit, tellVisit, visitProgrammes } from "./give-stamps.ts";
import { isLapsed } from "./lapse-card.ts";
import { lockMembers } from "./locks.ts";
import { cardsOf } from "./queries.ts";
import type { ProgrammesTable } from "./tables.ts";

const nothing = {
  amountMinor: null, bps: null, capMinor: null, payMinor: null, thresholdMinor: null,
};

/** How the member's cards stand, and what a stamp makes of them: 咖啡卡 3/10 → 4/10. */
function cardsText(
  programmes: readonly ProgrammesTable[],
  held: ReadonlyMap<string, number>,
  en: boolean,
): string {
  return programmes
    .map((one) => {
      const now = held.get(one.programme_id) ?? 0;
      const name = en ? (one.name_en ?? one.name) : one.name;
      return `${name} ${now}/${one.needed} → ${now + 1}/${one.needed}`;
    })
    .join(en ? ", " : "、");
}

async function factsOf(
  ctx: Context,
  memberId: string,
  programmes: readonly ProgrammesTable[],
): Promise<RightFacts> {
  const cards = await cardsOf(ctx, memberId);
  const held = new Map(
    cards.map((card) => [card.programme_id, isLapsed(card, ctx.now) ? 0 : card.held]),
  );
  return {
    rightId: memberId,
    memberId,
    offerId: null,
    title: "集点",
    titleEn: "Stamps",
    description: cardsText(programmes, held, false),
    descriptionEn: cardsText(programmes, held, true),
    benefit: { kind: "stamps", label: "+1", ...nothing },
    validFrom: ctx.now,
    validTo: ctx.now.add({ hours: 24 }),
    usesLeft: 1,
    usesTotal: 1,
    needsBill: false,
    asksBill: false,
  };
}

const noneHere: RightRefusal = { code: "stamp_none_here", params: {} };

async function refusalOf(
  ctx: Context,
  { rightId: memberId, storeId }: RightLook,
  programmes: readonly ProgrammesTable[],
): Promise<RightRefusal | null> {
  if (programmes.length === 0) return noneHere;
  if (storeId === null) return null;
  const visit = { memberId, storeId, way: "staff", cause: "look", staffId: null } as const;
  let first: RightRefusal | null = null;
  for (const programme of programmes) {
    const refusal = await tellVisit(ctx, programme, visit);
    if (!refusal) return null;
    first ??= refusal;
  }
  return first;
}

async function stampUse(ctx: Context, use: RightUse): Promise<RightCommit> {
  const { rightId: memberId, storeId, redemptionId, staffId } = use;
  if (storeId === null) return { done: false, refusal: noneHere };
  const facts = await factsOf(ctx, memberId, await visitProgrammes(ctx, storeId));
  const cause = `redemption:${redemptionId}`;
  const visit = { memberId, storeId, way: "staff", cause, staffId } as const;
  const outcomes = await stampVisit(ctx, visit);
  if (outcomes.every((one) => !one.stamped)) {
    return { done: false, refusal: outcomes[0]?.refusal ?? noneHere };
  }
  return {
    done: true,
    facts,
    source: { campaignId: null, channelId: null, sourceCodeId: null },
    newMember: false,
    discountMinor: null,
    payableMinor: null,
    shares: null,
  };
}

/** The member's code at the till: staff stamp the visit by the protocol that redeems rights. */
export const stampRight: RightKind = {
  kind: "stamps",
  async preview(ctx, look) {
    if (!(await memberById(ctx, look.rightId))) return null;
    const programmes = await visitProgrammes(ctx, look.storeId);
    const facts = await factsOf(ctx, look.rightId, programmes);
    return { facts, refusal: await refusalOf(ctx, look, programmes) };
  },
  async commit(ctx, use) {
    await lockMembers(ctx, [use.rightId]);
    return stampUse(ctx, use);
  },
  async commitMany(asked) {
    const outcomes: RightCommit[] = [];
    const [first] = asked;
    if (first) await lockMembers(first.ctx, asked.map(({ use }) => use.rightId));
    // Whoever is refused is so before anything is written.
    for (const { ctx, use } of asked) outcomes.push(await stampUse(ctx, use));
    return { outcomes, written: Promise.resolve() };
  },
  undo: (ctx, { redemptionId }) => removeFor(ctx, `redemption:${redemptionId}`),
  byPermanentCode: async () => null,
};
