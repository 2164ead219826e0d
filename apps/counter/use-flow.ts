import { useEffect, useRef, useState } from "react";
import { isStatementText, type Used } from "#packages/offline/index.ts";
import { asProblem, noAnswer, type Problem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { actKey, type Preview } from "./api.ts";
import { bookingIn, checkInByCode, type CheckedIn } from "./bookings/check-in.ts";
import { useCounter, type Counter } from "./counter.ts";
import { deviceId } from "./kept.ts";
import type { Offline } from "./offline/use-offline.ts";
import { onlyOfflineCode, previewOf, problemOfNo } from "./offline/words.ts";
import type { Outcome, Unconfirmed } from "./outbox.ts";
import { linkOf, readCode, type Reading } from "./read-code.ts";
import { signal } from "./signal.ts";
import { text } from "./text.ts";
import { tokenTaken, useWaitingToken } from "./token.ts";

export interface ResultStep {
  name: "result";
  key: string;
  preview: Preview;
  outcome: Outcome;
}

export type Step =
  | { name: "scan" }
  | { name: "type" }
  | { name: "checking" }
  | { name: "problem"; problem: Problem }
  /** `statement`: seen without a line; it is redeemed by what the phone has. */
  | { name: "preview"; code: string; preview: Preview; statement?: string }
  | { name: "offlineDone"; used: Used }
  | ({ name: "arrived" } & CheckedIn)
  | { name: "committing" }
  | ResultStep;

export type Misread = Extract<Reading, { ok: false }>["why"];

export interface Flow {
  step: Step;
  /** Takes what was scanned or typed; answers why it is no code of ours, or null. */
  read(scanned: string): Misread | null;
  /** The same for the live camera, which sees one code many times. */
  see(scanned: string): Misread | "same" | null;
  /** The same for a gun, on any screen: a misread is said aloud there. */
  take(scanned: string): void;
  toScan(): void;
  toType(): void;
  commit(preview: Preview, billMinor: number | null, statement?: string): void;
}

const quietMs = 5000;

/** The step, and what moves it on: one act at a time, a refusal is a step too. */
function useSteps(counter: Counter) {
  const [step, setStep] = useState<Step>({ name: "scan" });
  const busy = useRef(false);

  function act(work: () => Promise<Step>, waiting: Step): void {
    if (busy.current) return;
    busy.current = true;
    setStep(waiting);
    work()
      .then(setStep)
      .catch((thrown: unknown) => {
        if ((thrown as Problem).status === 401) counter.signedOut();
        setStep(refused(asProblem(thrown)));
      })
      .finally(() => {
        busy.current = false;
      });
  }

  return { step, setStep, busy, act };
}

/** One code at a time: scanned → previewed → committed → result. */
export function useFlow(offline: Offline): Flow {
  const counter = useCounter();
  const { step, setStep, busy, act } = useSteps(counter);
  const seen = useRef({ scanned: "", at: 0 });
  const token = useWaitingToken();

  function read(scanned: string): Misread | null {
    if (busy.current) return null;
    const booked = bookingIn(scanned, counter.brand.key);
    if (booked) {
      signal("seen");
      act(() => arrived(counter, booked), { name: "checking" });
      return null;
    }
    const reading = readCode(scanned, counter.brand.key);
    if (!reading.ok) {
      signal("bad");
      return reading.why;
    }
    signal("seen");
    act(() => looked(counter, offline, reading.code), { name: "checking" });
    return null;
  }

  function see(scanned: string): Misread | "same" | null {
    const now = Date.now();
    const same = seen.current.scanned === scanned && now - seen.current.at < quietMs;
    seen.current = { scanned, at: now };
    return same ? "same" : read(scanned);
  }

  function toScan(): void {
    if (busy.current) return;
    // The member's phone is often still in view when the next is to be scanned.
    seen.current.at = Date.now();
    setStep({ name: "scan" });
  }

  function take(scanned: string): void {
    const why = read(scanned);
    if (!why) return;
    const { t } = text();
    toast(`${t(`read.${why}`)} ${t(`read.${why}Next`)}`, "bad");
  }

  useEffect(() => {
    if (!token) return;
    tokenTaken();
    take(linkOf(location.origin, counter.brand.key, token));
  }, [token]);

  return {
    step,
    read,
    see,
    take,
    toScan,
    toType: () => busy.current || setStep({ name: "type" }),
    commit: (preview, billMinor, statement) =>
      act(
        () =>
          statement
            ? usedOffline(counter, offline, statement, billMinor)
            : committed(counter, preview, billMinor),
        { name: "committing" },
      ),
  };
}

async function looked(
  { api, store }: Counter,
  offline: Offline,
  code: string,
): Promise<Step> {
  try {
    if (!navigator.onLine) throw noAnswer();
    const preview = await api.prepare(code, store.storeId, deviceId(actKey));
    if (!preview.allowed) signal("bad");
    return { name: "preview", code, preview };
  } catch (thrown) {
    const { status } = thrown as Problem;
    const noLine = status === 0 || status >= 502;
    if (!noLine || !offline.device) throw thrown;
    return seenOffline(offline, code);
  }
}

async function arrived(counter: Counter, code: string): Promise<Step> {
  const found = await checkInByCode(counter, code);
  signal(found.fresh ? "good" : "warn");
  return { name: "arrived", ...found };
}

async function seenOffline({ device }: Offline, code: string): Promise<Step> {
  if (!device || !isStatementText(code)) throw onlyOfflineCode();
  const seen = await device.book.look(code);
  if (!seen.ok) throw problemOfNo(seen.why);
  return { name: "preview", code, preview: previewOf(seen.value), statement: code };
}

async function usedOffline(
  { staff }: Counter,
  offline: Offline,
  statement: string,
  billMinor: number | null,
): Promise<Step> {
  const done = await offline.device?.book.redeem(statement, { billMinor, staffId: staff.staffId });
  if (!done) throw onlyOfflineCode();
  if (!done.ok) throw problemOfNo(done.why);
  signal("good");
  await offline.refresh();
  void offline.sync();
  return { name: "offlineDone", used: done.value };
}

async function committed(
  counter: Counter,
  preview: Preview,
  billMinor: number | null,
): Promise<Step> {
  const entry = entryOf(counter, preview, billMinor);
  const outcome = await counter.outbox.send(entry);
  signal(signalOf(outcome));
  return { name: "result", key: entry.key, preview, outcome };
}

function entryOf(counter: Counter, preview: Preview, billMinor: number | null): Unconfirmed {
  const { prepareToken, right, member } = preview;
  return {
    key: actKey(),
    brandKey: counter.brand.key,
    staffId: counter.staff.staffId,
    input: { prepareToken, billMinor, deviceId: deviceId(actKey) },
    title: right.title,
    titleEn: right.titleEn,
    member: member?.masked ?? null,
    storeName: counter.store.name,
    startedAt: Date.now(),
    tries: 0,
  };
}

export function signalOf(outcome: Outcome): "good" | "bad" | "warn" {
  if (outcome.kind === "done") return "good";
  return outcome.kind === "refused" ? "bad" : "warn";
}

function refused(problem: Problem): Step {
  signal(problem.status === 0 ? "warn" : "bad");
  return { name: "problem", problem };
}
