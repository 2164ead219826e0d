import { commit, prepare, revokeDevice, setPolicy, signStatement, syncDevice }
  from "#modules/redemption/index.ts";
import type { Incoming, Outgoing } from "#packages/offline/index.ts";
import { Refusal } from "#platform/errors.ts";
import { buildCity, type City, type Ground, onServer, policyOf, type Right } from "./city.ts";
import { checkBooks, checkPhones, checkServer } from "./invariants.ts";
import { Crash, type Phone } from "./phone.ts";
import { randomOf } from "./random.ts";

/** A request on its way: the network may lose, delay, repeat and overtake it. */
interface Flying {
  readonly phone: Phone;
  readonly sent: Outgoing;
  readonly arrivesAt: number;
}

export interface Tally {
  steps: number;
  used: number;
  undone: number;
  sent: number;
  refused: number;
  crashes: number;
}

type Run = { readonly city: City; readonly flying: Flying[]; readonly tally: Tally };

/** A refusal by a rule is an answer; everything else fails the seed. */
async function asked<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof Refusal) return null;
    throw thrown;
  }
}

/** The phone's page may die in the middle of an act; it opens again, with what its disk has. */
async function onPhone<T>({ tally }: Run, phone: Phone, act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (thrown) {
    if (!(thrown instanceof Crash)) throw thrown;
    tally.crashes += 1;
    phone.restart();
    return null;
  }
}

async function askForCode({ city }: Run): Promise<void> {
  const right = city.random.pick(city.rights);
  const storeIndex = city.random.below(city.storeIds.length);
  const actor = { kind: "member" as const, memberId: right.memberId, sessionId: "" };
  const input = { kind: "voucher", rightId: right.rightId, storeId: city.storeIds[storeIndex]! };
  const signed = await asked(onServer(city, (ctx) => signStatement({ ...ctx, actor }, input)));
  if (signed) right.shown.push({ text: signed.text, storeIndex });
  await checkServer(city);
}

function shownBy(right: Right, city: City): { text: string; storeIndex: number } | undefined {
  // The newest as a rule; a screenshot of an older one now and then.
  return city.random.chance(0.8) ? right.shown.at(-1) : right.shown[city.random.below(9)];
}

async function showAtCounter(run: Run): Promise<void> {
  const { city, tally } = run;
  const shown = shownBy(city.random.pick(city.rights), city);
  if (!shown) return;
  const there = city.phones.filter((one) => one.storeIndex === shown.storeIndex);
  const phone = city.random.pick(city.random.chance(0.9) ? there : city.phones);
  const billMinor = 500 + city.random.below(5_000);
  const input = { billMinor, staffId: city.staffId };
  const done = await onPhone(run, phone, () => phone.book.redeem(shown.text, input));
  if (done === null) return;
  if (!done.ok) {
    tally.refused += 1;
    return;
  }
  tally.used += 1;
  noteSaid(phone, done.value.sequence);
}

function noteSaid(phone: Phone, sequence: number): void {
  const text = phone.records().find((one) => one.sequence === sequence)?.text ?? "";
  phone.acknowledged.push({ sequence, text });
}

async function undoAtCounter(run: Run): Promise<void> {
  const { city, tally } = run;
  const phone = city.random.pick(city.phones);
  const said = phone.acknowledged.at(-1);
  if (!said) return;
  const input = { reason: "other", staffId: city.staffId };
  const done = await onPhone(run, phone, () => phone.book.undo(said.sequence, input));
  if (!done?.ok) return;
  tally.undone += 1;
  noteSaid(phone, done.value);
}

class ServerCrash extends Error {}

/** The server takes a request; it may die before its commit, and then nothing has happened. */
async function receive(run: Run, { phone, sent }: Flying): Promise<Incoming | null> {
  const { city, tally } = run;
  const { deviceId } = phone;
  const dies = city.random.chance(0.05);
  try {
    const answer = await onServer(city, async (ctx) => {
      const result = await syncDevice(ctx, { deviceId, ...sent });
      if (dies) throw new ServerCrash();
      return result;
    });
    tally.sent += sent.records.length;
    return answer;
  } catch (thrown) {
    if (!(thrown instanceof ServerCrash)) throw thrown;
    tally.crashes += 1;
    return null;
  } finally {
    await checkServer(city);
  }
}

