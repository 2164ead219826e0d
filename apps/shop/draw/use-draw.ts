import { useEffect, useRef, useState } from "react";
import { newKey } from "#packages/sdk/index.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Draw, DrawResult } from "../api.ts";
import { useShop } from "../shop.ts";

export interface Drawing {
  readonly draw: Draw | undefined;
  readonly problem: Problem | undefined;
  readonly loading: boolean;
  readonly busy: boolean;
  readonly result: DrawResult | undefined;
  readonly refusal: Problem | undefined;
  reload(): void;
  /** Draws once; a try whose answer was lost goes out again with its key and nonce. */
  play(): Promise<void>;
  closeResult(): void;
}

export function useDraw(drawId: string): Drawing {
  const { api, first, member, setMember } = useShop();
  const carried = first.draw?.drawId === drawId ? first.draw : undefined;
  const [round, setRound] = useState(0);
  const asked = member !== first.member || round > 0 || !carried;
  const who = member ? "member" : "visitor";
  const loaded = useLoad(asked ? `draw ${drawId} ${who} ${round}` : null, () => api.draw(drawId));
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<DrawResult>();
  const [refusal, setRefusal] = useState<Problem>();
  const kept = useRef<Draw>(undefined);
  const lost = useRef<{ key: string; nonce: string }>(undefined);
  const draw = loaded.data ?? kept.current ?? carried;

  useEffect(() => {
    if (loaded.data) kept.current = loaded.data;
  }, [loaded.data]);

  async function play(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    lost.current ??= { key: newKey(), nonce: newKey() };
    try {
      setResult(await api.playDraw(drawId, lost.current.nonce, lost.current.key));
      lost.current = undefined;
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.status === 401) setMember(null);
      // only an answer is the end of a try; without one it may have been drawn
      if (problem.status >= 400 && problem.status < 500) lost.current = undefined;
      setRefusal(problem);
      throw thrown;
    } finally {
      setBusy(false);
      setRound((before) => before + 1);
    }
  }

  return {
    draw,
    problem: draw ? undefined : loaded.problem,
    loading: loaded.loading && !draw,
    busy,
    result,
    refusal,
    reload: loaded.reload,
    play,
    closeResult: () => setResult(undefined),
  };
}
