import { setTimeout as sleep } from "node:timers/promises";
import { ask, type Headers } from "../bench/demo-brand.ts";
import type { Terms } from "./attack.ts";
import { brandKey, owner, type ProofServers } from "./servers.ts";

export interface Member {
  readonly memberId: string;
  readonly headers: Headers;
  readonly phone: string;
}

/** The brand under attack, as its owner and members see it by the public API. */
export interface ProofBrand {
  readonly storeId: string;
  readonly stores: readonly string[];
  readonly headers: Headers;
  /** A partner's program that may tell of the past. */
  readonly partner: Headers;
  /** The calendar by which days, weeks and months are counted. */
  readonly timeZone: string;
  /** A published offer at every store; 10 off without a threshold unless told otherwise. */
  offer(terms: Terms): Promise<string>;
  /** A published draw, once it has started. */
  draw(terms: object): Promise<string>;
  /** Signed-in members with addresses and phones of their own; those of before come again. */
  members(count: number): Promise<readonly Member[]>;
  /** Members whom nobody else acts for: they may be erased. */
  newMembers(count: number): Promise<readonly Member[]>;
  /** Somebody comes again with a number that was free; a minute after its last code. */
  rejoin(phone: string): Promise<Member>;
  /** Any other request of the owner's, by its path within the brand. */
  manage<T>(method: string, path: string, body?: object): Promise<T>;
  /** Any other request of a member's. */
  asMember<T>(member: Member, method: string, path: string, body?: object): Promise<T>;
  /** Shows a voucher on its member's phone and scans it at the counter: what a commit needs. */
  scan(member: Member, voucherId: string, storeId?: string): Promise<Scanned>;
  readonly api: string;
  readonly shop: string;
}

export interface Scanned {
  readonly prepareToken: string;
  readonly codeId: string;
  readonly voucherId: string;
  readonly memberId: string;
  readonly storeId: string;
  readonly scannedAt: number;
  /** Another terminal scans the same code. */
  again(): Promise<Scanned>;
}

/** Runs over the items, a bounded number at a time; answers in their order. */
export async function each<T, R>(
  items: readonly T[],
  run: (item: T, index: number) => Promise<R>,
  atOnce = 12,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
}

async function signIn(url: string, body: object, headers: Headers) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  const memberId: string = text ? JSON.parse(text).memberId : "";
  return { cookie: cookieOf(answer), memberId };
}

let numbers = 0;

async function signInMember(url: string, known?: string): Promise<Member> {
  const number = numbers++;
  const phone = known ?? `139${String(20_000_000 + number)}`;
  const from = { "x-forwarded-for": `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}` };
  const at = `${url}/${brandKey}/api/sign-in`;
  const { demoCode } = await ask<{ demoCode: string }>("POST", `${at}/code`, { phone }, from);
  const { cookie, memberId } = await signIn(at, { phone, code: demoCode, consents: [] }, from);
  return { memberId, headers: { cookie }, phone };
}

interface Me {
  readonly brand: { readonly timeZone: string };
  readonly capabilities: readonly { readonly units: readonly { readonly unitId: string }[] }[];
}

const storeCount = 3;
const scopes = ["import.members", "import.backdate"];

/** Its stores and its partner's key, made by the owner. */
async function furnish(manage: ProofBrand["manage"]) {
  const me = await manage<Me>("GET", "/me");
  const unitId = me.capabilities[0]?.units[0]?.unitId ?? "";
  const stores = await each(Array.from({ length: storeCount }, (_, at) => at + 1), async (at) => {
    const store = { code: `P${at}`, name: `${at}号店`, role: "sales" };
    return (await manage<{ storeId: string }>("POST", "/stores", store)).storeId;
  }, 1);
  const key = { name: "partner", scopes, unitId };
  const { secret } = await manage<{ secret: string }>("POST", "/api-keys", key);
  const { timeZone } = me.brand;
  return { unitId, stores, partner: { authorization: `Bearer ${secret}` }, timeZone };
}

