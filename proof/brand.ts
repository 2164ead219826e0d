import { ask, type Headers } from "../bench/demo-brand.ts";
import type { Terms } from "./attack.ts";
import { brandKey, owner, type ProofServers } from "./servers.ts";

export interface Member {
  readonly memberId: string;
  readonly headers: Headers;
}

/** The brand under attack, as its owner and members see it by the public API. */
export interface ProofBrand {
  readonly storeId: string;
  readonly headers: Headers;
  /** A published offer at every store; 10 off without a threshold unless told otherwise. */
  offer(terms: Terms): Promise<string>;
  /** Signed-in members with addresses and phones of their own; those of before come again. */
  members(count: number): Promise<readonly Member[]>;
  /** Members whom nobody else acts for: they may be erased. */
  newMembers(count: number): Promise<readonly Member[]>;
  /** Shows a voucher on its member's phone and scans it at the counter: what a commit needs. */
  scan(member: Member, voucherId: string): Promise<Scanned>;
  readonly api: string;
  readonly shop: string;
}

export interface Scanned {
  readonly prepareToken: string;
  readonly codeId: string;
  readonly voucherId: string;
  readonly memberId: string;
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

async function signInMember(url: string): Promise<Member> {
  const number = numbers++;
  const phone = `139${String(20_000_000 + number)}`;
  const from = { "x-forwarded-for": `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}` };
  const at = `${url}/${brandKey}/api/sign-in`;
  const { demoCode } = await ask<{ demoCode: string }>("POST", `${at}/code`, { phone }, from);
  const { cookie, memberId } = await signIn(at, { phone, code: demoCode, consents: [] }, from);
  return { memberId, headers: { cookie } };
}

interface Me {
  readonly capabilities: readonly { readonly units: readonly { readonly unitId: string }[] }[];
}

/** Signs the owner in, opens a store and answers what attacks need of the brand. */
export async function openBrand(servers: ProofServers): Promise<ProofBrand> {
  const at = (turn: number): string => servers.urls[turn % servers.urls.length]!;
  const { cookie } = await signIn(`${at(0)}/api/auth/sign-in`, owner, {});
  const headers = { cookie };
  const api = `/api/${brandKey}`;
  const shop = `/${brandKey}/api`;
  const me = await ask<Me>("GET", `${at(0)}${api}/me`, undefined, headers);
  const unitId = me.capabilities[0]?.units[0]?.unitId;
  const store = { code: "P1", name: "一号店", role: "sales" };
  const made = await ask<{ storeId: string }>("POST", `${at(0)}${api}/stores`, store, headers);
  const { storeId } = made;
  const known: Member[] = [];
  const newMembers = (count: number) =>
    each(Array.from({ length: count }, (_, turn) => turn), (turn) => signInMember(at(turn)));
  return {
    storeId,
    headers,
    api,
    shop,
    newMembers,
    async members(count) {
      known.push(...await newMembers(Math.max(0, count - known.length)));
      return known.slice(0, count);
    },
    async offer(terms) {
      const body = {
        unitId,
        stores: { unitId },
        title: "验证券",
        benefit: { kind: "amount_off", amountMinor: 1_000 },
        payers: [{ party: "group", bps: 10_000 }],
        validity: { kind: "days", days: 30 },
        ...terms,
      };
      const { offerId } = await ask<{ offerId: string }>(
        "POST", `${at(0)}${api}/offers`, body, headers,
      );
      await ask("POST", `${at(0)}${api}/offers/${offerId}/publish`, undefined, headers);
      return offerId;
    },
    async scan(member, voucherId) {
      const right = `${at(0)}${shop}/rights/voucher/${voucherId}/show`;
      const { link, codeId } = await ask<{ link: string; codeId: string }>(
        "POST", right, undefined, member.headers,
      );
      const again = async (): Promise<Scanned> => {
        const { prepareToken } = await ask<{ prepareToken: string }>(
          "POST", `${at(1)}${api}/redemptions/prepare`, { code: link, storeId }, headers,
        );
        return { prepareToken, codeId, voucherId, memberId: member.memberId, again };
      };
      return again();
    },
  };
}