/** The phone calls. Over a bad line the request, its copy or the answer is lost or comes late. */
async function call(run: Run): Promise<void> {
  const { city, flying } = run;
  const { random } = city;
  const phone = random.pick(city.phones);
  const sent = await onPhone(run, phone, () => phone.book.outgoing());
  if (!sent) return;
  const delayed = () => city.now + random.below(1_800_000);
  if (random.chance(0.15)) flying.push({ phone, sent, arrivesAt: delayed() });
  if (random.chance(0.15)) return;
  if (random.chance(0.15)) {
    flying.push({ phone, sent, arrivesAt: delayed() });
    return;
  }
  const answer = await receive(run, { phone, sent, arrivesAt: city.now });
  if (!answer || random.chance(0.2)) return;
  // An answer within the patience of the app; what comes later is not listened to.
  city.now += random.below(12_000);
  await onPhone(run, phone, () => phone.book.learn(answer));
}

async function land(run: Run): Promise<void> {
  const { city, flying } = run;
  const due = flying.findIndex((one) => one.arrivesAt <= city.now);
  const [one] = due < 0 ? [] : flying.splice(due, 1);
  if (one) await receive(run, one);
}

/** The ordinary way at a counter that has a line, also at the other store. */
async function useOnline({ city }: Run): Promise<void> {
  const shown = city.random.pick(city.rights).shown.at(-1);
  if (!shown) return;
  const storeId = city.random.pick(city.storeIds);
  await asked(
    onServer(city, async (ctx) => {
      const { prepareToken } = await prepare(ctx, { code: shown.text, storeId });
      await commit(ctx, { prepareToken, billMinor: 3_000 });
    }),
  );
  await checkServer(city);
}

async function rarely({ city }: Run): Promise<void> {
  const { random } = city;
  if (random.chance(0.3)) {
    const phone = random.pick(city.phones);
    await onServer(city, (ctx) => revokeDevice(ctx, phone.deviceId));
    phone.revoked = true;
  } else {
    const storeId = random.pick(city.storeIds);
    await onServer(city, (ctx) => setPolicy(ctx, storeId, policyOf(random)));
  }
  await checkServer(city);
}

type Act = (run: Run) => Promise<void> | void;

/** Of two thousand steps; in the rest of them time passes, and what is due arrives. */
const acts: readonly (readonly [number, Act])[] = [
  [18, askForCode],
  [340, showAtCounter],
  [40, undoAtCounter],
  [16, call],
  [4, useOnline],
  [10, ({ city }) => city.random.pick(city.phones).restart()],
  [1, rarely],
];

async function step(run: Run): Promise<void> {
  const { city, tally } = run;
  tally.steps += 1;
  city.now += city.random.below(6_000);
  city.crashing = true;
  let draw = city.random.below(2_000);
  const [, act] = acts.find(([share]) => (draw -= share) < 0) ?? [0, land];
  await act(run);
  city.crashing = false;
  checkPhones(city);
}

/** The line is back for good: each phone calls until nothing waits. */
async function heal(run: Run): Promise<void> {
  const { city, flying } = run;
  for (const one of flying.splice(0)) await receive(run, one);
  for (const phone of city.phones) {
    phone.restart();
    for (let calls = 0; calls < 500; calls += 1) {
      if (phone.records().every((one) => one.outcome !== null)) break;
      const sent = await phone.book.outgoing();
      const answer = sent && (await receive(run, { phone, sent, arrivesAt: city.now }));
      if (answer) await phone.book.learn(answer);
    }
    const waiting = phone.records().filter((one) => one.outcome === null).length;
    if (waiting > 0) throw new Error(`${waiting} records of ${phone.deviceId} never went out`);
  }
}

/** Drives one city for so many steps by its seed; throws what first broke, with the step. */
export async function simulate(ground: Ground, seed: number, steps: number): Promise<Tally> {
  const random = randomOf(seed);
  const city = await buildCity(ground, random, Date.now() + 3_600_000 + random.below(86_400_000));
  const tally: Tally = { steps: 0, used: 0, undone: 0, sent: 0, refused: 0, crashes: 0 };
  const run: Run = { city, flying: [], tally };
  try {
    for (const phone of city.phones) {
      const sent = await phone.book.outgoing();
      const answer = sent && (await receive(run, { phone, sent, arrivesAt: city.now }));
      if (answer) await phone.book.learn(answer);
    }
    while (tally.steps < steps) await step(run);
    await heal(run);
    checkPhones(city);
    await checkBooks(city);
  } catch (thrown) {
    const { message, stack } = thrown as Error;
    throw new Error(`seed ${seed}, step ${tally.steps}: ${message}`, { cause: stack });
  }
  return tally;
}
