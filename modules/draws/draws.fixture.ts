import { verifyLimits } from "#modules/limits/index.ts";
import { verifyLedger } from "#modules/wallet/index.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp } from "#tests/support/app.ts";
import type { LoopBrand, LoopMember } from "#tests/support/loop.ts";
import { verifyDraws } from "./verify-draws.ts";

const fixed = (minor: number) => ({ kind: "fixed", minor });
export const packet = (minor: number, pieces: number, ppm: number, name = "红包") =>
  ({ kind: "money", name, ppm, pieces, money: fixed(minor) });

export const local = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO("Asia/Shanghai").toPlainDateTime().toString({ smallestUnit: "second" });

/** What tests do with the draws of one brand; the clock of the app is theirs. */
export function drawsOf(app: TestApp, shop: LoopBrand) {
  const { api } = shop;
  const begin = Temporal.Now.instant().add({ hours: 1 }).round("second");
  const terms = (more: object = {}) => ({
    unitId: shop.root,
    name: "开业摇一摇",
    nameEn: "Opening draw",
    rules: "每位会员都可以参加。",
    startsLocal: local(begin),
    endsLocal: local(begin.add({ hours: 24 })),
    prizes: [packet(500, 2, 1_000_000)],
    limits: [{ of: "member", per: "ever", cap: 50 }],
    whenGone: "next",
    ...more,
  });
  const draft = async (more: object = {}): Promise<string> => {
    const { status, body } = await api("POST", "/draws", terms(more));
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.drawId;
  };
  return {
    begin,
    terms,
    draft,
    /** Published an hour before its start; the clock then stands inside the window. */
    async open(more: object = {}): Promise<string> {
      app.setNow(begin.subtract({ minutes: 30 }));
      const drawId = await draft(more);
      const { status, body } = await api("POST", `/draws/${drawId}/publish`);
      if (status !== 204) throw new Error(JSON.stringify(body));
      app.setNow(begin.add({ minutes: 5 }));
      return drawId;
    },
    play: (member: LoopMember, drawId: string, nonce = newId(), key?: string) =>
      shop.shop(member, "POST", `/draws/${drawId}/plays`, { nonce }, key),
    get: async (drawId: string) => (await api("GET", `/draws/${drawId}`)).body,
    async wins(query = "") {
      return (await api("GET", `/wins?limit=200${query}`)).body.items;
    },
    mine: async (member: LoopMember) => (await shop.shop(member, "GET", "/wins")).body,
    /** Staff end it when its window is over. */
    async end(drawId: string): Promise<void> {
      app.setNow(begin.add({ hours: 25 }));
      const { status, body } = await api("POST", `/draws/${drawId}/end`);
      if (status !== 204) throw new Error(JSON.stringify(body));
    },
    log: async (drawId: string) => {
      const url = `/${shop.t.key}/api/draws/${drawId}/log`;
      const { statusCode: status, body: text } = await app.fastify.inject(url);
      return { status, text, code: status === 200 ? null : JSON.parse(text).code };
    },
    /** The first thing that does not fit in ledger, limits or draws; null: all is well. */
    async fault() {
      const owner = app.databases.ownerPool;
      const { brandId } = shop.t;
      const draws = await verifyDraws(owner, brandId);
      return (await verifyLedger(owner, brandId)).wrong
        ?? (await verifyLimits(owner, brandId)).wrong
        ?? draws.wrong;
    },
  };
}
