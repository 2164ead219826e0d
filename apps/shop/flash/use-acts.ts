import { useRef, useState } from "react";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useShop } from "../shop.ts";
import type { Entry, Slot } from "./answer.ts";
import { untilKnown } from "./kept-tries.ts";
import type { GateAnswer } from "./gate.tsx";
import type { Seen } from "./use-release.ts";

interface EnterBody {
  storeId?: string;
  touchId?: string;
  gate?: GateAnswer;
}

/** What the last press came to, where it is not an entry. */
export interface Told {
  slotId: string;
  problem: Problem;
}

export interface Acts {
  busy: boolean;
  told: Told | undefined;
  forget(): void;
  enter(slot: Slot, gate?: GateAnswer): Promise<void>;
  join(slot: Slot): Promise<void>;
  confirm(entry: Entry): Promise<void>;
  giveUp(entry: Entry): Promise<void>;
}

/** The presses of a release's page. Each is one try, however often it has to be sent. */
export function useActs(releaseId: string, seen: Seen): Acts {
  const { api, brand, first, setMember } = useShop();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const [told, setTold] = useState<Told>();
  const path = { brand: brand.key, releaseId };
  const nameOf = (what: string) => `bihuan.try.${brand.key}.${releaseId}.${what}`;
  const storeId = new URLSearchParams(location.search).get("at");
  const from: EnterBody = {
    ...(storeId ? { storeId } : {}),
    ...(first.touchId ? { touchId: first.touchId } : {}),
  };

  async function press(slotId: string, run: () => Promise<Entry>): Promise<void> {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setTold(undefined);
    try {
      seen.put(await run());
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.status === 401) setMember(null);
      else setTold({ slotId, problem });
    } finally {
      running.current = false;
      setBusy(false);
      void seen.refresh();
    }
  }

  return {
    busy,
    told,
    forget: () => setTold(undefined),
    enter: ({ slotId }, gate) => {
      const input: EnterBody = gate ? { ...from, gate } : from;
      return press(slotId, () =>
        untilKnown(nameOf(`enter.${slotId}`), input, (body, idempotencyKey, headers) =>
          api.call("enterRelease", {
            path: { ...path, slotId }, body, idempotencyKey, headers,
          })));
    },
    join: ({ slotId }) =>
      press(slotId, () =>
        untilKnown(nameOf(`join.${slotId}`), from, ({ storeId: at, touchId }, idempotencyKey) =>
          api.call("joinReleaseWaitList", {
            path: { ...path, slotId },
            body: { ...(at ? { storeId: at } : {}), ...(touchId ? { touchId } : {}) },
            idempotencyKey,
          }))),
    confirm: ({ entryId, slotId }) =>
      press(slotId, () =>
        untilKnown(nameOf(`confirm.${entryId}`), null, (_, idempotencyKey) =>
          api.call("confirmReleaseEntry", { path: { ...path, entryId }, idempotencyKey })
            .then((answer) => answer.entry))),
    giveUp: ({ entryId, slotId }) =>
      press(slotId, () =>
        untilKnown(nameOf(`leave.${entryId}`), null, (_, idempotencyKey) =>
          api.call("giveUpReleaseEntry", { path: { ...path, entryId }, idempotencyKey }))),
  };
}
