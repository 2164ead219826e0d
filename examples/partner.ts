import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient } from "#packages/sdk/index.ts";

/** A partner's program in one brand: everything it does goes through the public API. */
export interface Partner {
  readonly brand: string;
  readonly timeZone: string;
  /** The brand's topmost unit, over which the key holds its scopes. */
  readonly rootUnitId: string;
  readonly sdk: Client;
}

/** Told when the server asks for patience because too much was asked of it. */
export type OnWait = (ms: number) => void;

const mostTries = 8;
const longestWaitMs = 60_000;

const waitMs = (tries: number): number => Math.min(5_000, 100 * 2 ** tries);

async function retryMs(answer: Response, tries: number): Promise<number | null> {
  if (answer.status !== 429 && answer.status !== 503) return null;
  const told = Number(answer.headers.get("retry-after")) * 1_000;
  // The answer is not read; its connection must come free.
  await answer.body?.cancel();
  return Math.min(longestWaitMs, Math.max(told || 0, waitMs(tries)));
}

/**
 * Sends a request again when the server asked for patience or did not answer. A write carries its
 * idempotency key, so that a repeat of one that did arrive changes nothing.
 */
export function patient(send: typeof fetch, onWait: OnWait = () => undefined): typeof fetch {
  return async (url, init) => {
    for (let tries = 1; ; tries++) {
      try {
        const answer = await send(url, init);
        const ms = tries < mostTries ? await retryMs(answer, tries) : null;
        if (ms === null) return answer;
        if (answer.status === 429) onWait(ms);
        await sleep(ms);
      } catch (error) {
        if (tries >= mostTries) throw error;
        await sleep(waitMs(tries));
      }
    }
  };
}

/** The SDK with an API key that waits where the server asks it to. */
export function partnerClient(
  baseUrl: string,
  apiKey: string,
  send: typeof fetch,
  onWait?: OnWait,
): Client {
  return createClient({ baseUrl, apiKey, fetch: patient(send, onWait), lang: () => "en" });
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Reads a list to its end. */
export async function allPages<Item>(
  read: (page: { limit: number; cursor?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<Item> = await read({ limit: 200, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}