const plain = {
  title: "验证券",
  benefit: { kind: "amount_off", amountMinor: 1_000 },
  payers: [{ party: "group", bps: 10_000 }],
  validity: { kind: "days", days: 30 },
};

type At = (turn: number) => string;

/** Signed-in people by the hundred; who has come once is known and comes again. */
function crowd(at: At): Pick<ProofBrand, "members" | "newMembers" | "rejoin"> {
  const known: Member[] = [];
  const newMembers = (count: number) =>
    each(Array.from({ length: count }, (_, turn) => turn), (turn) => signInMember(at(turn)));
  return {
    newMembers,
    rejoin: (phone) => signInMember(at(0), phone),
    async members(count) {
      known.push(...await newMembers(Math.max(0, count - known.length)));
      return known.slice(0, count);
    },
  };
}

const mostPublished = 6;

/**
 * A draw is published before it starts; answers once it has. A slow machine may still be at it
 * when it should have started: then another, with more time.
 */
async function startedDraw(
  { unitId, timeZone, manage }: Pick<ProofBrand, "timeZone" | "manage"> & { unitId: string },
  terms: object,
): Promise<string> {
  const local = (time: Temporal.ZonedDateTime) =>
    time.toPlainDateTime().toString({ smallestUnit: "second" });
  for (let turn = 1; ; turn++) {
    const start = Temporal.Now.zonedDateTimeISO(timeZone).round("second")
      .add({ seconds: 3 * turn ** 2 });
    const window = { startsLocal: local(start), endsLocal: local(start.add({ days: 1 })) };
    const leftMs = (): number => start.epochMilliseconds - Date.now();
    try {
      const body = { unitId, ...window, ...terms };
      const { drawId } = await manage<{ drawId: string }>("POST", "/draws", body);
      await manage("POST", `/draws/${drawId}/publish`);
      await sleep(Math.max(0, leftMs()) + 50);
      return drawId;
    } catch (error) {
      if (turn === mostPublished || leftMs() > 0) throw error;
    }
  }
}

/** Signs the owner in, opens stores and answers what attacks need of the brand. */
export async function openBrand(servers: ProofServers): Promise<ProofBrand> {
  const at: At = (turn) => servers.urls[turn % servers.urls.length]!;
  const { cookie } = await signIn(`${at(0)}/api/auth/sign-in`, owner, {});
  const headers = { cookie };
  const api = `/api/${brandKey}`;
  const shop = `/${brandKey}/api`;
  const manage = <T>(method: string, path: string, body?: object): Promise<T> =>
    ask<T>(method, `${at(0)}${api}${path}`, body, headers);
  const asMember = <T>(member: Member, method: string, path: string, body?: object): Promise<T> =>
    ask<T>(method, `${at(0)}${shop}${path}`, body, member.headers);
  const { unitId, stores, partner, timeZone } = await furnish(manage);
  const [first = ""] = stores;
  return {
    storeId: first, stores, headers, partner, timeZone, api, shop, manage, asMember,
    ...crowd(at),
    async offer(terms) {
      const body = { unitId, stores: { unitId }, ...plain, ...terms };
      const { offerId } = await manage<{ offerId: string }>("POST", "/offers", body);
      await manage("POST", `/offers/${offerId}/publish`);
      return offerId;
    },
    draw: (terms) => startedDraw({ unitId, timeZone, manage }, terms),
    async scan(member, voucherId, storeId = first) {
      const shown = `/rights/voucher/${voucherId}/show`;
      const { link, codeId } = await asMember<{ link: string; codeId: string }>(
        member, "POST", shown,
      );
      const { memberId } = member;
      const again = async (): Promise<Scanned> => {
        const scannedAt = Date.now();
        const { prepareToken } = await ask<{ prepareToken: string }>(
          "POST", `${at(1)}${api}/redemptions/prepare`, { code: link, storeId }, headers,
        );
        return { prepareToken, codeId, voucherId, memberId, storeId, scannedAt, again };
      };
      return again();
    },
  };
}
