import {
  type CounterBook, counterBook, counterClock, firstHash, toBase64Url,
} from "#packages/offline/index.ts";
import { verifyByNoble } from "#packages/offline/noble.ts";
import type { Api } from "../api.ts";
import { browserStore, readDevice, writeDevice } from "./database.ts";
import { notSent } from "./words.ts";

export interface OfflineDevice {
  readonly deviceId: string;
  readonly book: CounterBook;
}

const curve = { name: "ECDSA", namedCurve: "P-256" };

/** Without encryption a page has neither WebCrypto nor a service worker to open it again. */
export const canBeOffline = (): boolean =>
  isSecureContext && Boolean(crypto.subtle) && "indexedDB" in globalThis;

export const placeOf = (brandKey: string, storeId: string): string => `${brandKey}/${storeId}`;

/** The book of this browser's device at a place; null: it is not enrolled there. */
export async function openDevice(place: string): Promise<OfflineDevice | null> {
  const device = canBeOffline() ? await readDevice(place) : null;
  if (!device) return null;
  const sources = { wall: () => Date.now(), monotonic: () => performance.now() };
  const clock = counterClock(sources, device.state);
  const sign = async (text: string): Promise<string> => {
    const how = { name: "ECDSA", hash: "SHA-256" };
    const bytes = new TextEncoder().encode(text);
    return toBase64Url(new Uint8Array(await crypto.subtle.sign(how, device.key, bytes)));
  };
  const book = counterBook({ store: browserStore(place), clock, verify: verifyByNoble, sign });
  return { deviceId: device.state.deviceId, book };
}

/**
 * Makes a key that cannot be exported, enrols it and keeps it in this browser. Not before all that
 * an earlier device of this place wrote has been sent: also what comes after its revocation.
 */
export async function enrolHere(
  api: Api,
  place: string,
  input: { storeId: string; name: string },
): Promise<void> {
  const kept = await browserStore(place).load();
  if (kept?.records.some((one) => one.outcome === null)) throw notSent();
  const pair = await crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  const publicKey = toBase64Url(new Uint8Array(raw));
  const { deviceId } = await api.enrolOffline({ ...input, publicKey });
  // Else a browser short of space may throw away what was not sent.
  await navigator.storage?.persist?.();
  const state = {
    deviceId,
    storeId: input.storeId,
    revision: 0,
    head: 0,
    headHash: firstHash,
    newestAt: 0,
    offset: null,
    contactAt: 0,
    revoked: false,
    rules: null,
    revocations: null,
  };
  if (!(await writeDevice(place, { state, key: pair.privateKey }))) throw notSent();
}
