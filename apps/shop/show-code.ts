import { useEffect, useReducer, useRef } from "react";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import type { Api, ShownCode, ShownState } from "./api.ts";
import { useShop } from "./shop.ts";

export type Redemption = NonNullable<ShownState["redemption"]>;

export interface Showing {
  code: ShownCode | undefined;
  redemption: Redemption | undefined;
  problem: Problem | undefined;
  /** Server time; moves each second. */
  now: number;
  again(): void;
}

interface State {
  /** Newest first; an older one still counts while it is accepted. */
  codes: ShownCode[];
  redemption?: Redemption;
  problem?: Problem;
  now: number;
}

/**
 * The changing code of a voucher, or of a right of another kind. Takes a new one when the shown
 * one ends, and asks each second whether one of those still accepted has been spent. Rests while
 * the page is hidden.
 */
export function useShowing(rightId: string, kind = "voucher"): Showing {
  const { api, now } = useShop();
  const [state, change] = useReducer(merge, undefined, (): State => ({ codes: [], now: now() }));
  const latest = useRef(state);
  latest.current = state;

  useEffect(() => {
    let asking = false;
    let round = 0;
    const step = async (): Promise<void> => {
      change({ now: now() });
      if (asking || document.visibilityState === "hidden" || latest.current.redemption) return;
      asking = true;
      round += 1;
      const answer = await askAll(api, { kind, rightId }, latest.current.codes, now(), round);
      change({ ...answer, now: now() });
      asking = false;
    };
    void step();
    const timer = setInterval(() => void step(), 1000);
    return () => clearInterval(timer);
  }, [api, now, kind, rightId]);

  const { codes, redemption, problem } = state;
  const code = codes[0] && codes[0].spokenUntil > state.now ? codes[0] : undefined;
  const again = () => change({ codes: [], redemption: undefined });
  return { code, redemption, problem, now: state.now, again };
}

type Change = { [Key in keyof State]?: State[Key] | undefined };

function merge(state: State, change: Change): State {
  return { ...state, ...change } as State;
}

async function askAll(
  api: Api,
  right: { kind: string; rightId: string },
  codes: ShownCode[],
  now: number,
  round: number,
): Promise<Change> {
  const live = codes.filter((code) => code.spokenUntil > now);
  try {
    const asked = askedNow(live, now, round);
    const answers = await Promise.all(asked.map((code) => api.shown(code.codeId)));
    const spent = answers.find((answer) => answer.state === "spent");
    if (spent) return { redemption: spent.redemption ?? nothingKnown(now), problem: undefined };
    if (live[0] && live[0].shownUntil > now) return { codes: live, problem: undefined };
    return { codes: [await api.showRight(right.kind, right.rightId), ...live], problem: undefined };
  } catch (thrown) {
    return { codes: live, problem: asProblem(thrown) };
  }
}

/** The newest code and the one before it each second; older spoken numbers in turn. */
function askedNow(live: ShownCode[], now: number, round: number): ShownCode[] {
  const fresh = live.filter((code) => code.acceptedUntil > now);
  const old = live.filter((code) => code.acceptedUntil <= now);
  const turn = old[round % Math.max(1, old.length)];
  return turn ? [...fresh, turn] : fresh;
}

function nothingKnown(at: number): Redemption {
  return { storeName: null, storeNameEn: null, at, discountMinor: null };
}
